package io.zhijing.detection.count;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * Counts at equal steps, with populations and dates where they are known. Not copied and not to be
 * changed by whoever holds the arrays.
 */
public final class CountHistory {
  private final double[] counts;
  private final double[] populations;
  private final long[] days;
  private final int frequency;

  private CountHistory(double[] counts, double[] populations, long[] days, int frequency) {
    if (frequency < 1) {
      throw new IllegalArgumentException("frequency " + frequency);
    }
    this.counts = counts;
    this.populations = populations;
    this.days = days;
    this.frequency = frequency;
  }

  /**
   * Counts alone.
   *
   * @param counts one a step, oldest first; NaN where missing
   * @param frequency steps in a year: 52, 12 or 365
   */
  public static CountHistory of(double[] counts, int frequency) {
    return new CountHistory(counts, null, null, frequency);
  }

  /** The same with a population a step. */
  public CountHistory withPopulations(double[] values) {
    if (values.length != counts.length) {
      throw new IllegalArgumentException(values.length + " populations, " + counts.length);
    }
    return new CountHistory(counts, values, days, frequency);
  }

  /** The same with the date of each step, ascending: references then go by the calendar. */
  public CountHistory withDates(LocalDate[] dates) {
    long[] values = Arrays.stream(dates).mapToLong(LocalDate::toEpochDay).toArray();
    for (int i = 1; i < values.length; i++) {
      if (values[i] <= values[i - 1]) {
        throw new IllegalArgumentException("dates do not ascend at " + dates[i]);
      }
    }
    if (values.length != counts.length) {
      throw new IllegalArgumentException(values.length + " dates, " + counts.length + " counts");
    }
    return new CountHistory(counts, populations, values, frequency);
  }

  /** Steps. */
  public int size() {
    return counts.length;
  }

  /** Steps in a year. */
  public int frequency() {
    return frequency;
  }

  /** The count; NaN where missing. */
  public double count(int index) {
    return counts[index];
  }

  /** The population; 1 where none is known. */
  public double population(int index) {
    return populations == null ? 1 : populations[index];
  }

  /** Whether steps have dates. */
  public boolean dated() {
    return days != null;
  }

  /** The date of a step as days since 1970. */
  public long day(int index) {
    return days[index];
  }

  /** Days between the first two steps. */
  double firstStepDays() {
    return days.length > 1 ? days[1] - days[0] : 1;
  }

  /** The index of a date, or -1. */
  int indexOf(long day) {
    return Math.max(-1, Arrays.binarySearch(days, day));
  }

  /** Why the value at the index cannot enter a regression, if so; a missing one can be left out. */
  Optional<NoResult> fault(int index, boolean populationOffset) {
    double y = counts[index];
    if (y < 0 || Double.isInfinite(y)) {
      return Optional.of(NoResult.COUNT_INVALID);
    }
    if (populationOffset && !(population(index) > 0 && population(index) < 1e300)) {
      return Optional.of(NoResult.POPULATION_INVALID);
    }
    return Optional.empty();
  }
}
