package io.zhijing.dashboards.kibana.source;

import java.util.List;

/** The source cannot be used; carries everything that is wrong with it. */
public final class SourceFaults extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  SourceFaults(List<String> faults) {
    super("dashboards: " + String.join("; ", faults));
    this.faults = List.copyOf(faults);
  }

  /** All faults, each with file and place. */
  public List<String> faults() {
    return faults;
  }
}
