package io.zhijing.jobs.mix;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.detection.baseline.MixHistory;
import java.util.Arrays;

/**
 * Counts of one adjustment cell by week. Kept state.
 *
 * @param samplingKind of the cell; may be empty
 * @param body of the cell; may be empty
 * @param product of the cell; may be empty
 * @param weeks weeks with a count, from epoch, ascending
 * @param trials trials of {@code weeks}
 * @param failures failures of {@code weeks}
 */
public record MixWeeks(
    String samplingKind, String body, String product, int[] weeks, long[] trials, long[] failures) {

  /** No counts of a cell. */
  static MixWeeks none(MixCell cell) {
    return new MixWeeks(
        cell.samplingKind(), cell.body(), cell.product(), new int[0], new long[0], new long[0]);
  }

  /** These counts and one more; a week whose counts are taken back is forgotten. */
  MixWeeks plus(MixCount count) {
    int at = Arrays.binarySearch(weeks, count.week());
    MixWeeks room = at >= 0 ? copy() : withWeek(-at - 1, count.week());
    int place = at >= 0 ? at : -at - 1;
    room.trials[place] += count.trials();
    room.failures[place] += count.failures();
    boolean isTakenBack = room.trials[place] == 0 && room.failures[place] == 0;
    return isTakenBack ? room.without(place) : room;
  }

  /** The counts from a week on. */
  MixWeeks from(int week) {
    int at = Arrays.binarySearch(weeks, week);
    int first = at >= 0 ? at : -at - 1;
    return first == 0
        ? this
        : new MixWeeks(
            samplingKind,
            body,
            product,
            Arrays.copyOfRange(weeks, first, weeks.length),
            Arrays.copyOfRange(trials, first, weeks.length),
            Arrays.copyOfRange(failures, first, weeks.length));
  }

  boolean isEmpty() {
    return weeks.length == 0;
  }

  /** Adds all counts to a history. */
  void addTo(MixHistory history) {
    MixCell cell = new MixCell(samplingKind, body, product);
    for (int i = 0; i < weeks.length; i++) {
      history.add(weeks[i], cell, (double) trials[i], (double) failures[i]);
    }
  }

  private MixWeeks copy() {
    return new MixWeeks(
        samplingKind, body, product, weeks.clone(), trials.clone(), failures.clone());
  }

  private MixWeeks withWeek(int place, int week) {
    int n = weeks.length;
    int[] newWeeks = Arrays.copyOf(weeks, n + 1);
    long[] newTrials = Arrays.copyOf(trials, n + 1);
    long[] newFailures = Arrays.copyOf(failures, n + 1);
    System.arraycopy(weeks, place, newWeeks, place + 1, n - place);
    System.arraycopy(trials, place, newTrials, place + 1, n - place);
    System.arraycopy(failures, place, newFailures, place + 1, n - place);
    newWeeks[place] = week;
    newTrials[place] = 0;
    newFailures[place] = 0;
    return new MixWeeks(samplingKind, body, product, newWeeks, newTrials, newFailures);
  }

  private MixWeeks without(int place) {
    int n = weeks.length - 1;
    int[] newWeeks = Arrays.copyOf(weeks, n);
    long[] newTrials = Arrays.copyOf(trials, n);
    long[] newFailures = Arrays.copyOf(failures, n);
    System.arraycopy(weeks, place + 1, newWeeks, place, n - place);
    System.arraycopy(trials, place + 1, newTrials, place, n - place);
    System.arraycopy(failures, place + 1, newFailures, place, n - place);
    return new MixWeeks(samplingKind, body, product, newWeeks, newTrials, newFailures);
  }
}
