package io.zhijing.jobs.state;

import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.WindowCount;
import io.zhijing.detection.monitor.Risen;
import java.util.List;
import java.util.Optional;

/**
 * A region that is higher than expected on a day, or no longer, flat.
 *
 * @param stratum key of the stratum
 * @param day epoch day judged
 * @param tick last millisecond of the tick at which it was judged
 * @param baselineState estimated or borrowed
 * @param baselineReason why borrowed; may be empty
 * @param referenceDays days that the expectation rests on
 * @param leftOutDays days that past signals kept out
 * @param windows its windows that end on the day; none if it has not risen any more
 */
public record RegionRise(
    String stratum,
    int day,
    long tick,
    String baselineState,
    String baselineReason,
    int referenceDays,
    int leftOutDays,
    WindowCount[] windows) {

  /** A rise. */
  public static RegionRise of(String stratum, int day, long tick, Risen risen) {
    BaselineState baseline = risen.baseline();
    return new RegionRise(
        stratum,
        day,
        tick,
        baseline.state(),
        baseline.reason(),
        baseline.referenceDays(),
        baseline.leftOutDays(),
        risen.windows().toArray(WindowCount[]::new));
  }

  /** That there is none any more. */
  public static RegionRise none(String stratum, int day, long tick) {
    return new RegionRise(stratum, day, tick, "", "", 0, 0, new WindowCount[0]);
  }

  /** The rise; empty if there is none any more. */
  public Optional<Risen> risen() {
    return windows.length == 0
        ? Optional.empty()
        : Optional.of(
            new Risen(
                new BaselineState(baselineState, baselineReason, referenceDays, leftOutDays),
                List.of(windows)));
  }
}
