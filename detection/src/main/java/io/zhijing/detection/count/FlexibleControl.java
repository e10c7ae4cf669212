package io.zhijing.detection.count;

/**
 * The settings of {@link FarringtonFlexible}.
 *
 * @param years years back that references come from ({@code b}), at least 1
 * @param halfWindow weeks to each side of a reference week ({@code w}), 0 or more
 * @param seasons levels of the seasonal factor ({@code noPeriods}); 1 for none
 * @param weeksLeftOut latest weeks that are no reference ({@code pastWeeksNotIncluded}), 0 or more
 * @param reweigh whether past outbreaks weigh less
 * @param weightsThreshold residual above which they do
 * @param trend the linear trend
 * @param threshold how the bound is drawn
 * @param limit fewest recent cases for a verdict ({@code limit54})
 * @param populationOffset whether the rate rather than the count is modelled
 */
public record FlexibleControl(
    int years,
    int halfWindow,
    int seasons,
    int weeksLeftOut,
    boolean reweigh,
    double weightsThreshold,
    Trend trend,
    Threshold threshold,
    Limit limit,
    boolean populationOffset) {

  /** How the bound is drawn. */
  public enum Method {
    /** Normal on a transformed scale, the mean's uncertainty included. */
    DELTA,
    /** Negative binomial quantile at the estimated mean. */
    NEGATIVE_BINOMIAL,
    /** Negative binomial quantile at the mean's own upper quantile. */
    MEAN_UPPER_QUANTILE
  }

  /**
   * The linear trend.
   *
   * @param wanted whether it is tried
   * @param pThreshold p-value below which it is kept; 1 keeps it unless it extrapolates
   */
  public record Trend(boolean wanted, double pThreshold) {}

  /**
   * How the bound is drawn.
   *
   * @param method the method
   * @param transform scale of {@link Method#DELTA}
   * @param alpha one-sided error rate in (0, 1)
   */
  public record Threshold(Method method, PowerTransform transform, double alpha) {}

  /**
   * Fewest recent cases for a verdict.
   *
   * @param cases fewest cases, 0 or more
   * @param weeks in as many weeks, the judged one included; at least 1
   */
  public record Limit(int cases, int weeks) {
    /**
     * A limit.
     *
     * @throws IllegalArgumentException if out of bounds
     */
    public Limit {
      if (cases < 0 || weeks < 1) {
        throw new IllegalArgumentException("cases " + cases + ", weeks " + weeks);
      }
    }

    /** Whether the limit is reached at the index; a missing count does not reach it. */
    boolean reached(CountHistory history, int index) {
      double sum = 0;
      for (int i = Math.max(0, index - weeks + 1); i <= index; i++) {
        sum += history.count(i);
      }
      return sum >= cases;
    }
  }

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if one is out of bounds
   */
  public FlexibleControl {
    require(years >= 1, "years " + years);
    require(halfWindow >= 0, "halfWindow " + halfWindow);
    require(seasons >= 1, "seasons " + seasons);
    require(weeksLeftOut >= 0, "weeksLeftOut " + weeksLeftOut);
    require(weightsThreshold > 0, "weightsThreshold " + weightsThreshold);
    require(threshold.alpha() > 0 && threshold.alpha() < 1, "alpha " + threshold.alpha());
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The settings of Noufaily et al. (2013), with the error rate. */
  public static FlexibleControl noufaily(double alpha) {
    return new FlexibleControl(
        5,
        3,
        10,
        26,
        true,
        2.58,
        new Trend(true, 1),
        new Threshold(Method.NEGATIVE_BINOMIAL, PowerTransform.TWO_THIRDS, alpha),
        new Limit(5, 4),
        false);
  }
}
