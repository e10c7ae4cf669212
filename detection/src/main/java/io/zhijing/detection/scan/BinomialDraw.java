package io.zhijing.detection.scan;

import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Draws from a binomial distribution in time that does not grow with its mean: inversion for small
 * means (Kachitvichyanukul and Schmeiser, 1988, Communications of the ACM 31:216), transformed
 * rejection for others (Hörmann, 1993, Journal of Statistical Computation and Simulation 46:101,
 * algorithm BTRS).
 */
final class BinomialDraw {
  private static final double SMALL_MEAN = 10;

  private BinomialDraw() {}

  /**
   * One draw.
   *
   * @param trials 0 or more
   * @param p in [0, 1]
   */
  static int draw(SplittableRandom random, int trials, double p) {
    if (p > 0.5) {
      return trials - draw(random, trials, 1 - p);
    }
    if (!(p > 0) || trials == 0) {
      return 0;
    }
    return trials * p < SMALL_MEAN
        ? byInversion(random, trials, p)
        : byRejection(random, trials, p);
  }

  private static int byInversion(SplittableRandom random, int trials, double p) {
    double odds = p / (1 - p);
    double none = Math.exp(trials * Math.log1p(-p));
    while (true) {
      double left = random.nextDouble();
      double probability = none;
      for (int k = 0; k <= trials; k++) {
        if (left < probability) {
          return k;
        }
        left -= probability;
        probability *= odds * (trials - k) / (k + 1);
      }
      // What rounding left over of the last uniform is drawn anew.
    }
  }

  private static int byRejection(SplittableRandom random, int trials, double p) {
    double deviation = Math.sqrt(trials * p * (1 - p));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double surelyIn = 0.92 - 4.2 / b;
    double alpha = (2.83 + 5.1 / b) * deviation;
    double mode = Math.floor((trials + 1.0) * p);
    double atMode = logFactorials(mode, trials);
    double logOdds = Math.log(p / (1 - p));
    while (true) {
      double v = random.nextDouble();
      double u = random.nextDouble() - 0.5;
      double edge = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / edge + b) * u + trials * p + 0.5);
      if (edge >= 0.07 && v <= surelyIn) {
        return (int) k;
      }
      if (k < 0 || k > trials) {
        continue;
      }
      double bound = atMode - logFactorials(k, trials) + (k - mode) * logOdds;
      if (Math.log(v * alpha / (a / (edge * edge) + b)) <= bound) {
        return (int) k;
      }
    }
  }

  /** log of k! (n - k)!. */
  private static double logFactorials(double k, int n) {
    return LogGamma.value(k + 1) + LogGamma.value(n - k + 1);
  }
}
