package io.zhijing.detection.count;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * The reference weeks of a week and the season each belongs to: a window about the same week of
 * each earlier year, and the weeks between the windows in blocks of nearly equal length (Noufaily
 * et al., 2013, Statistics in Medicine 32, 2.2).
 *
 * <p>A workspace, not thread-safe. The layout relative to the judged week repeats, so it is laid
 * out anew only when a 53-week year shifts it.
 */
final class ReferenceBlocks {
  private static final int WEEKS = 52;

  private final FlexibleControl control;
  private int[] distances = new int[0];
  private int[] laidOut = new int[0];

  /** Ascending distances before the judged week are negative: index = judged + offset. */
  int[] offset = new int[0];

  /** The season of each offset, from 0; the judged week's own is the last one. */
  int[] season = new int[0];

  int size;

  ReferenceBlocks(FlexibleControl control) {
    this.control = control;
  }

  /** Lays out the references of the judged index, or says why there are none. */
  Optional<NoResult> locate(CountHistory history, int judged) {
    if (judged < 0 || judged >= history.size()) {
      return Optional.of(NoResult.HISTORY_TOO_SHORT);
    }
    if (distances.length != control.years() + 1) {
      distances = new int[control.years() + 1];
    }
    for (int year = 0; year <= control.years(); year++) {
      int reference = reference(history, judged, year);
      if (reference < 0) {
        return Optional.of(
            judged < year * history.frequency()
                ? NoResult.HISTORY_TOO_SHORT
                : NoResult.REFERENCE_DATE_MISSING);
      }
      distances[year] = judged - reference;
    }
    if (judged - distances[control.years()] < control.halfWindow()) {
      return Optional.of(NoResult.HISTORY_TOO_SHORT);
    }
    if (!Arrays.equals(distances, laidOut)) {
      layOut();
      laidOut = distances.clone();
    }
    return Optional.empty();
  }

  private static int reference(CountHistory history, int judged, int year) {
    if (!history.dated()) {
      return judged - year * history.frequency();
    }
    LocalDate now = LocalDate.ofEpochDay(history.day(judged));
    LocalDate then = yearsBefore(now, year);
    if (history.frequency() == WEEKS) {
      then = nearest(then, now.getDayOfWeek());
    }
    return history.indexOf(then.toEpochDay());
  }

  /** The same day of an earlier year; 29 February becomes 1 March where there is none. */
  static LocalDate yearsBefore(LocalDate date, int years) {
    LocalDate then = date.minusYears(years);
    boolean leap = date.getMonth() == Month.FEBRUARY && date.getDayOfMonth() == 29;
    return leap && then.getDayOfMonth() == 28 ? then.plusDays(1) : then;
  }

  /** The nearest date that falls on the weekday, at most three days away. */
  static LocalDate nearest(LocalDate date, DayOfWeek weekday) {
    int ahead = Math.floorMod(weekday.getValue() - date.getDayOfWeek().getValue(), 7);
    return date.plus(ahead <= 3 ? ahead : ahead - 7, ChronoUnit.DAYS);
  }

  private void layOut() {
    int w = control.halfWindow();
    int seasons = control.seasons();
    int reach = distances[control.years()] + w;
    // One more than the season: 0 is no reference.
    int[] mark = new int[reach + w + 1];
    Arrays.fill(mark, reach - w, reach + 1, seasons);
    for (int year = 1; year <= control.years(); year++) {
      int centre = reach - distances[year];
      Arrays.fill(mark, centre - w, centre + w + 1, seasons);
      int between = distances[year] - distances[year - 1] - 2 * w - 1;
      int from = centre + w + 1;
      for (int block = 1; seasons > 1 && block < seasons && between > 0; block++) {
        int length = between / (seasons - 1) + (block <= between % (seasons - 1) ? 1 : 0);
        Arrays.fill(mark, from, from + length, block);
        from += length;
      }
    }
    int last = Math.max(0, reach - control.weeksLeftOut());
    offset = new int[last];
    season = new int[last];
    size = 0;
    for (int i = 0; i < last; i++) {
      if (mark[i] > 0) {
        offset[size] = i - reach;
        season[size++] = mark[i] - 1;
      }
    }
  }
}
