package io.zhijing.dashboards.targets;

import java.util.List;

/** A table of targets or values cannot be used; carries everything that is wrong with it. */
public final class TargetFaults extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  TargetFaults(List<String> faults) {
    super(String.join("; ", faults));
    this.faults = List.copyOf(faults);
  }

  /** All faults, each with the line it stands in. */
  public List<String> faults() {
    return faults;
  }
}
