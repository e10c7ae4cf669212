package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Counts that carry expected failures: who inspects is told from what goes wrong. */
class MixAdjustedRateTest {
  private static final int TODAY = 600;
  private static final int CHANGE = 573;
  private static final int TESTS = 4;
  private static final double ALPHA = 1e-4;
  private final DefaultDetector detector =
      new DefaultDetector(new DefaultDetector.Settings(new int[] {7, 28}, 28, 364, 1820, 56, 56));

  private record World(CountSeries own, CountSeries parent) {}

  /**
   * Ten strata, one test in ten fails under the usual body and three under the strict one.
   *
   * @param isStrict whether the strict body takes over the judged stratum at the change
   * @param rise factor of the judged stratum's failure rate from the change on
   * @param carries first day whose counts carry expected failures
   */
  private static World world(boolean isStrict, double rise, int carries) {
    SplittableRandom random = new SplittableRandom(7);
    CountSeries own = new CountSeries();
    CountSeries parent = new CountSeries();
    for (int day = 0; day <= TODAY; day++) {
      long allFailed = 0;
      for (int stratum = 0; stratum < 10; stratum++) {
        boolean isOwn = stratum == 0 && day >= CHANGE;
        double rate = (isOwn && isStrict ? 0.3 : 0.1) * (isOwn ? rise : 1);
        long failed = 0;
        for (int i = 0; i < TESTS; i++) {
          failed += random.nextDouble() < rate ? 1 : 0;
        }
        if (stratum == 0) {
          long expected = isOwn && isStrict ? 300_000 : 100_000;
          own.put(day, TESTS, failed, day >= carries ? TESTS * expected : 0);
        }
        allFailed += failed;
      }
      long extra = isStrict && day >= CHANGE ? TESTS * 200_000L : 0;
      parent.put(day, 10 * TESTS, allFailed, day >= carries ? 10 * TESTS * 100_000L + extra : 0);
    }
    return new World(own, parent);
  }

  private Finding judge(World world) {
    return detector.rate(
        new DefaultDetector.Case(world.own(), world.parent(), 0, new int[0]), TODAY, ALPHA);
  }

  @Test
  void aStricterBodyAloneIsASignalOnlyIfNothingIsExpectedOfIt() {
    assertThat(judge(world(true, 1, TODAY + 1)).pValue()).isLessThan(ALPHA);
    Finding adjusted = judge(world(true, 1, 0));
    assertThat(adjusted.pValue()).isGreaterThan(0.01);
    assertThat(adjusted.expected() / adjusted.trials()).isBetween(0.25, 0.35);
  }

  @Test
  void aRiseIsASignalWhoeverInspects() {
    assertThat(judge(world(false, 3, 0)).pValue()).isLessThan(ALPHA);
    assertThat(judge(world(true, 2, 0)).pValue()).isLessThan(ALPHA);
  }

  @Test
  void withOneBodyExpectedFailuresChangeNothing() {
    Finding plain = judge(world(false, 1.5, TODAY + 1));
    Finding adjusted = judge(world(false, 1.5, 0));
    assertThat(adjusted.expected()).isBetween(0.9 * plain.expected(), 1.1 * plain.expected());
    assertThat(Math.log10(adjusted.pValue()))
        .isBetween(Math.log10(plain.pValue()) - 0.3, Math.log10(plain.pValue()) + 0.3);
  }

  @Test
  void expectedFailuresOfAFewDaysAreNoBaseline() {
    Finding recent = judge(world(true, 1, CHANGE));
    Finding plain = judge(world(true, 1, TODAY + 1));
    assertThat(recent.isEstimated()).isTrue();
    assertThat(recent.expected()).isPositive().isFinite();
    assertThat(plain.isEstimated()).isTrue();
  }

  @Test
  void seriesKeepExpectedFailuresThroughChanges() {
    CountSeries series = new CountSeries();
    for (int day = 20; day > 0; day--) {
      series.put(day, 2, 1, 250_000);
    }
    series.put(7, 0, 0, 0);
    series.forgetBefore(5);
    assertThat(series.expected(1, 20)).isEqualTo(15 * 0.25);
    assertThat(series.expectedBlocks(20, 4, 4)).containsExactly(0.75, 1, 1, 1);
    CountSeries again =
        CountSeries.of(series.days(), series.trials(), series.observed(), series.expected());
    assertThat(again.expected(1, 20)).isEqualTo(series.expected(1, 20));
  }
}
