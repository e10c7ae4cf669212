package io.zhijing.detection.stats;

import org.apache.commons.numbers.gamma.LogGamma;

/** Logarithms of ratios of gamma functions. */
public final class LogGammas {
  private static final int FEW = 12;

  private LogGammas() {}

  /**
   * log Gamma(x + n) - log Gamma(x) = log of x (x + 1) ... (x + n - 1).
   *
   * @param x positive
   * @param n whole, 0 or more
   */
  public static double logRising(double x, double n) {
    if (n <= FEW) {
      double product = 1;
      for (int k = 0; k < n; k++) {
        product *= x + k;
      }
      return Math.log(product);
    }
    return LogGamma.value(x + n) - LogGamma.value(x);
  }
}
