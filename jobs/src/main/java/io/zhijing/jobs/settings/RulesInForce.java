package io.zhijing.jobs.settings;

import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.metrics.LogEvent;
import io.zhijing.jobs.state.RulesChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that hold: those of the settings until a newer version comes. Keeps what it made of the
 * newest text, so that it is read once. Owned by one operator.
 *
 * <p>A version in state was in order with the settings of its time. With those of a restarted job
 * it may be contradictory, or name other detectors than the job runs: then the settings' own rules
 * hold, until the next version comes. A job that failed on it would fail again at each restart.
 */
public final class RulesInForce {
  /** The key under which state keeps the newest change. */
  public static final String KEY = "rules";

  private static final Logger LOG = LoggerFactory.getLogger(RulesInForce.class);

  private final RuleSet initial;
  private RuleSet current;
  private String name;
  private int seen;

  /** The rules of the settings. */
  public RulesInForce(RuleSet initial) {
    this.initial = initial;
    this.current = initial;
    this.name = nameOf(initial);
  }

  /** Whether a change is newer than the one that is kept, which may be null. */
  public static boolean isNewer(RulesChange change, RulesChange kept) {
    return kept == null || change.version() > kept.version();
  }

  /** Detectors and scopes hold state of their own: they change with the settings and a restart. */
  public static boolean isOfRunningJob(RuleSet rules, RuleSet ofSettings) {
    return rules.detection().equals(ofSettings.detection())
        && rules.spread().equals(ofSettings.spread());
  }

  /**
   * Takes over a change, if it is newer.
   *
   * @param change what state keeps; null if there was none
   * @return whether the rules are others now
   */
  public boolean update(RulesChange change) {
    if (change == null || change.version() <= Math.max(seen, initial.version())) {
      return false;
    }
    seen = change.version();
    RuleSet before = current;
    try {
      RuleSet changed = RulesDocument.read(change.text(), initial).rules();
      if (isOfRunningJob(changed, initial)) {
        current = changed;
        name = change.id() + "@" + change.version() + "#" + change.checksum();
      } else {
        fallBack(change, "detection or spread are not those of the settings");
      }
    } catch (SettingsFaults e) {
      fallBack(change, String.join("; ", e.faults()));
    }
    return !current.equals(before);
  }

  private void fallBack(RulesChange change, String why) {
    current = initial;
    name = nameOf(initial);
    LOG.warn(
        LogEvent.RULES_NOT_USABLE.marker(),
        "the rules {}@{} that were applied cannot be used with the settings of this job, whose own"
            + " rules hold until others are applied: {}",
        change.id(),
        change.version(),
        why);
  }

  private static String nameOf(RuleSet rules) {
    return rules.id() + "@" + rules.version();
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
