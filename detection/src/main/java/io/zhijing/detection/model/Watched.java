package io.zhijing.detection.model;

import java.util.Arrays;

/**
 * When a stream was watched. A day without reports is an observed zero, unless the whole stream was
 * silent: then nothing is known of it.
 *
 * @param since first day on which the stream was watched
 * @param silent ascending days of which nothing is known
 */
public record Watched(int since, int[] silent) {
  /** What of a stream's days without any report chance may explain. */
  private static final double CHANCE = 1e-6;

  /** Days around a run that tell how sparse the stream is there. */
  private static final int NEAR = 120;

  private static final int[] NONE = {};

  /** Watched without a break since the day. */
  public static Watched from(int since) {
    return new Watched(since, NONE);
  }

  /**
   * Watched since the day, and silent where no report at all came for longer than chance explains.
   * That of a run of days is the power of one day's, which is what part of all days had no report
   * (Laplace's estimate): closed weekends and the gaps of a sparse stream are no silence, a broken
   * source is. A stream that has become sparse is told from a broken one by the part of the 120
   * days before and after the run that had no report, if that is more. What precedes the first
   * report is taken to have been watched, and so is what follows the last one: a silence is known
   * once the source has spoken again.
   *
   * @param since first day on which the stream was watched
   * @param heard ascending days on which there was a report
   * @param from first day that may be judged so
   * @param to last day that is looked at: later ones may still get reports
   */
  public static Watched heardOn(int since, int[] heard, int from, int to) {
    int begin = firstAtOrAfter(heard, since);
    int end = firstAtOrAfter(heard, to + 1);
    int at = firstAtOrAfter(heard, from);
    if (begin >= end || at >= end) {
      return from(since);
    }
    int first = Math.max(from, heard[begin]);
    at = firstAtOrAfter(heard, first);
    Heard days = new Heard(heard, first, heard[end - 1]);
    double gap = days.gap(first, heard[end - 1]);
    int[] silent = new int[heard[end - 1] - first + 1 - (end - at)];
    int size = 0;
    int next = first;
    for (int i = at; i < end; i++) {
      int length = heard[i] - next;
      boolean isChance =
          Math.pow(gap, length) >= CHANCE
              || Math.pow(days.gapAround(next, heard[i] - 1), length) >= CHANCE;
      for (int day = next; day < heard[i] && !isChance; day++) {
        silent[size++] = day;
      }
      next = heard[i] + 1;
    }
    return new Watched(since, Arrays.copyOf(silent, size));
  }

  /**
   * Days on which there was a report.
   *
   * @param days ascending
   * @param first first day that is looked at
   * @param last last day that is looked at
   */
  private record Heard(int[] days, int first, int last) {
    /** What part of the days {@code from..to} had no report, by Laplace's estimate. */
    double gap(int from, int to) {
      int earliest = Math.max(from, first);
      int length = Math.max(0, Math.min(to, last) - earliest + 1);
      int heard = length == 0 ? 0 : count(earliest, earliest + length - 1);
      return (length - heard + 1) / (length + 2.0);
    }

    /** The greater of that part before and after a run of days. */
    double gapAround(int from, int to) {
      return Math.max(gap(from - NEAR, from - 1), gap(to + 1, to + NEAR));
    }

    private int count(int from, int to) {
      return firstAtOrAfter(days, to + 1) - firstAtOrAfter(days, from);
    }
  }

  /** Whether nothing is known of some day. */
  public boolean hasSilence() {
    return silent.length > 0;
  }

  /** How many of the days {@code from..to}, both included, were not silent. */
  public int heard(int from, int to) {
    return to - from + 1 - (firstAtOrAfter(silent, to + 1) - firstAtOrAfter(silent, from));
  }

  /**
   * What part of equal blocks of days was not silent, 0 to 1, oldest first; the latest ends on
   * {@code last}.
   */
  public double[] heardBlocks(int last, int daysEach, int blocks) {
    double[] heard = new double[blocks];
    Arrays.fill(heard, 1);
    int first = last - daysEach * blocks + 1;
    for (int i = firstAtOrAfter(silent, first); i < silent.length && silent[i] <= last; i++) {
      heard[(silent[i] - first) / daysEach] -= 1.0 / daysEach;
    }
    for (int i = 0; i < blocks && hasSilence(); i++) {
      heard[i] = Math.rint(heard[i] * daysEach) / daysEach;
    }
    return heard;
  }

  private static int firstAtOrAfter(int[] days, int day) {
    int at = Arrays.binarySearch(days, day);
    return at >= 0 ? at : -at - 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Watched that
        && since == that.since
        && Arrays.equals(silent, that.silent);
  }

  @Override
  public int hashCode() {
    return 31 * since + Arrays.hashCode(silent);
  }

  @Override
  public String toString() {
    return "since " + since + (hasSilence() ? ", silent on " + Arrays.toString(silent) : "");
  }
}
