package io.zhijing.detection.monitor;

import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.WindowCount;
import java.util.List;

/**
 * A stratum that is higher than expected, though by itself perhaps not enough for a signal.
 *
 * @param baseline what the expectation rests on
 * @param windows its windows that end on the day
 */
public record Risen(BaselineState baseline, List<WindowCount> windows) {
  /** Copies the windows. */
  public Risen {
    windows = List.copyOf(windows);
  }
}
