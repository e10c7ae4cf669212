package io.zhijing.detection.stats;

/** Logarithms of beta-binomial probabilities by mean and intra-class correlation. */
public final class BetaBinomialLog {
  private BetaBinomialLog() {}

  /**
   * The log probability of the failures less the log of the binomial coefficient, which no
   * parameter changes (Johnson, Kemp and Kotz, Univariate Discrete Distributions, 3rd ed., 6.2.2).
   *
   * @param failures between 0 and trials
   * @param trials positive
   * @param rate mean, in (0, 1)
   * @param correlation intra-class correlation, in (0, 1)
   */
  public static double kernel(double failures, double trials, double rate, double correlation) {
    double strength = 1 / correlation - 1;
    return LogGammas.logRising(rate * strength, failures)
        + LogGammas.logRising((1 - rate) * strength, trials - failures)
        - LogGammas.logRising(strength, trials);
  }
}
