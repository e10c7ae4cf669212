package io.zhijing.connectors.wire.yaml;

import java.util.List;

/** Everything that is wrong with a settings file, all at once. */
public final class SettingsFaults extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> faults;

  /** The faults, at least one. */
  public SettingsFaults(List<String> faults) {
    super(String.join("; ", faults));
    this.faults = List.copyOf(faults);
  }

  /** One sentence each, naming the key. */
  public List<String> faults() {
    return faults;
  }
}
