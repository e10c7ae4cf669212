package io.zhijing.detection.baseline;

import io.zhijing.detection.baseline.ReferenceDays.Selection;
import io.zhijing.detection.baseline.ReferenceDays.Window;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding.BaselineState;
import java.util.List;

/**
 * The expected count of a window without a denominator. The mean is the highest of three: the whole
 * reference, its latest quarter, and the same season of the year before (where it exists), so that
 * neither a season nor a level that has already moved is taken for a rise. The spread comes from
 * the whole reference: variance to mean, never below 1.
 *
 * <p>The mean of n windows with sum S is (S + 1/2) / n: the posterior mean of a Poisson rate under
 * Jeffreys' prior (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6), which keeps the
 * expectation of a never-seen stratum above zero. The predicted count then has variance dispersion
 * x mean x (1 + 1/n).
 *
 * <p>Wrong when the reference holds an unmarked outbreak (too high) or when a season is shorter
 * than a quarter (too low at its start).
 */
public final class CountBaseline {
  private static final int YEAR_DAYS = 364;
  private static final int SEASON_HALF_WIDTH_DAYS = 21;
  private static final int MIN_SEASON_WINDOWS = 3;
  private static final double JEFFREYS = 0.5;
  private static final double PULL_WINDOWS = 2;

  private final ReferenceDays reference;
  private final int minWindows;

  /**
   * A baseline over the given reference.
   *
   * @param reference which windows count
   * @param minWindows below which the history is too short, at least 2
   */
  public CountBaseline(ReferenceDays reference, int minWindows) {
    this.reference = reference;
    this.minWindows = minWindows;
  }

  /**
   * What is expected of the window ending on {@code day}.
   *
   * @param series counts of the stratum
   * @param day last day of the judged window
   * @param since first day on which the stream was watched
   * @param leftOut ascending days of past signals
   */
  public Baseline estimate(CountSeries series, int day, int since, int[] leftOut) {
    Selection selection = reference.select(day, since, leftOut);
    List<Window> windows = selection.windows();
    if (windows.size() < minWindows) {
      return Baseline.Insufficient.because(Baseline.Reason.HISTORY_TOO_SHORT, selection.days());
    }
    double[] counts =
        selection.pick(
            series.observedBlocks(
                day - reference.windowDays(), reference.windowDays(), selection.span()));
    double whole = (sum(counts, counts.length) + JEFFREYS) / counts.length;
    double mean = Math.max(whole, latestQuarter(counts, whole));
    mean = Math.max(mean, sameSeason(windows, counts, day));
    double variance = dispersion(counts) * mean * (1 + 1.0 / counts.length);
    return new Baseline.EstimatedCount(
        mean,
        variance,
        new BaselineState("estimated", "", selection.days(), selection.leftOutDays()));
  }

  private static double sameSeason(List<Window> windows, double[] counts, int day) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < counts.length; i++) {
      if (Math.abs(day - YEAR_DAYS - windows.get(i).to()) <= SEASON_HALF_WIDTH_DAYS) {
        sum += counts[i];
        n++;
      }
    }
    return n < MIN_SEASON_WINDOWS ? 0 : sum / n;
  }

  /** The latest quarter's mean, drawn towards the whole reference's where the quarter is short. */
  private static double latestQuarter(double[] counts, double whole) {
    int latest = Math.max(2, counts.length / 4);
    return (sum(counts, latest) + PULL_WINDOWS * whole) / (latest + PULL_WINDOWS);
  }

  private static double sum(double[] counts, int latest) {
    double sum = 0;
    for (int i = 0; i < latest; i++) {
      sum += counts[i];
    }
    return sum;
  }

  private static double dispersion(double[] counts) {
    double mean = sum(counts, counts.length) / counts.length;
    if (mean == 0) {
      return 1;
    }
    double squares = 0;
    for (double count : counts) {
      squares += (count - mean) * (count - mean);
    }
    return Math.max(1, squares / (counts.length - 1) / mean);
  }
}
