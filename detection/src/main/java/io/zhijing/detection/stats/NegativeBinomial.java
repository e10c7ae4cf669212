package io.zhijing.detection.stats;

import java.util.function.LongToDoubleFunction;

/**
 * Counts with a mean and a variance: negative binomial where the variance exceeds the mean, Poisson
 * where it does not.
 *
 * <p>With size r = mean^2 / (variance - mean) and p = r / (r + mean), P(Y >= y) = I_{1-p}(y, r),
 * the regularised incomplete beta function (Johnson, Kemp and Kotz, Univariate Discrete
 * Distributions, 3rd ed., 5.6).
 */
public final class NegativeBinomial {
  private static final double SMALLEST_BY_QUANTILE = 1e-9;

  private final DispersedCount counts;

  private NegativeBinomial(DispersedCount counts) {
    this.counts = counts;
  }

  /**
   * The distribution with the mean and variance; a variance up to the mean gives Poisson.
   *
   * @throws IllegalArgumentException if the mean is not positive and finite, or the variance not
   *     finite
   */
  public static NegativeBinomial ofMeanAndVariance(double mean, double variance) {
    if (!(mean > 0) || Double.isInfinite(mean) || !Double.isFinite(variance)) {
      throw new IllegalArgumentException("mean " + mean + ", variance " + variance);
    }
    return new NegativeBinomial(new DispersedCount(mean, Math.max(1, variance / mean)));
  }

  /** P(Y >= y), in [0, 1]; 1 for y of 0 or less. */
  public double upperTail(long y) {
    return counts.upperTail((double) y);
  }

  /** log P(Y = y), for y of 0 or more. */
  public double logProbability(long y) {
    return counts.logProbability((double) y);
  }

  /** The smallest count u with P(Y > u) at most alpha, for alpha in (0, 1). */
  public long upperBound(double alpha) {
    if (alpha >= SMALLEST_BY_QUANTILE) {
      return (long) counts.quantile(1 - alpha);
    }
    return bound(this::upperTail, (long) Math.ceil(counts.mean()) + 1, alpha);
  }

  /** The smallest count u with a tail beyond it of at most alpha, near a first guess. */
  static long bound(LongToDoubleFunction upperTail, long guess, double alpha) {
    long high = guess;
    while (upperTail.applyAsDouble(high + 1) > alpha) {
      high = 2 * high + 1;
    }
    long low = -1;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (upperTail.applyAsDouble(middle + 1) > alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
