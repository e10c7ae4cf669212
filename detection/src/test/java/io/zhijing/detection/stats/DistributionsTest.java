package io.zhijing.detection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistributionsTest {
  @Test
  void negativeBinomialTailEqualsASumOfItsTerms() {
    double mean = 4;
    double variance = 10;
    NegativeBinomial distribution = NegativeBinomial.ofMeanAndVariance(mean, variance);
    double size = mean * mean / (variance - mean);
    double p = size / (size + mean);
    double term = Math.pow(p, size);
    double below = 0;
    for (int y = 0; y < 40; y++) {
      assertThat(distribution.upperTail(y)).as("P(Y >= %d)", y).isCloseTo(1 - below, within(1e-12));
      below += term;
      term *= (size + y) / (y + 1) * (1 - p);
    }
  }

  @Test
  void withoutExtraVarianceItIsPoisson() {
    NegativeBinomial distribution = NegativeBinomial.ofMeanAndVariance(2, 2);
    double below = Math.exp(-2) * (1 + 2 + 2);
    assertThat(distribution.upperTail(3)).isCloseTo(1 - below, within(1e-12));
  }

  @Test
  void theUpperBoundIsTheSmallestThatKeepsTheErrorRate() {
    NegativeBinomial distribution = NegativeBinomial.ofMeanAndVariance(7, 20);
    for (double alpha : new double[] {0.2, 0.01, 1e-4, 1e-9}) {
      long bound = distribution.upperBound(alpha);
      assertThat(distribution.upperTail(bound + 1)).isLessThanOrEqualTo(alpha);
      assertThat(distribution.upperTail(bound)).isGreaterThan(alpha);
    }
  }

  @Test
  void aMeanOfZeroIsRefused() {
    assertThatThrownBy(() -> NegativeBinomial.ofMeanAndVariance(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NegativeBinomial.ofMeanAndVariance(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void betaBinomialWithFlatPriorIsUniform() {
    BetaBinomial distribution = new BetaBinomial(9, 1, 1);
    for (int k = 0; k <= 9; k++) {
      assertThat(distribution.upperTail(k)).isCloseTo((10.0 - k) / 10, within(1e-12));
    }
    assertThat(distribution.mean()).isCloseTo(4.5, within(1e-12));
    assertThat(distribution.upperBound(0.25)).isEqualTo(7);
  }

  @Test
  void betaBinomialWithAStrongPriorIsNearlyBinomial() {
    BetaBinomial distribution = new BetaBinomial(3, 1e7, 9e7);
    assertThat(distribution.upperTail(3)).isCloseTo(0.001, within(1e-6));
  }
}
