package io.zhijing.jobs.detect;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.jobs.state.CellDelta;
import java.util.Arrays;
import java.util.List;

/**
 * The history of one stratum. Kept state.
 *
 * @param days epoch days with a count, ascending
 * @param trials trials of {@code days}
 * @param observed failures or counts of {@code days}
 * @param expected expected failures of {@code days}, millionths
 * @param signalDays days that stood out, ascending
 */
public record SeriesState(
    int[] days, long[] trials, long[] observed, long[] expected, int[] signalDays) {

  private static final int[] NO_DAYS = {};
  private static final long[] NO_COUNTS = {};

  /** No history. */
  public static final SeriesState EMPTY =
      new SeriesState(NO_DAYS, NO_COUNTS, NO_COUNTS, NO_COUNTS, NO_DAYS);

  /** One array for all that have none: most firms never stand out. */
  public SeriesState {
    signalDays = signalDays.length == 0 ? NO_DAYS : signalDays;
  }

  /** The history as a series. */
  CountSeries series() {
    return CountSeries.sharing(days, trials, observed, expected);
  }

  /**
   * The history with changes added; a day that comes to zero trials and zero observed is removed.
   *
   * @param changes one a day, ascending
   */
  SeriesState plus(List<CellDelta> changes) {
    CountSeries series = series();
    for (CellDelta each : changes) {
      series.add(each.day(), each.trials(), each.observed(), each.expected());
    }
    return of(series, signalDays);
  }

  /** The history of a series and its signal days. */
  static SeriesState of(CountSeries series, int[] signalDays) {
    return new SeriesState(
        series.days(), series.trials(), series.observed(), series.expected(), signalDays);
  }

  /** The same counts with other signal days. */
  SeriesState withSignalDays(int[] others) {
    return new SeriesState(days, trials, observed, expected, others);
  }

  boolean hasCountsSince(int day) {
    return days.length > 0 && days[days.length - 1] >= day;
  }

  /** Whether there were failures, or counts, on the day or later. */
  boolean hasObservedSince(int day) {
    for (int i = days.length - 1; i >= 0 && days[i] >= day; i--) {
      if (observed[i] > 0) {
        return true;
      }
    }
    return false;
  }

  boolean hasCountsBefore(int day) {
    return days.length > 0 && days[0] < day;
  }

  /** The signal days with one day added or removed. */
  static int[] mark(int[] signalDays, int day, boolean isSignal) {
    int at = Arrays.binarySearch(signalDays, day);
    if (isSignal == at >= 0) {
      return signalDays;
    }
    if (isSignal) {
      int insert = -at - 1;
      int[] more = Arrays.copyOf(signalDays, signalDays.length + 1);
      System.arraycopy(signalDays, insert, more, insert + 1, signalDays.length - insert);
      more[insert] = day;
      return more;
    }
    int[] fewer = Arrays.copyOf(signalDays, signalDays.length - 1);
    System.arraycopy(signalDays, at + 1, fewer, at, signalDays.length - at - 1);
    return fewer;
  }
}
