package io.zhijing.detection.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.baseline.Baseline;
import io.zhijing.detection.baseline.RateBaseline;
import io.zhijing.detection.baseline.ReferenceDays;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.stats.BetaBinomial;
import io.zhijing.detection.stats.Draws;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Rates that swing from week to week, and rates that do not. Simulated. */
class SwingingRatesTest {
  private static final int WEEKS = 56;
  private static final int TODAY = 7 * WEEKS - 1;
  private static final int WINDOW_WEEKS = 4;
  private static final double USUAL = 0.05;
  private static final double STEADY = 0.001;
  private static final double LEAST = 0.005;
  private static final double ALPHA = 1e-4;
  private static final double RARE = 2e-5;
  private static final Offset<Double> NEARLY = Offset.offset(1e-12);
  private static final int[] NONE = {};

  private final RateBaseline baseline =
      new RateBaseline(new ReferenceDays(28, 364, 56), new RateBaseline.Strength(50, LEAST, 200));
  private final RateDetector detector = new RateDetector(baseline, 28);

  /**
   * A stratum by weeks.
   *
   * @param tests of a week
   * @param correlation of the failures of a week
   * @param outbreak failure probability of four weeks some 100 days ago
   * @param now failure probability of the latest four weeks
   */
  private record World(int tests, double correlation, double outbreak, double now) {
    CountSeries series(SplittableRandom random) {
      CountSeries series = new CountSeries();
      for (int week = 0; week < WEEKS; week++) {
        boolean isNow = week >= WEEKS - WINDOW_WEEKS;
        boolean isOutbreak = week >= WEEKS - 18 && week < WEEKS - 14;
        double rate = isNow ? now : isOutbreak ? outbreak : USUAL;
        double failed = Draws.betaBinomial(random, tests, rate, correlation);
        series.put(7 * week + 6, tests, (long) failed);
      }
      return series;
    }
  }

  /** Of the predicted failures. */
  private static double correlation(Baseline expected) {
    Baseline.EstimatedRate rate = (Baseline.EstimatedRate) expected;
    return 1 / (rate.alpha() + rate.beta() + 1);
  }

  private Finding judge(CountSeries series) {
    return detector.judge(new RateDetector.Case(series, series, 0, NONE), TODAY, ALPHA);
  }

  private int unlikely(World world, int looks, double level) {
    SplittableRandom random = new SplittableRandom(23);
    int unlikely = 0;
    for (int look = 0; look < looks; look++) {
      unlikely += judge(world.series(random)).pValue() <= level ? 1 : 0;
    }
    return unlikely;
  }

  private double bound(World world) {
    SplittableRandom random = new SplittableRandom(29);
    double sum = 0;
    for (int look = 0; look < 100; look++) {
      sum += judge(world.series(random)).upperBound();
    }
    return sum / 100;
  }

  /** Looks called unlikely, and how many would be if the least correlation were believed. */
  private int[] unlikelyAndAtLeast(World world, int looks) {
    SplittableRandom random = new SplittableRandom(23);
    int[] unlikely = new int[2];
    for (int look = 0; look < looks; look++) {
      CountSeries series = world.series(random);
      Finding finding = judge(series);
      Baseline.EstimatedRate expected =
          (Baseline.EstimatedRate) baseline.estimate(series, series, TODAY, 0, NONE);
      double worth = 1 / LEAST - 1;
      double rate = expected.alpha() / (expected.alpha() + expected.beta());
      BetaBinomial atLeast = new BetaBinomial(finding.trials(), rate * worth, (1 - rate) * worth);
      unlikely[0] += finding.pValue() <= RARE ? 1 : 0;
      unlikely[1] += atLeast.upperTail(finding.observed()) <= RARE ? 1 : 0;
    }
    return unlikely;
  }

  @Test
  void whereRatesSwingFarFewerAreCalledUnlikely() {
    int[] hundred = unlikelyAndAtLeast(new World(100, 0.08, USUAL, USUAL), 10_000);
    assertThat(hundred[1]).isGreaterThan(50);
    assertThat(hundred[0]).isLessThan(hundred[1] / 5);
    int[] thousand = unlikelyAndAtLeast(new World(1000, 0.08, USUAL, USUAL), 4_000);
    assertThat(thousand[1]).isGreaterThan(50);
    assertThat(thousand[0]).isLessThan(thousand[1] / 10);
  }

  /** What is learnt where there is nothing to learn costs next to no power. */
  @Test
  void whereRatesSwingNoMoreThanTheLeastHardlyAnyRiseIsMissed() {
    int[] found = unlikelyAndAtLeast(new World(100, LEAST, USUAL, 3 * USUAL), 2_000);
    assertThat(found[1]).isGreaterThan(200);
    assertThat(found[0]).isGreaterThan((int) (0.9 * found[1]));
  }

  @Test
  void aRiseIsFoundWhereRatesAreSteadyAndAGreatOneWhereTheySwing() {
    assertThat(unlikely(new World(100, STEADY, USUAL, 0.2), 200, ALPHA)).isGreaterThan(150);
    assertThat(unlikely(new World(100, 0.04, USUAL, 0.35), 200, ALPHA)).isGreaterThan(150);
  }

  @Test
  void whatSwingsIsAllowedMore() {
    double steady = bound(new World(100, STEADY, USUAL, USUAL));
    assertThat(bound(new World(100, 0.08, USUAL, USUAL))).isGreaterThan(1.4 * steady);
  }

  @Test
  void anOutbreakInThePastIsNotTakenForTheUsualSpread() {
    double without = bound(new World(100, STEADY, USUAL, USUAL));
    double with = bound(new World(100, STEADY, 3 * USUAL, USUAL));
    assertThat(with / without).isBetween(1.0, 1.25);
    assertThat(unlikely(new World(100, STEADY, 3 * USUAL, 0.2), 200, ALPHA)).isGreaterThan(100);
  }

  @Test
  void aStratumOfFewTestsStaysAtWhatWasKnownBefore() {
    CountSeries few = new CountSeries();
    for (int week = 0; week < WEEKS - WINDOW_WEEKS; week += WINDOW_WEEKS) {
      few.put(7 * week + 6, 3, week % 8 == 0 ? 3 : 0);
    }
    CountSeries wild = new World(100, 0.15, USUAL, USUAL).series(new SplittableRandom(31));
    Baseline expected = baseline.estimate(few, wild, TODAY, 0, NONE);
    assertThat(expected.state().state()).isEqualTo("borrowed");
    assertThat(correlation(expected)).isCloseTo(1.0 / (50 + few.trials(0, TODAY) + 1), NEARLY);
  }

  @Test
  void ofFewWindowsNothingIsLearnt() {
    CountSeries wild = new World(100, 0.15, USUAL, USUAL).series(new SplittableRandom(31));
    Baseline expected = baseline.estimate(wild, wild, TODAY, TODAY - 4 * 28 + 1, NONE);
    assertThat(correlation(expected)).isCloseTo(LEAST, NEARLY);
    Baseline longer = baseline.estimate(wild, wild, TODAY, TODAY - 10 * 28 + 1, NONE);
    assertThat(correlation(longer)).isGreaterThan(1.1 * LEAST);
  }

  /** Windows of which the mix lets expect nothing tell nothing of the factor. */
  @Test
  void testsWithoutAnExpectationDoNotMakeTheRateBetterKnown() {
    CountSeries few = new CountSeries();
    CountSeries more = new CountSeries();
    for (int week = 0; week < WEEKS; week++) {
      boolean isExpected = week >= WEEKS - 3 * WINDOW_WEEKS;
      if (isExpected) {
        few.put(7 * week + 6, 8, 1, 400_000);
      }
      more.put(7 * week + 6, isExpected ? 8 : 100, isExpected ? 1 : 5, isExpected ? 400_000 : 0);
    }
    CountSeries parent = new CountSeries();
    for (int week = 0; week < WEEKS; week++) {
      parent.put(7 * week + 6, 100, 5, 5_000_000);
    }
    assertThat(correlation(baseline.estimate(more, parent, TODAY, 0, NONE)))
        .isCloseTo(correlation(baseline.estimate(few, parent, TODAY, 0, NONE)), NEARLY);
  }

  /** An expectation by mix is held against the same windows as one without. */
  @Test
  void expectedFailuresTellTheSameSpread() {
    CountSeries plain = new World(100, 0.08, USUAL, USUAL).series(new SplittableRandom(37));
    CountSeries adjusted = new CountSeries();
    for (int day = 6; day <= TODAY; day += 7) {
      adjusted.put(day, plain.trials(day, day), plain.observed(day, day), 5_000_000);
    }
    assertThat(judge(adjusted).upperBound())
        .isBetween(0.95 * judge(plain).upperBound(), 1.05 * judge(plain).upperBound());
  }
}
