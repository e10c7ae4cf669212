package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.baseline.RatePosterior.Periods;
import io.zhijing.detection.baseline.RatePosterior.Prior;
import io.zhijing.detection.monitor.Standing.Estimated;
import io.zhijing.detection.monitor.Standing.Insufficient;
import io.zhijing.detection.monitor.Standing.Reason;
import io.zhijing.detection.sequential.CountAlternatives;
import io.zhijing.detection.sequential.RateAlternatives;
import io.zhijing.detection.stats.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MonitorsTest {
  private static final int WEEKS = 260;

  private static double[] counts(double mean, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] counts = new double[WEEKS];
    for (int week = 0; week < WEEKS; week++) {
      counts[week] = Draws.negativeBinomial(random, mean, 1.5);
    }
    return counts;
  }

  private static CountMonitor monitor(double... counts) {
    return new CountMonitor(Pace.weekly(), CountAlternatives.standard(), counts);
  }

  private static RateMonitor monitor(double[] trials, double[] failures) {
    return new RateMonitor(
        Pace.weekly(), RateAlternatives.standard(), Periods.plain(trials, failures), Prior.none());
  }

  @Test
  void aThresholdFromSimulationKeepsItsRateOnOtherSeries() {
    List<double[][]> paths = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      paths.add(monitor(counts(4, i)).simulateNull(new SplittableRandom(i), 200, 60));
    }
    NullPaths nothing = new NullPaths(Pace.weekly().leak(), paths);
    double threshold = nothing.thresholdFor(0.01);
    assertThat(nothing.alarmRate(threshold)).isLessThanOrEqualTo(0.01);
    int alarms = 0;
    for (int i = 0; i < 60; i++) {
      CountMonitor fresh = monitor(counts(4, 1000 + i));
      int after = -1;
      for (int week = 200; week < WEEKS; week++) {
        if (fresh.at(week, after).evidence() > threshold) {
          alarms++;
          after = week;
        }
      }
    }
    assertThat(alarms / 3600.0).isBetween(0.004, 0.018);
  }

  @Test
  void aSmallLastingRiseGathersEvidenceAndAQuietSeriesDoesNot() {
    double[] counts = counts(10, 5);
    Arrays.fill(counts, WEEKS - 5, WEEKS, 10);
    double quiet = monitor(counts).at(WEEKS - 1, -1).evidence();
    // Two standard deviations of a week's count.
    Arrays.fill(counts, WEEKS - 5, WEEKS, 18);
    double risen = monitor(counts).at(WEEKS - 1, -1).evidence();
    assertThat(quiet).isLessThan(1);
    // Twice the threshold that one false alarm in 230 weeks costs.
    assertThat(risen).isGreaterThan(100);
    assertThat(monitor(counts).at(WEEKS - 1, WEEKS - 2).evidence()).isLessThan(risen);
  }

  @Test
  void whatComesLaterChangesNoJudgement() {
    double[] counts = counts(10, 6);
    Standing before = monitor(Arrays.copyOf(counts, 200)).at(199, -1);
    assertThat(monitor(counts).at(199, -1)).isEqualTo(before);
  }

  @Test
  void countsThatCannotBeJudgedSayWhy() {
    double[] counts = counts(10, 7);
    assertThat(monitor(counts).at(3, -1)).isEqualTo(new Insufficient(Reason.HISTORY_TOO_SHORT));
    counts[WEEKS - 1] = Double.NaN;
    assertThat(monitor(counts).at(WEEKS - 1, -1)).isEqualTo(new Insufficient(Reason.INVALID_VALUE));
    counts[WEEKS - 1] = 10;
    counts[100] = -5;
    counts[101] = Double.NaN;
    assertThat(monitor(counts).at(WEEKS - 1, -1)).isInstanceOf(Estimated.class);
  }

  @Test
  void ratesThatCannotBeJudgedSayWhy() {
    double[] trials = new double[WEEKS];
    double[] failures = new double[WEEKS];
    Arrays.fill(trials, 50);
    Arrays.fill(failures, 2);
    assertThat(monitor(trials, failures).at(2, -1).evidence()).isZero();
    trials[WEEKS - 1] = 0;
    failures[WEEKS - 1] = 0;
    assertThat(monitor(trials, failures).at(WEEKS - 1, -1))
        .isEqualTo(new Insufficient(Reason.NO_TRIALS));
    trials[WEEKS - 1] = 1;
    failures[WEEKS - 1] = 2;
    assertThat(monitor(trials, failures).at(WEEKS - 1, -1))
        .isEqualTo(new Insufficient(Reason.INVALID_VALUE));
  }

  @Test
  void moreTestsAloneAreNoRiseAndADoubledRateIsOne() {
    SplittableRandom random = new SplittableRandom(8);
    double[] trials = new double[WEEKS];
    double[] failures = new double[WEEKS];
    for (int week = 0; week < WEEKS; week++) {
      trials[week] = week < WEEKS - 4 ? 40 : 400;
      failures[week] = Draws.betaBinomial(random, trials[week], 0.05, 0.002);
    }
    assertThat(monitor(trials, failures).at(WEEKS - 1, -1).evidence()).isLessThan(30);
    for (int week = WEEKS - 4; week < WEEKS; week++) {
      failures[week] = 40;
    }
    assertThat(monitor(trials, failures).at(WEEKS - 1, -1).evidence()).isGreaterThan(1000);
  }
}
