package io.zhijing.jobs.aggregate;

import io.zhijing.jobs.state.CellDelta;
import java.util.Arrays;

/**
 * Counts that wait for their tick, one entry a day. Kept state.
 *
 * @param days epoch days, distinct
 * @param trials changes of the trials of {@code days}
 * @param observed changes of the failures or counts of {@code days}
 */
public record DayCounts(int[] days, long[] trials, long[] observed) {

  /** These counts and one more. */
  DayCounts plus(CellDelta delta) {
    for (int i = 0; i < days.length; i++) {
      if (days[i] == delta.day()) {
        long[] newTrials = trials.clone();
        long[] newObserved = observed.clone();
        newTrials[i] += delta.trials();
        newObserved[i] += delta.observed();
        return new DayCounts(days, newTrials, newObserved);
      }
    }
    int n = days.length;
    int[] newDays = Arrays.copyOf(days, n + 1);
    long[] newTrials = Arrays.copyOf(trials, n + 1);
    long[] newObserved = Arrays.copyOf(observed, n + 1);
    newDays[n] = delta.day();
    newTrials[n] = delta.trials();
    newObserved[n] = delta.observed();
    return new DayCounts(newDays, newTrials, newObserved);
  }

  /** No counts. */
  static DayCounts none() {
    return new DayCounts(new int[0], new long[0], new long[0]);
  }
}
