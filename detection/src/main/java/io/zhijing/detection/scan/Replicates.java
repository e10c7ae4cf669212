package io.zhijing.detection.scan;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The largest statistic of data sets without a cluster. Since the largest alone matters, sets whose
 * count cannot reach a level that nearly every replicate reaches are passed over; where a replicate
 * stays below that level, all sets are looked at. The result is the same as without the level.
 */
final class Replicates {
  /** Replicates that are looked at whole, to choose the level. */
  private static final int PILOTS = 24;

  private final SetFamily family;
  private final Likelihood likelihood;
  private final double[] handicaps;
  private final double lowest;
  private final Lanes lanes;
  private final long[] each;
  private final long[] sums;
  private final int windows;

  /** Replicates looked at together: as many as fill the lanes with their windows. */
  private final int batch;

  private final double[] largest;

  /**
   * Over the given sets.
   *
   * @param handicaps by slot: what is taken from a set's ratio, 0 or more
   * @param most cases a replicate can have
   */
  Replicates(SetFamily family, Likelihood likelihood, double[] handicaps, int most) {
    this.family = family;
    this.likelihood = likelihood;
    this.handicaps = handicaps;
    this.lowest = 0 - Arrays.stream(handicaps).max().orElse(0);
    this.lanes = Lanes.forCounts(most);
    this.each = new long[family.locations()];
    this.sums = new long[family.size() + 1];
    this.windows = likelihood.expected.length;
    this.batch = Math.max(1, Integer.highestOneBit(lanes.number() / windows));
    this.largest = new double[batch];
  }

  /** The largest statistic of each replicate, ascending. */
  double[] maxima(Sampler sampler, SplittableRandom random, int replicates) {
    int[][] rows = new int[batch * windows][family.locations()];
    int[][][] batches = new int[batch][][];
    Arrays.setAll(batches, i -> Arrays.copyOfRange(rows, i * windows, (i + 1) * windows));
    long[][] above = above(Double.NEGATIVE_INFINITY);
    long[][] reaching = above;
    double level = Double.NEGATIVE_INFINITY;
    double[] maxima = new double[replicates];
    for (int done = 0; done < replicates; done += batch) {
      if (done == PILOTS) {
        level = level(Arrays.copyOf(maxima, PILOTS));
        reaching = above(level);
      }
      for (int i = 0; i < batch && done + i < replicates; i++) {
        sampler.draw(random, batches[i]);
        cumulate(batches[i]);
      }
      search(rows, reaching);
      if (Arrays.stream(largest).min().orElseThrow() < level) {
        search(rows, above);
      }
      System.arraycopy(largest, 0, maxima, done, Math.min(batch, replicates - done));
    }
    Arrays.sort(maxima);
    return maxima;
  }

  /** Somewhat below the pilots' lowest. */
  private static double level(double[] pilots) {
    double lowest = Arrays.stream(pilots).min().orElseThrow();
    return lowest - (Arrays.stream(pilots).average().orElseThrow() - lowest) / 4;
  }

  /** Turns counts of periods, the last first, into counts of windows that end in the last. */
  static void cumulate(int[][] recent) {
    for (int window = 1; window < recent.length; window++) {
      for (int i = 0; i < recent[window].length; i++) {
        recent[window][i] += recent[window - 1][i];
      }
    }
  }

  /** The largest statistic of each replicate of the batch. */
  private void search(int[][] rows, long[][] leasts) {
    Arrays.fill(largest, lowest);
    for (int first = 0; first < rows.length; first += lanes.number()) {
      lanes.pack(rows, first, each);
      family.sum(each, sums);
      long[] least = leasts[first / lanes.number()];
      for (int slot = 1; slot < sums.length; slot++) {
        if (lanes.isAnyReached(sums[slot], least[slot])) {
          raise(first, slot, least[slot]);
        }
      }
    }
  }

  private void raise(int first, int slot, long least) {
    for (int lane = 0; lane < lanes.number(); lane++) {
      if (lanes.isReached(lane, sums[slot], least)) {
        int row = first + lane;
        int count = lanes.get(lane, sums[slot]);
        double statistic = likelihood.ratio(row % windows, slot, count) - handicaps[slot];
        largest[row / windows] = Math.max(largest[row / windows], statistic);
      }
    }
  }

  /** For each group of rows and slot the smallest counts whose statistic reaches the level. */
  private long[][] above(double level) {
    int rows = batch * windows;
    long[][] leasts = new long[(rows + lanes.number() - 1) / lanes.number()][sums.length];
    for (int window = 0; window < windows; window++) {
      for (int slot = 1; slot < sums.length; slot++) {
        int least = least(window, slot, level + handicaps[slot]);
        for (int row = window; row < rows; row += windows) {
          long threshold = lanes.threshold(row % lanes.number(), least);
          leasts[row / lanes.number()][slot] |= threshold;
        }
      }
    }
    return leasts;
  }

  private int least(int window, int slot, double ratio) {
    int low = likelihood.least(window, slot);
    int most = likelihood.most(window, slot);
    if (low > most
        || ratio == Double.NEGATIVE_INFINITY
        || likelihood.ratio(window, slot, low) >= ratio) {
      return low;
    }
    // Below: too low. Doubling the steps finds a count that is not.
    int step = 1;
    int high = low;
    while (likelihood.ratio(window, slot, high) < ratio) {
      if (high == most) {
        return Integer.MAX_VALUE;
      }
      low = high;
      high = step > most - high ? most : high + step;
      step *= 2;
    }
    while (high - low > 1) {
      int middle = low + (high - low) / 2;
      if (likelihood.ratio(window, slot, middle) < ratio) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
