package io.zhijing.detection.stats;

import java.util.SplittableRandom;

/**
 * Random counts by inversion of the distribution function, for simulated histories. The source of
 * randomness is the caller's, so the same seed gives the same history.
 */
public final class Draws {
  private static final double SMALLEST_LOG = -600;

  private Draws() {}

  /**
   * A negative binomial count with variance dispersion x mean; Poisson for a dispersion of 1.
   *
   * @param mean not negative
   * @param dispersion at least 1
   */
  public static double negativeBinomial(SplittableRandom random, double mean, double dispersion) {
    if (mean <= 0) {
      return 0;
    }
    boolean isPoisson = dispersion < 1 + 1e-9;
    double size = isPoisson ? 0 : mean / (dispersion - 1);
    double logZero = isPoisson ? -mean : -size * Math.log(dispersion);
    if (logZero < SMALLEST_LOG) {
      // Both are sums of independent halves, each of which is far from the smallest double.
      return negativeBinomial(random, mean / 2, dispersion)
          + negativeBinomial(random, mean / 2, dispersion);
    }
    double odds = isPoisson ? 0 : (dispersion - 1) / dispersion;
    double left = random.nextDouble();
    double probability = Math.exp(logZero);
    double count = 0;
    while (left >= probability && probability > 0) {
      left -= probability;
      probability *= isPoisson ? mean / (count + 1) : odds * (size + count) / (count + 1);
      count++;
    }
    return count;
  }

  /**
   * Beta-binomial failures.
   *
   * @param trials 0 or more
   * @param rate mean failure probability in [0, 1]
   * @param correlation intra-class correlation in (0, 1)
   */
  public static double betaBinomial(
      SplittableRandom random, double trials, double rate, double correlation) {
    if (trials == 0 || rate <= 0) {
      return 0;
    }
    if (rate >= 1) {
      return trials;
    }
    double strength = 1 / correlation - 1;
    double alpha = rate * strength;
    double beta = (1 - rate) * strength;
    double left = random.nextDouble();
    double probability =
        Math.exp(LogGammas.logRising(beta, trials) - LogGammas.logRising(strength, trials));
    double count = 0;
    while (left >= probability && count < trials) {
      left -= probability;
      probability *=
          (trials - count) * (alpha + count) / ((count + 1.0) * (trials - count - 1 + beta));
      count++;
    }
    return count;
  }

  /** A standard normal number. */
  public static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
