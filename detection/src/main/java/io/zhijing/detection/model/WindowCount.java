package io.zhijing.detection.model;

/**
 * What a rolling window holds against what was expected of it. Windows of different places add up:
 * what each view of the past lets expect is added up by itself, for the greatest of sums is less
 * pulled up by chance than the sum of the greatest.
 *
 * @param days length in days
 * @param observed failures, or counts where there is no denominator
 * @param trials tests; 0 where there is no denominator
 * @param byWhole expected by the whole reference, not negative
 * @param byLatest expected by its latest part; 0 if that is not looked at
 * @param bySeason expected by the same season; 0 if it is not known
 * @param variance of a count that is {@link #expected}, the uncertainty of that included
 */
public record WindowCount(
    int days,
    long observed,
    long trials,
    double byWhole,
    double byLatest,
    double bySeason,
    double variance) {

  /** A window with one view of the past. */
  public static WindowCount of(
      int days, long observed, long trials, double expected, double variance) {
    return new WindowCount(days, observed, trials, expected, 0, 0, variance);
  }

  /** Expected count: by the view of the past that lets expect the most. */
  public double expected() {
    return Math.max(byWhole, Math.max(byLatest, bySeason));
  }

  /** Whether more was observed than expected. */
  public boolean isAbove() {
    return observed > expected();
  }
}
