package io.zhijing.detection.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which earlier windows an expectation may rest on: windows of the same length, back to back,
 * ending on the day before the judged window, no further back than the stream was watched or the
 * reference length allows. Windows that touch a left-out day (a past signal) are skipped, at most
 * {@code maxLeftOutDays} of them, so that a lasting change is learnt in the end.
 *
 * @param windowDays length of each window in days, at least 1
 * @param referenceDays how far back windows may begin, in days
 * @param maxLeftOutDays days that past signals may keep out
 */
public record ReferenceDays(int windowDays, int referenceDays, int maxLeftOutDays) {

  /**
   * One selected window.
   *
   * @param from first epoch day
   * @param to last epoch day
   */
  public record Window(int from, int to) {}

  /**
   * The windows chosen, the latest first, and how many days were left out.
   *
   * @param windows latest first
   * @param leftOutDays days in windows skipped because of past signals
   * @param last last day of the latest window, chosen or not
   */
  public record Selection(List<Window> windows, int leftOutDays, int last) {
    /** Windows, chosen or not, from the latest to the earliest chosen one. */
    public int span() {
      if (windows.isEmpty()) {
        return 0;
      }
      Window earliest = windows.get(windows.size() - 1);
      return (last - earliest.to()) / (earliest.to() - earliest.from() + 1) + 1;
    }

    /**
     * The values of the chosen windows, the latest first.
     *
     * @param blocks values of all {@link #span()} windows, the earliest first
     */
    public double[] pick(double[] blocks) {
      return pick(blocks, 1);
    }

    /**
     * The values of the blocks of the chosen windows, by window, the latest first; within a window
     * the earliest first.
     *
     * @param blocks values of the blocks of all {@link #span()} windows, the earliest first
     * @param each blocks to a window
     */
    public double[] pick(double[] blocks, int each) {
      double[] picked = new double[windows.size() * each];
      for (int i = 0; i < windows.size(); i++) {
        Window window = windows.get(i);
        int length = window.to() - window.from() + 1;
        int later = (last - window.to()) / length;
        System.arraycopy(blocks, blocks.length - (later + 1) * each, picked, i * each, each);
      }
      return picked;
    }

    /** Days covered by the windows. */
    public int days() {
      return windows.isEmpty()
          ? 0
          : windows.size() * (windows.get(0).to() - windows.get(0).from() + 1);
    }
  }

  /**
   * The windows for the judged window that ends on {@code day}.
   *
   * @param day last day of the judged window
   * @param since first day on which the stream was watched
   * @param leftOut ascending days of past signals
   */
  public Selection select(int day, int since, int[] leftOut) {
    List<Window> windows = new ArrayList<>();
    int leftOutDays = 0;
    int earliest = Math.max(since, day - windowDays + 1 - referenceDays);
    for (int to = day - windowDays; to - windowDays + 1 >= earliest; to -= windowDays) {
      int from = to - windowDays + 1;
      if (leftOutDays + windowDays <= maxLeftOutDays && touches(leftOut, from, to)) {
        leftOutDays += windowDays;
      } else {
        windows.add(new Window(from, to));
      }
    }
    return new Selection(windows, leftOutDays, day - windowDays);
  }

  private static boolean touches(int[] days, int from, int to) {
    int at = Arrays.binarySearch(days, from);
    int next = at >= 0 ? at : -at - 1;
    return next < days.length && days[next] <= to;
  }
}
