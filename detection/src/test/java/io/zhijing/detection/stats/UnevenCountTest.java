package io.zhijing.detection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnevenCountTest {
  @ParameterizedTest
  @CsvSource({"0.05,0.06", "2,3", "8,19.5", "60,700"})
  void hasTheMeanAndTheVarianceAskedFor(double mean, double variance) {
    UnevenCount counts = UnevenCount.ofMeanAndVariance(mean, variance);
    double first = 0;
    double second = 0;
    for (long y = 1; y <= 5_000; y++) {
      double tail = counts.upperTail(y);
      first += tail;
      second += (2.0 * y - 1) * tail;
    }
    assertThat(first).isCloseTo(mean, within(1e-9 * mean));
    assertThat(second - first * first).isCloseTo(variance, within(1e-7 * variance));
  }

  @ParameterizedTest
  @CsvSource({"2,3", "8,19.5", "60,700"})
  void farOutMuchIsLessUnlikelyThanByANegativeBinomial(double mean, double variance) {
    UnevenCount uneven = UnevenCount.ofMeanAndVariance(mean, variance);
    NegativeBinomial even = NegativeBinomial.ofMeanAndVariance(mean, variance);
    long far = even.upperBound(1e-5) + 1;
    assertThat(uneven.upperTail(far)).isGreaterThan(5 * even.upperTail(far));
    assertThat(uneven.upperTail(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0.02,0.0201,1e-5", "2,3,1e-3", "8,19.5,1e-5", "60,700,1e-12", "8,19.5,0.9"})
  void theBoundIsTheSmallestCountWithNoMoreBeyondIt(double mean, double variance, double alpha) {
    UnevenCount counts = UnevenCount.ofMeanAndVariance(mean, variance);
    long bound = counts.upperBound(alpha);
    assertThat(counts.upperTail(bound + 1)).isLessThanOrEqualTo(alpha);
    assertThat(counts.upperTail(bound)).isGreaterThan(alpha);
  }

  @ParameterizedTest
  @CsvSource({"0.05,0.06", "2,3", "8,8.000001", "8,19.5", "60,700"})
  void probabilitiesAreTheStepsOfTheTail(double mean, double variance) {
    UnevenCount counts = UnevenCount.ofMeanAndVariance(mean, variance);
    for (long y = 0; y < 200; y++) {
      double step = counts.upperTail(y) - counts.upperTail(y + 1);
      assertThat(Math.exp(counts.logProbability(y))).isCloseTo(step, within(1e-8));
    }
    assertThat(counts.logProbability(1_000_000)).isFinite().isLessThan(-1_000);
  }

  @Test
  void withoutExtraVarianceItIsPoisson() {
    UnevenCount counts = UnevenCount.ofMeanAndVariance(3, 2);
    assertThat(counts.upperTail(1)).isCloseTo(1 - Math.exp(-3), within(1e-12));
    assertThat(counts.upperTail(9))
        .isCloseTo(NegativeBinomial.ofMeanAndVariance(3, 3).upperTail(9), within(1e-15));
  }

  @Test
  void whatIsNoDistributionIsRefused() {
    for (double[] wrong :
        new double[][] {
          {0, 1}, {-1, 1}, {Double.NaN, 1}, {1, Double.NaN}, {1, Double.POSITIVE_INFINITY}
        }) {
      assertThatThrownBy(() -> UnevenCount.ofMeanAndVariance(wrong[0], wrong[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
