package io.zhijing.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.baseline.FailureCorrelation.Periods;
import io.zhijing.detection.stats.Draws;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What windows and their weeks tell of how much failures hang together. Simulated. */
class FailureCorrelationTest {
  private static final double LEAST = 0.005;
  private static final int WINDOWS = 12;
  private static final int WEEKS = 4;
  private static final int TESTS = 100;
  private static final double RATE = 0.1;

  /** Draws the failures of each week of a window. */
  private interface World {
    double[] window(SplittableRandom random);
  }

  private static double[] weeks(SplittableRandom random, double rate, double correlation) {
    double[] failures = new double[WEEKS];
    Arrays.setAll(failures, week -> Draws.betaBinomial(random, TESTS, rate, correlation));
    return failures;
  }

  private static double learnt(SplittableRandom random, World world) {
    double[] failures = new double[WINDOWS * WEEKS];
    double[] ofWindows = new double[WINDOWS];
    for (int window = 0; window < WINDOWS; window++) {
      double[] drawn = world.window(random);
      System.arraycopy(drawn, 0, failures, window * WEEKS, WEEKS);
      ofWindows[window] = Arrays.stream(drawn).sum();
    }
    return new FailureCorrelation(LEAST).of(periods(7, failures), periods(28, ofWindows));
  }

  private static Periods periods(int days, double[] failures) {
    double[] trials = new double[failures.length];
    Arrays.fill(trials, days / 7.0 * TESTS);
    return new Periods(days, trials, failures, trials);
  }

  private static double median(World world) {
    SplittableRandom random = new SplittableRandom(41);
    double[] learnt = new double[101];
    Arrays.setAll(learnt, i -> learnt(random, world));
    Arrays.sort(learnt);
    return learnt[50];
  }

  @Test
  void whereFailuresDoNotHangTogetherTheLeastIsKept() {
    assertThat(median(random -> weeks(random, RATE, 1e-6))).isBetween(LEAST, 1.05 * LEAST);
  }

  /** Of 400 tests in four weeks that swing for themselves, (100 - 1) / (400 - 1) of a week's. */
  @Test
  void weeksThatSwingForThemselvesSwingLessTogether() {
    double ofWindow = 0.1 * 99 / 399;
    assertThat(median(random -> weeks(random, RATE, 0.1)))
        .isBetween(0.7 * ofWindow, 1.1 * ofWindow);
  }

  @Test
  void windowsThatSwingAsAWholeAreToldFromWeeksThatDo() {
    double asAWhole =
        median(random -> weeks(random, Draws.betaBinomial(random, 1000, RATE, 0.03) / 1000, 1e-6));
    assertThat(asAWhole).isBetween(0.015, 0.035);
  }

  /** An outbreak of four weeks raises windows and weeks alike. */
  @Test
  void anOutbreakIsNoSpread() {
    SplittableRandom random = new SplittableRandom(43);
    double[] window = {0};
    double learnt = learnt(random, given -> weeks(given, window[0]++ == 7 ? 4 * RATE : RATE, 1e-6));
    assertThat(learnt).isBetween(LEAST, 1.3 * LEAST);
  }

  @Test
  void ofFewWindowsNothingIsLearnt() {
    Periods wild = periods(28, new double[] {0, 200, 0});
    assertThat(new FailureCorrelation(LEAST).of(wild, wild)).isEqualTo(LEAST);
  }

  @Test
  void windowsWithoutTrialsTellNothing() {
    double[] trials = {400, 0, 400, 400, 0, 400, 400};
    double[] failures = {40, 0, 20, 70, 0, 40, 55};
    Periods with = new Periods(28, trials, failures, trials);
    double[] fullTrials = {400, 400, 400, 400, 400};
    Periods without = new Periods(28, fullTrials, new double[] {40, 20, 70, 40, 55}, fullTrials);
    FailureCorrelation correlation = new FailureCorrelation(LEAST);
    assertThat(correlation.of(with, with)).isEqualTo(correlation.of(without, without));
  }

  @Test
  void giantValuesAreNoReasonForNoNumber() {
    double[] trials = new double[WINDOWS];
    Arrays.fill(trials, 1e12);
    double[] failures = new double[WINDOWS];
    failures[0] = 1e12;
    failures[5] = 1e12;
    failures[6] = 1e12;
    Periods giant = new Periods(28, trials, failures, trials);
    assertThat(new FailureCorrelation(LEAST).of(giant, giant)).isBetween(LEAST, 0.5);
    Periods none = new Periods(28, trials, new double[WINDOWS], trials);
    assertThat(new FailureCorrelation(LEAST).of(none, none)).isBetween(LEAST, 0.5);
  }
}
