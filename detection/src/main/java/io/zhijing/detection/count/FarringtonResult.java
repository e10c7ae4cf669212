package io.zhijing.detection.count;

import java.util.OptionalDouble;

/** What {@link Farrington} or {@link FarringtonFlexible} says of one week; never a NaN in it. */
public sealed interface FarringtonResult {

  /**
   * What the regression found.
   *
   * @param phi dispersion, at least 1
   * @param trend the trend for one step, if it is kept
   * @param converged whether the last fit settled; if not, its last step stands
   */
  record Model(double phi, OptionalDouble trend, boolean converged) {}

  /**
   * What is expected of the week.
   *
   * @param model the regression
   * @param expected expected count
   * @param error its standard error: of the count for the delta method, else of its logarithm
   * @param quantileMean mean of the distribution whose quantile is the bound; the expected count
   *     for the delta method
   * @param upperBound the bound
   */
  record Prediction(
      Model model, double expected, double error, double quantileMean, double upperBound) {}

  /**
   * A verdict.
   *
   * @param prediction what was expected
   * @param score exceedance as a share of the bound's distance, 1 at the bound; for quantile
   *     methods the package measures from the logarithm of the mean, and so does this
   * @param pValue probability of such a count or a larger one
   * @param alarm whether the score lies above 1 and the count above 0
   */
  record Judged(Prediction prediction, double score, double pValue, boolean alarm)
      implements FarringtonResult {}

  /** Too few recent cases for a verdict ({@link NoResult#TOO_FEW_CASES}); its parts are known. */
  record Withheld(Prediction prediction, double score, double pValue) implements FarringtonResult {}

  /**
   * What is expected is known, but not what came: the count is missing.
   *
   * @param reason why there is no verdict
   */
  record Unjudged(Prediction prediction, NoResult reason) implements FarringtonResult {}

  /**
   * The model stands, but no bound follows from it.
   *
   * @param reason why
   */
  record Unbounded(Model model, NoResult reason) implements FarringtonResult {}

  /**
   * Nothing can be said.
   *
   * @param reason why
   */
  record Insufficient(NoResult reason) implements FarringtonResult {}
}
