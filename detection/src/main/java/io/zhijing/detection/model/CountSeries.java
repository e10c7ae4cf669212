package io.zhijing.detection.model;

import java.util.Arrays;

/**
 * Daily counts of one stratum, sparse and ascending by day. A day that is absent had no report,
 * which is an observed zero from the day on which the stream began to be watched; before that day
 * nothing is known. Values are never negative. Mutable, owned by one caller.
 *
 * <p>Beside trials and counts stand the failures that the trials would have at the rates of those
 * who inspect and what is inspected, in millionths, so that sums are exact in any order; 0 where
 * nothing is expected that way.
 */
public final class CountSeries {
  private static final int INITIAL = 8;
  private static final double MILLION = 1e6;

  private int[] days;
  private long[] trials;
  private long[] observed;
  private long[] expected;
  private int size;
  private boolean isShared;

  /** An empty series. */
  public CountSeries() {
    this(new int[INITIAL], new long[INITIAL], new long[INITIAL], new long[INITIAL]);
    this.size = 0;
  }

  private CountSeries(int[] days, long[] trials, long[] observed, long[] expected) {
    this.days = days;
    this.trials = trials;
    this.observed = observed;
    this.expected = expected;
    this.size = days.length;
  }

  /**
   * The series of equally long arrays, {@code days} strictly ascending (epoch days). The arrays are
   * copied.
   *
   * @throws IllegalArgumentException if lengths differ or days do not ascend
   */
  public static CountSeries of(int[] days, long[] trials, long[] observed) {
    return of(days, trials, observed, new long[days.length]);
  }

  /** The same with expected failures in millionths. */
  public static CountSeries of(int[] days, long[] trials, long[] observed, long[] expected) {
    return sharing(days.clone(), trials.clone(), observed.clone(), expected.clone());
  }

  /**
   * The same of arrays that are copied only if the series changes; whoever has them must not change
   * them meanwhile.
   */
  public static CountSeries sharing(int[] days, long[] trials, long[] observed, long[] expected) {
    if (days.length != trials.length
        || days.length != observed.length
        || days.length != expected.length) {
      throw new IllegalArgumentException("days, trials, observed, expected: unequally long");
    }
    for (int i = 1; i < days.length; i++) {
      if (days[i] <= days[i - 1]) {
        throw new IllegalArgumentException("days must ascend");
      }
    }
    CountSeries series = new CountSeries(days, trials, observed, expected);
    series.isShared = true;
    return series;
  }

  private void own() {
    if (isShared) {
      days = days.clone();
      trials = trials.clone();
      observed = observed.clone();
      expected = expected.clone();
      isShared = false;
    }
  }

  /** Adds to the counts of a day; what comes to zero trials and zero observed removes the day. */
  public void add(int day, long moreTrials, long moreObserved, long moreExpected) {
    int at = firstAtOrAfter(day);
    boolean isThere = at < size && days[at] == day;
    put(
        day,
        (isThere ? trials[at] : 0) + moreTrials,
        (isThere ? observed[at] : 0) + moreObserved,
        (isThere ? expected[at] : 0) + moreExpected);
  }

  /** Sets the counts of a day; zero trials and zero observed removes the day. */
  public void put(int day, long dayTrials, long dayObserved) {
    put(day, dayTrials, dayObserved, 0);
  }

  /** The same with the failures expected on the day, in millionths. */
  public void put(int day, long dayTrials, long dayObserved, long dayExpected) {
    own();
    int at = Arrays.binarySearch(days, 0, size, day);
    if (dayTrials == 0 && dayObserved == 0) {
      if (at >= 0) {
        removeAt(at);
      }
      return;
    }
    if (at < 0) {
      at = -at - 1;
      insertAt(at, day);
    }
    trials[at] = dayTrials;
    observed[at] = dayObserved;
    expected[at] = dayExpected;
  }

  private void insertAt(int at, int day) {
    if (size == days.length) {
      int capacity = Math.max(INITIAL, size * 2);
      days = Arrays.copyOf(days, capacity);
      trials = Arrays.copyOf(trials, capacity);
      observed = Arrays.copyOf(observed, capacity);
      expected = Arrays.copyOf(expected, capacity);
    }
    System.arraycopy(days, at, days, at + 1, size - at);
    System.arraycopy(trials, at, trials, at + 1, size - at);
    System.arraycopy(observed, at, observed, at + 1, size - at);
    System.arraycopy(expected, at, expected, at + 1, size - at);
    days[at] = day;
    size++;
  }

  private void removeAt(int at) {
    System.arraycopy(days, at + 1, days, at, size - at - 1);
    System.arraycopy(trials, at + 1, trials, at, size - at - 1);
    System.arraycopy(observed, at + 1, observed, at, size - at - 1);
    System.arraycopy(expected, at + 1, expected, at, size - at - 1);
    size--;
  }

  /** Forgets all days before the given one. */
  public void forgetBefore(int day) {
    int keep = firstAtOrAfter(day);
    days = Arrays.copyOfRange(days, keep, Math.max(size, keep + 1));
    trials = Arrays.copyOfRange(trials, keep, Math.max(size, keep + 1));
    observed = Arrays.copyOfRange(observed, keep, Math.max(size, keep + 1));
    expected = Arrays.copyOfRange(expected, keep, Math.max(size, keep + 1));
    size -= keep;
    isShared = false;
  }

  /**
   * These counts against the trials of another series, and what is expected of those: on its days,
   * never more counts than trials.
   */
  public CountSeries against(CountSeries tests) {
    CountSeries exposed = new CountSeries();
    for (int i = 0; i < tests.size; i++) {
      int day = tests.days[i];
      exposed.put(
          day, tests.trials[i], Math.min(tests.trials[i], observed(day, day)), tests.expected[i]);
    }
    return exposed;
  }

  /** Failures, or plain counts, of the days {@code from..to}, both included. */
  public long observed(int from, int to) {
    return sum(observed, from, to);
  }

  /** Trials of the days {@code from..to}, both included. */
  public long trials(int from, int to) {
    return sum(trials, from, to);
  }

  /**
   * Expected failures of the days {@code from..to}, both included; 0 if nothing is expected. Days
   * with trials of which nothing is expected count at the rate of the others.
   */
  public double expected(int from, int to) {
    return completed(
        (double) sum(expected, from, to), (double) trials(from, to), (double) covered(from, to));
  }

  /** Expected failures that stand on the days {@code from..to}, both included, in millionths. */
  public long expectedMillionths(int from, int to) {
    return sum(expected, from, to);
  }

  /** Observed counts of equal blocks of days, oldest first; the latest ends on {@code last}. */
  public double[] observedBlocks(int last, int daysEach, int blocks) {
    return blocks(observed, last, daysEach, blocks);
  }

  /** Trials of equal blocks of days, oldest first; the latest ends on {@code last}. */
  public double[] trialBlocks(int last, int daysEach, int blocks) {
    return blocks(trials, last, daysEach, blocks);
  }

  /**
   * Expected failures of equal blocks of days, oldest first; 0 where nothing is expected. Within a
   * block as {@link #expected(int, int)}.
   */
  public double[] expectedBlocks(int last, int daysEach, int blocks) {
    double[] sums = blocks(expected, last, daysEach, blocks);
    double[] tested = blocks(trials, last, daysEach, blocks);
    double[] known = coveredBlocks(last, daysEach, blocks);
    for (int i = 0; i < sums.length; i++) {
      sums[i] = completed(sums[i], tested[i], known[i]);
    }
    return sums;
  }

  private static double completed(double millionths, double tested, double known) {
    double stated = millionths / MILLION;
    return known == 0 || known == tested ? stated : stated * tested / known;
  }

  private double[] blocks(long[] values, int last, int daysEach, int blocks) {
    double[] sums = new double[blocks];
    int first = last - daysEach * blocks + 1;
    for (int i = firstAtOrAfter(first); i < size && days[i] <= last; i++) {
      sums[(days[i] - first) / daysEach] += values[i];
    }
    return sums;
  }

  private double[] coveredBlocks(int last, int daysEach, int blocks) {
    double[] sums = new double[blocks];
    int first = last - daysEach * blocks + 1;
    for (int i = firstAtOrAfter(first); i < size && days[i] <= last; i++) {
      if (expected[i] != 0) {
        sums[(days[i] - first) / daysEach] += trials[i];
      }
    }
    return sums;
  }

  /** Trials of the days of which something is expected. */
  private long covered(int from, int to) {
    long sum = 0;
    for (int i = firstAtOrAfter(from); i < size && days[i] <= to; i++) {
      sum += expected[i] == 0 ? 0 : trials[i];
    }
    return sum;
  }

  private long sum(long[] values, int from, int to) {
    long sum = 0;
    for (int i = firstAtOrAfter(from); i < size && days[i] <= to; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** Looks from the end, in steps that double: most that is asked for is recent. */
  private int firstAtOrAfter(int day) {
    int end = size;
    int step = 1;
    while (step <= end && days[end - step] >= day) {
      end -= step;
      step *= 2;
    }
    int at = Arrays.binarySearch(days, Math.max(0, end - step), end, day);
    return at >= 0 ? at : -at - 1;
  }

  /** Whether the day has trials or counts. */
  public boolean hasCountsOn(int day) {
    int at = firstAtOrAfter(day);
    return at < size && days[at] == day;
  }

  /** Whether no day has a count. */
  public boolean isEmpty() {
    return size == 0;
  }

  /**
   * The last day with a count.
   *
   * @throws IllegalStateException if the series is empty
   */
  public int lastDay() {
    if (size == 0) {
      throw new IllegalStateException("the series is empty");
    }
    return days[size - 1];
  }

  /** The days with a count, ascending (a copy). */
  public int[] days() {
    return Arrays.copyOf(days, size);
  }

  /** Trials of {@link #days()} (a copy). */
  public long[] trials() {
    return Arrays.copyOf(trials, size);
  }

  /** Observed counts of {@link #days()} (a copy). */
  public long[] observed() {
    return Arrays.copyOf(observed, size);
  }

  /** Expected failures of {@link #days()} in millionths (a copy). */
  public long[] expected() {
    return Arrays.copyOf(expected, size);
  }
}
