package io.zhijing.detection.stats;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Failures of n trials whose probability is itself Beta(alpha, beta): the posterior predictive of a
 * binomial rate (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.4).
 */
public final class BetaBinomial {
  private final long trials;
  private final double alpha;
  private final double beta;

  /**
   * The distribution of failures.
   *
   * @throws IllegalArgumentException if trials are negative or a parameter is not positive and
   *     finite
   */
  public BetaBinomial(long trials, double alpha, double beta) {
    if (trials < 0 || !(alpha > 0) || !(beta > 0) || Double.isInfinite(alpha + beta)) {
      throw new IllegalArgumentException(
          "trials " + trials + ", alpha " + alpha + ", beta " + beta);
    }
    this.trials = trials;
    this.alpha = alpha;
    this.beta = beta;
  }

  /** Expected failures. */
  public double mean() {
    return trials * alpha / (alpha + beta);
  }

  /** P(F >= failures), in [0, 1]. */
  public double upperTail(long failures) {
    if (failures <= 0) {
      return 1;
    }
    double sum = 0;
    for (long k = trials; k >= failures; k--) {
      sum += probability(k);
    }
    return Math.min(1, sum);
  }

  /** The smallest count u with P(F > u) at most the given error rate, in (0, 1). */
  public long upperBound(double errorRate) {
    double tail = 0;
    for (long k = trials; k > 0; k--) {
      tail += probability(k);
      if (tail > errorRate) {
        return k;
      }
    }
    return 0;
  }

  private double probability(long k) {
    double logChoose = -Math.log1p((double) trials) - LogBeta.value(k + 1.0, trials - k + 1.0);
    return Math.exp(
        logChoose + LogBeta.value(k + alpha, trials - k + beta) - LogBeta.value(alpha, beta));
  }
}
