package io.zhijing.detection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountDrawsTest {
  private static final int DRAWS = 100_000;

  private static double[] meanAndVariance(DoubleSupplier draw) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      double value = draw.getAsDouble();
      sum += value;
      squares += value * value;
    }
    double mean = sum / DRAWS;
    return new double[] {mean, squares / DRAWS - mean * mean};
  }

  @ParameterizedTest
  @CsvSource({"0.05, 1", "0.05, 4", "3, 1", "3, 2.5", "5000, 1", "5000, 3"})
  void countsHaveTheirMeanAndVariance(double mean, double dispersion) {
    SplittableRandom random = new SplittableRandom(11);
    double[] found = meanAndVariance(() -> Draws.negativeBinomial(random, mean, dispersion));
    double error = Math.sqrt(mean * dispersion / DRAWS);
    assertThat(found[0]).isCloseTo(mean, within(5 * error));
    assertThat(found[1] / (mean * dispersion)).isCloseTo(1, within(0.15));
  }

  @ParameterizedTest
  @CsvSource({"10, 0.1, 0.01", "200, 0.02, 0.05", "1000, 0.3, 0.001"})
  void failuresHaveTheirMeanAndVariance(double trials, double rate, double correlation) {
    SplittableRandom random = new SplittableRandom(12);
    double[] found = meanAndVariance(() -> Draws.betaBinomial(random, trials, rate, correlation));
    double variance = trials * rate * (1 - rate) * (1 + (trials - 1) * correlation);
    assertThat(found[0]).isCloseTo(trials * rate, within(5 * Math.sqrt(variance / DRAWS)));
    assertThat(found[1] / variance).isCloseTo(1, within(0.1));
  }

  @Test
  void thereAreNoFailuresWithoutTrialsAndNoneAboveThem() {
    SplittableRandom random = new SplittableRandom(13);
    assertThat(Draws.betaBinomial(random, 0, 0.5, 0.1)).isZero();
    assertThat(Draws.betaBinomial(random, 7, 1, 0.1)).isEqualTo(7);
    assertThat(Draws.betaBinomial(random, 7, 0, 0.1)).isZero();
    assertThat(Draws.negativeBinomial(random, 0, 2)).isZero();
  }

  @Test
  void aBetaBinomialTailEqualsTheSumOfItsTermsFromEitherSide() {
    BetaBinomial distribution = new BetaBinomial(40, 0.7, 9);
    double above = 0;
    for (int k = 40; k >= 1; k--) {
      above += distribution.upperTail(k) - distribution.upperTail(k + 1);
      assertThat(distribution.upperTail(k)).isCloseTo(above, within(1e-12));
    }
    for (double errorRate : new double[] {0.9, 0.3, 1e-3, 1e-7}) {
      long bound = distribution.upperBound(errorRate);
      assertThat(distribution.upperTail(bound + 1)).isLessThanOrEqualTo(errorRate);
      if (bound > 0) {
        assertThat(distribution.upperTail(bound)).isGreaterThan(errorRate);
      }
    }
  }
}
