package io.zhijing.detection.stats;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Counts whose variance is a multiple of their mean: negative binomial with size mean / (phi - 1),
 * Poisson where phi is 1 (Noufaily et al., 2013, Statistics in Medicine 32, 2.4).
 *
 * <p>Small means are summed by the recurrence of neighbouring probabilities; larger ones start from
 * a Cornish-Fisher guess and one incomplete beta or gamma function. Means and sizes above 1e9 take
 * the guess, which is then exact to far below a standard deviation.
 *
 * @param mean 0 or more, finite
 * @param phi variance divided by mean, at least 1
 */
public record DispersedCount(double mean, double phi) {
  private static final double SUMMED_UP_TO = 200;
  private static final double SUMMED_UP_TO_PHI = 50;
  private static final double GUESSED_FROM = 1e9;
  private static final int MAX_STEPS = 200;

  /** Nearer to 1 the size is so large that the logarithms of two gammas tell nothing apart. */
  private static final double POISSON_BELOW = 1 + 1e-6;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** A probability that misses the level by rounding alone has reached it. */
  private static final double ROUNDING = 64 * Math.ulp(1.0);

  /**
   * A distribution.
   *
   * @throws IllegalArgumentException if the mean or phi is out of bounds
   */
  public DispersedCount {
    if (!(mean >= 0) || Double.isInfinite(mean) || !(phi >= 1) || Double.isInfinite(phi)) {
      throw new IllegalArgumentException("mean " + mean + ", phi " + phi);
    }
  }

  private boolean poisson() {
    return phi == 1;
  }

  private boolean summable() {
    return mean <= SUMMED_UP_TO && phi <= SUMMED_UP_TO_PHI;
  }

  private double size() {
    return mean / (phi - 1);
  }

  /** The standard deviation; the product of mean and phi may be too large for a number. */
  private double deviation() {
    return Math.sqrt(mean) * Math.sqrt(phi);
  }

  /** P(Y = 0). */
  private double none() {
    return poisson() ? Math.exp(-mean) : Math.exp(-size() * Math.log1p(phi - 1));
  }

  /** P(Y = y + 1) / P(Y = y). */
  private double ratio(double y) {
    return poisson() ? mean / (y + 1) : (mean + y * (phi - 1)) / (phi * (y + 1));
  }

  /** The smallest count u with P(Y <= u) at least the level, in (0, 1). */
  public double quantile(double level) {
    if (mean == 0) {
      return 0;
    }
    return summable() ? summedQuantile(level) : steppedQuantile(level);
  }

  private double summedQuantile(double level) {
    double target = level * (1 - ROUNDING);
    double probability = none();
    double sum = probability;
    double y = 0;
    // The second condition ends a sum that rounding keeps below the level.
    while (sum < target && (y < mean || probability > sum * 1e-18)) {
      probability *= ratio(y);
      sum += probability;
      y++;
    }
    return y;
  }

  private double steppedQuantile(double level) {
    double z = NORMAL.inverseCumulativeProbability(level);
    double deviation = deviation();
    double skewness = (2 * phi - 1) / deviation;
    double guess = mean + deviation * (z + skewness * (z * z - 1) / 6);
    double y = Math.max(0, Math.floor(guess + 0.5));
    if (mean > GUESSED_FROM && (poisson() || size() > GUESSED_FROM)) {
      return y;
    }
    double allowed = 1 - level * (1 - ROUNDING);
    double tail = upperTail(y + 1);
    double probability = probability(y);
    for (int step = 0; step < MAX_STEPS; step++) {
      if (tail > allowed) {
        probability *= ratio(y);
        tail -= probability;
        y++;
      } else if (y > 0 && tail + probability <= allowed) {
        tail += probability;
        y--;
        probability /= ratio(y);
      } else {
        return y;
      }
    }
    return bisectedQuantile(allowed);
  }

  private double bisectedQuantile(double allowed) {
    double high = Math.ceil(mean) + 1;
    while (upperTail(high + 1) > allowed) {
      high *= 2;
    }
    double low = -1;
    while (high - low > 1) {
      double middle = Math.floor(low + (high - low) / 2);
      if (middle <= low || middle >= high) {
        return high;
      }
      if (upperTail(middle + 1) > allowed) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double probability(double y) {
    return Math.exp(logProbability(y));
  }

  /** log P(Y = y), for a whole y of 0 or more and a positive mean. */
  public double logProbability(double y) {
    if (phi < POISSON_BELOW) {
      return y * Math.log(mean) - mean - LogGamma.value(y + 1);
    }
    return LogGammas.logRising(size(), y)
        - LogGamma.value(y + 1)
        - size() * Math.log1p(phi - 1)
        + y * Math.log1p(-1 / phi);
  }

  /** P(Y >= y), in [0, 1], for a whole y. */
  public double upperTail(double y) {
    if (y <= 0) {
      return 1;
    }
    if (mean == 0) {
      return 0;
    }
    if (summable() && y <= 10 * SUMMED_UP_TO) {
      return summedTail(y);
    }
    if (poisson()) {
      return RegularizedGamma.P.value(y, mean);
    }
    double size = size();
    if (size > GUESSED_FROM && y > GUESSED_FROM) {
      return NORMAL.survivalProbability((y - 0.5 - mean) / deviation());
    }
    return RegularizedBeta.value(1 - 1 / phi, y, size);
  }

  private double summedTail(double y) {
    double probability = none();
    double sum = 0;
    double k = 0;
    while (k < y) {
      sum += probability;
      probability *= ratio(k);
      k++;
    }
    if (y <= mean) {
      return Math.max(0, 1 - sum);
    }
    double tail = 0;
    // The smallest numbers do not shrink any more: rounding brings them back to themselves.
    while (probability > tail * 1e-17 && probability >= Double.MIN_NORMAL) {
      tail += probability;
      probability *= ratio(k);
      k++;
    }
    return tail;
  }
}
