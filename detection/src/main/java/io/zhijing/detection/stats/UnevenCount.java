package io.zhijing.detection.stats;

/**
 * Counts of which nothing says how many were to be made, such as complaints: from one time to the
 * next their mean varies, mostly a little and now and then a lot. A mixture of two negative
 * binomials with one mean: one time in ten the squared coefficient of variation is five times that
 * of the other nine. Mean and variance are those asked for; the tail is heavier than that of {@link
 * NegativeBinomial}, which calls large counts more unlikely than they are.
 *
 * <p>Share and ratio are those of real complaints: the sanitation complaints of Chicago's 50 wards
 * by week, 2011 to 2013, each against its ward's level in the 13 weeks before and after and with
 * its ward's variance. Of 7,800 ward-weeks the negative binomial calls 13 less likely than 1 in
 * 1,000 and 4 less likely than 1 in 10,000, this mixture 7 and none. See docs/methods.md.
 */
public final class UnevenCount {
  private static final double RARE = 0.1;
  private static final double RATIO = 5;

  private final NegativeBinomial usual;
  private final NegativeBinomial rare;

  private UnevenCount(NegativeBinomial usual, NegativeBinomial rare) {
    this.usual = usual;
    this.rare = rare;
  }

  /**
   * The distribution with the mean and variance; a variance up to the mean gives Poisson.
   *
   * @throws IllegalArgumentException if the mean is not positive and finite, or the variance not
   *     finite
   */
  public static UnevenCount ofMeanAndVariance(double mean, double variance) {
    double excess = Math.max(0, variance - mean) / (1 - RARE + RARE * RATIO);
    return new UnevenCount(
        NegativeBinomial.ofMeanAndVariance(mean, mean + excess),
        NegativeBinomial.ofMeanAndVariance(mean, mean + RATIO * excess));
  }

  /** P(Y >= y), in [0, 1]; 1 for y of 0 or less. */
  public double upperTail(long y) {
    return (1 - RARE) * usual.upperTail(y) + RARE * rare.upperTail(y);
  }

  /** log P(Y = y), for y of 0 or more. */
  public double logProbability(long y) {
    double often = Math.log(1 - RARE) + usual.logProbability(y);
    double seldom = Math.log(RARE) + rare.logProbability(y);
    double greater = Math.max(often, seldom);
    return greater + Math.log(Math.exp(often - greater) + Math.exp(seldom - greater));
  }

  /** The smallest count u with P(Y > u) at most alpha, for alpha in (0, 1). */
  public long upperBound(double alpha) {
    return NegativeBinomial.bound(this::upperTail, rare.upperBound(alpha), alpha);
  }
}
