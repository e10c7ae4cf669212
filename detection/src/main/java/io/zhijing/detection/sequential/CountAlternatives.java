package io.zhijing.detection.sequential;

import io.zhijing.detection.stats.LogGammas;

/**
 * What a rise of a count may look like: the mean goes up by so many standard deviations. Counts are
 * negative binomial with variance dispersion x mean, before and after (Noufaily et al., 2013,
 * Statistics in Medicine 32, section 3), Poisson where the dispersion is 1.
 *
 * @param shifts rises in standard deviations of a period's count, positive
 */
public record CountAlternatives(double... shifts) {
  private static final double POISSON_BELOW = 1 + 1e-6;

  /** Rises of two and of four standard deviations. */
  public static CountAlternatives standard() {
    return new CountAlternatives(2, 4);
  }

  /**
   * Log likelihood ratios of one period.
   *
   * @param observed count, not negative
   * @param mean expected count, positive
   * @param dispersion variance to mean, at least 1
   * @param into one value by alternative is written here
   */
  public void logRatios(double observed, double mean, double dispersion, double[] into) {
    double sigma = Math.sqrt(dispersion * mean);
    if (dispersion < POISSON_BELOW) {
      for (int i = 0; i < shifts.length; i++) {
        double rise = shifts[i] * sigma;
        into[i] = observed * Math.log1p(rise / mean) - rise;
      }
      return;
    }
    double size = mean / (dispersion - 1);
    double logDispersion = Math.log(dispersion);
    double before = LogGammas.logRising(size, observed);
    for (int i = 0; i < shifts.length; i++) {
      double raised = (mean + shifts[i] * sigma) / (dispersion - 1);
      into[i] = LogGammas.logRising(raised, observed) - before - (raised - size) * logDispersion;
    }
  }
}
