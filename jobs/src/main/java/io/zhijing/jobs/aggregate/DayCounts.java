package io.zhijing.jobs.aggregate;

import io.zhijing.jobs.state.CellDelta;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts that wait for their tick, one entry a day, as savepoints of older versions have them.
 *
 * @param days epoch days, distinct
 * @param trials changes of the trials of {@code days}
 * @param observed changes of the failures or counts of {@code days}
 * @param expected changes of the expected failures of {@code days}, millionths
 */
public record DayCounts(int[] days, long[] trials, long[] observed, long[] expected) {

  /** The days on which anything changes, as changes of a stratum. */
  List<CellDelta> changes(String stratum, long tick) {
    return IntStream.range(0, days.length)
        .mapToObj(i -> new CellDelta(stratum, days[i], tick, trials[i], observed[i], expected[i]))
        .filter(CellDelta::isChange)
        .toList();
  }
}
