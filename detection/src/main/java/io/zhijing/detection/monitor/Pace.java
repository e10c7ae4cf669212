package io.zhijing.detection.monitor;

/**
 * How the default detector walks along a series of equal periods.
 *
 * @param periodsPerYear such as 365.2425 / 7 for weeks
 * @param leak probability that a rise ends with a period
 * @param chain periods over which evidence is gathered, the judged one included
 * @param gap latest periods that an expectation does not rest on, since they may hold the rise
 * @param refit periods between two fits
 * @param history longest history that an expectation rests on, in periods
 * @param minHistory history below which nothing is judged, in periods
 */
public record Pace(
    double periodsPerYear,
    double leak,
    int chain,
    int gap,
    int refit,
    int history,
    int minHistory) {
  private static final double DAYS_PER_YEAR = 365.2425;

  /**
   * Weeks: a rise lasts four of them on average, and evidence older than ten weeks counts for
   * nothing.
   */
  public static Pace weekly() {
    return new Pace(DAYS_PER_YEAR / 7, 0.25, 10, 4, 4, 520, 8);
  }

  /** The same with years of exactly 52 weeks, as the count bench has them. */
  public Pace withPeriodsPerYear(double periods) {
    return new Pace(periods, leak, chain, gap, refit, history, minHistory);
  }

  /** The period whose fit serves the judged one: the latest multiple of {@code refit}. */
  int anchor(int judged) {
    return judged - Math.floorMod(judged, refit);
  }
}
