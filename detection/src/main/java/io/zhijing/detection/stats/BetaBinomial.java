package io.zhijing.detection.stats;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Failures of n trials whose probability is itself Beta(alpha, beta): the posterior predictive of a
 * binomial rate (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.4).
 */
public final class BetaBinomial {
  private static final double NEGLIGIBLE = 1e-17;

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
    if (failures > trials) {
      return 0;
    }
    double at = probability(failures);
    if (failures > mean()) {
      return Math.min(1, at + above(failures, at));
    }
    return Math.max(0, 1 - below(failures, at));
  }

  /** The smallest count u with P(F > u) at most the given error rate, in (0, 1). */
  public long upperBound(double errorRate) {
    long bound = Math.min(trials, (long) Math.floor(mean()));
    double probability = probability(bound);
    double tail = above(bound, probability);
    if (tail <= errorRate) {
      while (bound > 0 && tail + probability <= errorRate) {
        tail += probability;
        probability /= ratio(bound - 1);
        bound--;
      }
      return bound;
    }
    while (bound < trials && tail > errorRate) {
      probability *= ratio(bound);
      tail -= probability;
      bound++;
    }
    return bound;
  }

  /** The terms above, each from the one before; ends where they no longer add anything. */
  private double above(long failures, double probability) {
    double sum = 0;
    double term = probability;
    for (long k = failures; k < trials; k++) {
      term *= ratio(k);
      sum += term;
      if (term < sum * NEGLIGIBLE && k > mean()) {
        break;
      }
    }
    return sum;
  }

  private double below(long failures, double probability) {
    double sum = 0;
    double term = probability;
    for (long k = failures; k > 0; k--) {
      term /= ratio(k - 1);
      sum += term;
      if (term < sum * NEGLIGIBLE) {
        break;
      }
    }
    return sum;
  }

  /** P(F = k + 1) / P(F = k). */
  private double ratio(long k) {
    return (trials - k) / (k + 1.0) * ((k + alpha) / (trials - k - 1 + beta));
  }

  private double probability(long k) {
    double logChoose = -Math.log1p((double) trials) - LogBeta.value(k + 1.0, trials - k + 1.0);
    return Math.exp(
        logChoose + LogBeta.value(k + alpha, trials - k + beta) - LogBeta.value(alpha, beta));
  }
}
