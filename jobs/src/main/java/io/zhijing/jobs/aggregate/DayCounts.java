package io.zhijing.jobs.aggregate;

import io.zhijing.jobs.state.CellDelta;
import java.util.Arrays;

/**
 * Counts that wait for their tick, one entry a day. Kept state.
 *
 * @param days epoch days, distinct
 * @param trials changes of the trials of {@code days}
 * @param observed changes of the failures or counts of {@code days}
 * @param expected changes of the expected failures of {@code days}, millionths
 */
public record DayCounts(int[] days, long[] trials, long[] observed, long[] expected) {

  /** These counts and one more. */
  DayCounts plus(CellDelta delta) {
    int at = 0;
    while (at < days.length && days[at] != delta.day()) {
      at++;
    }
    int n = Math.max(days.length, at + 1);
    DayCounts more =
        new DayCounts(
            Arrays.copyOf(days, n),
            Arrays.copyOf(trials, n),
            Arrays.copyOf(observed, n),
            Arrays.copyOf(expected, n));
    more.days[at] = delta.day();
    more.trials[at] += delta.trials();
    more.observed[at] += delta.observed();
    more.expected[at] += delta.expected();
    return more;
  }

  /** No counts. */
  static DayCounts none() {
    return new DayCounts(new int[0], new long[0], new long[0], new long[0]);
  }
}
