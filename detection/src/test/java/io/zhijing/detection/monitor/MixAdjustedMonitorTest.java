package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.detection.baseline.MixHistory;
import io.zhijing.detection.baseline.RatePosterior.Periods;
import io.zhijing.detection.baseline.RatePosterior.Prior;
import io.zhijing.detection.sequential.RateAlternatives;
import io.zhijing.detection.stats.Draws;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Ten districts under a rota: a lenient inspector hands the first district to a strict one. */
class MixAdjustedMonitorTest {
  private static final int DISTRICTS = 10;
  private static final int WEEKS = 110;
  private static final int CHANGE = 100;
  private static final int TESTS = 20;
  private static final double ALARM = 200;

  private record World(Periods plain, Periods adjusted) {}

  /**
   * @param isRotaChanged whether the first district gets the strict inspector at the change
   * @param rise factor of the failure probability in the first district from the change on
   */
  private static World world(boolean isRotaChanged, double rise) {
    SplittableRandom random = new SplittableRandom(20240131);
    MixHistory history = new MixHistory(MixHistory.Memory.weekly());
    double[] trials = new double[WEEKS];
    double[] failures = new double[WEEKS];
    MixCell[] cells = new MixCell[WEEKS];
    for (int week = 0; week < WEEKS; week++) {
      for (int district = 0; district < DISTRICTS; district++) {
        boolean isFirst = district == 0;
        boolean isStrict = isFirst ? isRotaChanged && week >= CHANGE : district % 2 == 0;
        double rate = (isStrict ? 0.33 : 0.09) * (isFirst && week >= CHANGE ? rise : 1);
        MixCell cell = new MixCell("", isStrict ? "strict" : "lenient", "");
        double failed = Draws.betaBinomial(random, TESTS, rate, 0.001);
        history.add(week, cell, TESTS, failed);
        if (isFirst) {
          trials[week] = TESTS;
          failures[week] = failed;
          cells[week] = cell;
        }
      }
    }
    double[] references = new double[WEEKS];
    for (int week = 0; week < WEEKS; week++) {
      references[week] = history.asOf(week).reference(Map.of(cells[week], (double) TESTS));
    }
    return new World(Periods.plain(trials, failures), new Periods(trials, failures, references));
  }

  private static double highest(Periods periods, Prior prior) {
    RateMonitor monitor =
        new RateMonitor(Pace.weekly(), RateAlternatives.standard(), periods, prior);
    double highest = 0;
    for (int week = CHANGE; week < CHANGE + 4; week++) {
      highest = Math.max(highest, monitor.at(week, -1).evidence());
    }
    return highest;
  }

  @Test
  void aNewInspectorAloneIsTakenForARiseWithoutAdjustmentAndNotWithIt() {
    World world = world(true, 1);
    assertThat(highest(world.plain(), Prior.none())).isGreaterThan(ALARM);
    assertThat(highest(world.adjusted(), new Prior(1, 50))).isLessThan(ALARM / 10);
  }

  @Test
  void aTrueRiseIsSeenWithAdjustment() {
    assertThat(highest(world(false, 3).adjusted(), new Prior(1, 50))).isGreaterThan(ALARM);
    assertThat(highest(world(true, 2).adjusted(), new Prior(1, 50)))
        .as("also when the inspector changes at the same time")
        .isGreaterThan(ALARM);
  }

  @Test
  void aRiseIsNotHiddenByAMoreLenientInspector() {
    World world = world(false, 2.5);
    assertThat(highest(world.adjusted(), new Prior(1, 50)))
        .isGreaterThan(highest(world(false, 1).adjusted(), new Prior(1, 50)) * 10);
  }

  @Test
  void aWeekOfWhichNothingIsExpectedIsNotJudged() {
    Periods periods = world(false, 1).adjusted();
    assertThat(periods.reference()[0]).isZero();
    periods.reference()[CHANGE] = 0;
    RateMonitor monitor =
        new RateMonitor(Pace.weekly(), RateAlternatives.standard(), periods, new Prior(1, 50));
    assertThat(monitor.at(CHANGE, -1))
        .isEqualTo(new Standing.Insufficient(Standing.Reason.NO_REFERENCE));
  }
}
