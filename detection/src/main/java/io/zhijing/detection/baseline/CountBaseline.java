package io.zhijing.detection.baseline;

import io.zhijing.detection.baseline.ReferenceDays.Selection;
import io.zhijing.detection.baseline.ReferenceDays.Window;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Watched;
import java.util.Arrays;
import java.util.List;

/**
 * The expected count of a window. The mean is the highest of three: the whole reference, its latest
 * quarter, and the same season of the year before (where it exists), so that neither a season nor a
 * level that has already moved is taken for a rise.
 *
 * <p>What is {@link Beside} the count corrects it. Failures by a hazard are held against the tests
 * made there, so that a campaign neither raises nor hides anything. A count without any denominator
 * is held against the rest of its parent: what rises everywhere at once is a season, a holiday or a
 * new hotline, and no risk of this stratum. A small rest only ever raises the mean.
 *
 * <p>The spread is the variance to mean of the reference windows, drawn towards what real places
 * show and never below 1: with few windows it is hardly known. With less than a year of history the
 * season is known as far only as the rest of the parent tells of it.
 *
 * <p>The mean of n windows with sum S is (S + 1/2) / n: the posterior mean of a Poisson rate under
 * Jeffreys' prior (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6), which keeps the
 * expectation of a never-seen stratum above zero. The predicted count of a window with e times the
 * exposure of those n then has variance dispersion x mean x (1 + e/n): in a campaign of many tests
 * the little that is known of the rate weighs as many times as much.
 *
 * <p>Of days on which the whole stream was silent nothing is known: a window counts as far as it
 * was heard. The judged one is expected to be whole, since what was missed may come later.
 *
 * <p>Wrong when the reference holds an unmarked outbreak (too high) or when a season is shorter
 * than a quarter (too low at its start).
 */
public final class CountBaseline {
  private static final int YEAR_DAYS = 364;
  private static final int SEASON_HALF_WIDTH_DAYS = 21;

  /** What part of a year must have been heard for its season to be known. */
  private static final double MIN_HEARD = 0.75;

  private static final int MIN_SEASON_WINDOWS = 3;
  private static final double JEFFREYS = 0.5;
  private static final double PULL_WINDOWS = 2;
  private static final double WEEK_DAYS = 7;

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
   * @param parent counts of the stratum above it, own included: its tests if it has any, else its
   *     counts; empty or the same if there is none
   * @param day last day of the judged window
   * @param watched when the stream was watched
   * @param leftOut ascending days of past signals
   */
  public Baseline estimate(
      CountSeries series, CountSeries parent, int day, Watched watched, int[] leftOut) {
    Selection selection = reference.select(day, watched.since(), leftOut);
    List<Window> windows = selection.windows();
    double[] heard =
        selection.pick(
            watched.heardBlocks(
                day - reference.windowDays(), reference.windowDays(), selection.span()));
    double known = sum(heard, heard.length);
    int referenceDays = (int) Math.round(known * reference.windowDays());
    if (known < minWindows) {
      return Baseline.Insufficient.because(Baseline.Reason.HISTORY_TOO_SHORT, referenceDays);
    }
    double[] counts =
        selection.pick(
            series.observedBlocks(
                day - reference.windowDays(), reference.windowDays(), selection.span()));
    Beside beside = Beside.of(series, parent, new Beside.At(selection, reference, day, heard));
    double[] exposure = beside.exposure();
    double whole = (sum(counts, counts.length) + JEFFREYS) / known;
    double latest = latestQuarter(counts, exposure, whole);
    double season = sameSeason(windows, new Past(counts, exposure, heard), day);
    double rate = Math.max(Math.max(whole, latest), season);
    double mean = Math.max(rate * beside.now(), whole * beside.rise());
    double exposed = rate * beside.now() >= mean ? beside.now() : beside.rise();
    double dispersion = dispersion(new Past(counts, exposure, heard), mean);
    boolean isYearOld =
        windows.get(windows.size() - 1).from() <= day - YEAR_DAYS + 1
            && known >= MIN_HEARD * heard.length;
    double unknownSeason = isYearOld ? 0 : PlaceVariation.unknownSeason(beside.unseen());
    double variance = (dispersion + unknownSeason * mean) * mean * (1 + exposed / known);
    return new Baseline.EstimatedCount(
        mean,
        new Baseline.Views(whole * beside.now(), latest * beside.now(), season * beside.now()),
        variance + beside.variation() * mean * mean,
        new BaselineState("estimated", "", referenceDays, selection.leftOutDays()));
  }

  private static double sameSeason(List<Window> windows, Past past, int day) {
    double sum = 0;
    double exposed = 0;
    double heard = 0;
    for (int i = 0; i < past.counts().length; i++) {
      if (Math.abs(day - YEAR_DAYS - windows.get(i).to()) <= SEASON_HALF_WIDTH_DAYS) {
        sum += past.counts()[i];
        exposed += past.exposure()[i];
        heard += past.heard()[i];
      }
    }
    return heard < MIN_SEASON_WINDOWS || exposed == 0 ? 0 : sum / exposed;
  }

  /** The latest quarter's mean, drawn towards the whole reference's where the quarter is short. */
  private static double latestQuarter(double[] counts, double[] exposure, double whole) {
    int latest = Math.max(2, counts.length / 4);
    return (sum(counts, latest) + PULL_WINDOWS * whole) / (sum(exposure, latest) + PULL_WINDOWS);
  }

  private static double sum(double[] counts, int latest) {
    double sum = 0;
    for (int i = 0; i < latest; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /** The reference windows, the latest first. */
  private record Past(double[] counts, double[] exposure, double[] heard) {}

  /** Pearson's, and the prior's: that of a place of this size. */
  private double dispersion(Past past, double mean) {
    double[] counts = past.counts();
    double rate = sum(counts, counts.length) / sum(past.heard(), counts.length);
    double usual = PlaceVariation.dispersion(mean, reference.windowDays() / WEEK_DAYS);
    if (rate == 0) {
      return usual;
    }
    double squares = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = rate * past.exposure()[i];
      squares += expected == 0 ? 0 : (counts[i] - expected) * (counts[i] - expected) / expected;
    }
    int freedom = (int) Arrays.stream(past.heard()).filter(part -> part > 0).count() - 1;
    return PlaceVariation.drawn(squares / freedom, freedom, usual);
  }
}
