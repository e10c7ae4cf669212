package io.zhijing.detection.count;

/**
 * The settings of {@link Farrington}.
 *
 * @param years years back that references come from ({@code b}), at least 1
 * @param halfWindow weeks to each side of a reference week ({@code w}), 0 or more
 * @param reweigh whether past outbreaks weigh less
 * @param trend whether a linear trend is tried
 * @param transform scale on which counts are taken to be normal
 * @param alpha two-sided error rate in (0, 1): half of it lies above the bound
 * @param limit fewest recent cases for a verdict ({@code limit54})
 * @param populationOffset whether the rate rather than the count is modelled
 */
public record FarringtonControl(
    int years,
    int halfWindow,
    boolean reweigh,
    boolean trend,
    PowerTransform transform,
    double alpha,
    FlexibleControl.Limit limit,
    boolean populationOffset) {

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if one is out of bounds
   */
  public FarringtonControl {
    if (years < 1 || halfWindow < 0 || !(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "years " + years + ", halfWindow " + halfWindow + ", alpha " + alpha);
    }
  }

  /** Five years, three weeks to each side, reweighting and trend, with the error rate. */
  public static FarringtonControl usual(double alpha) {
    return new FarringtonControl(
        5, 3, true, true, PowerTransform.TWO_THIRDS, alpha, new FlexibleControl.Limit(5, 4), false);
  }
}
