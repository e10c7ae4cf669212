package io.zhijing.detection.baseline;

/**
 * How much counts without a denominator vary in real places, beyond chance: measured on the
 * sanitation complaints of Chicago's 50 wards by week, 2011 to 2013. See docs/methods.md.
 */
final class PlaceVariation {
  /**
   * Squared coefficient of variation of a place's count in a week. In n weeks it falls with the
   * root of n and not with n (0.14, 0.07 and 0.05 in 1, 4 and 8 weeks against the weeks around
   * them): what moves a place lasts longer than a week.
   */
  private static final double WEEKLY = 0.18;

  /** The same of the twelve months of a year: 0.11. */
  private static final double SEASONAL = 0.11;

  /**
   * What that is worth, in windows: the wards' own dispersions differ as much as one measured on 12
   * weeks, or on 7 windows of four, would by chance.
   */
  private static final double WORTH_WINDOWS = 10;

  private PlaceVariation() {}

  /** How much less than in proportion to its weeks the variance of a run grows. */
  static double lasting(double weeks) {
    return Math.sqrt(weeks);
  }

  /**
   * The usual variance to mean.
   *
   * @param mean expected count of a window
   * @param weeks length of the window
   */
  static double dispersion(double mean, double weeks) {
    return 1 + WEEKLY / lasting(weeks) * mean;
  }

  /** A place's own variance to mean, drawn towards the usual; at least 1. */
  static double drawn(double own, double windows, double usual) {
    return Math.max(1, (windows * own + WORTH_WINDOWS * usual) / (windows + WORTH_WINDOWS));
  }

  /**
   * Squared relative error of an expectation that knows no season.
   *
   * @param unseen what part of a season the rest of a parent does not tell of, 0 to 1
   */
  static double unknownSeason(double unseen) {
    return SEASONAL * unseen * unseen;
  }
}
