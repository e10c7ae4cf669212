package io.zhijing.jobs.settings;

import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.state.RulesChange;

/**
 * The rules that hold: those of the settings until a newer version comes. Keeps what it made of the
 * newest text, so that it is read once. Owned by one operator.
 */
public final class RulesInForce {
  /** The key under which state keeps the newest change. */
  public static final String KEY = "rules";

  private final RuleSet initial;
  private RuleSet current;
  private String name;
  private int seen;

  /** The rules of the settings. */
  public RulesInForce(RuleSet initial) {
    this.initial = initial;
    this.current = initial;
    this.name = initial.id() + "@" + initial.version();
  }

  /** Whether a change is newer than the one that is kept, which may be null. */
  public static boolean isNewer(RulesChange change, RulesChange kept) {
    return kept == null || change.version() > kept.version();
  }

  /**
   * Takes over a change, if it is newer.
   *
   * @param change what state keeps; null if there was none
   * @return whether the rules are others now
   * @throws IllegalStateException if a change that was found in order cannot be read
   */
  public boolean update(RulesChange change) {
    if (change == null || change.version() <= Math.max(seen, initial.version())) {
      return false;
    }
    try {
      current = RulesDocument.read(change.text(), initial).rules();
    } catch (SettingsFaults e) {
      throw new IllegalStateException("rules were checked before they were kept", e);
    }
    seen = change.version();
    name = change.id() + "@" + change.version() + "#" + change.checksum();
    return true;
  }

  /** The rules. */
  public RuleSet get() {
    return current;
  }

  /** Their id, version and checksum. */
  public String name() {
    return name;
  }
}
