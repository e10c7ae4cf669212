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
  private static final int PILOTS = 25;

  private final SetFamily family;
  private final Likelihood likelihood;
  private final double[] handicaps;
  private final double lowest;
  private final int[] sums;

  /**
   * Over the given sets.
   *
   * @param handicaps by slot: what is taken from a set's ratio, 0 or more
   */
  Replicates(SetFamily family, Likelihood likelihood, double[] handicaps) {
    this.family = family;
    this.likelihood = likelihood;
    this.handicaps = handicaps;
    this.lowest = -Arrays.stream(handicaps).max().orElse(0);
    this.sums = new int[family.size() + 1];
  }

  /** The largest statistic of each replicate, ascending. */
  double[] maxima(Sampler sampler, SplittableRandom random, int replicates) {
    int windows = likelihood.expected.length;
    int[][] recent = new int[windows][family.locations()];
    int[][] above = above(Double.NEGATIVE_INFINITY);
    int[][] reaching = above;
    double level = Double.NEGATIVE_INFINITY;
    double[] maxima = new double[replicates];
    for (int i = 0; i < replicates; i++) {
      if (i == PILOTS) {
        level = level(Arrays.copyOf(maxima, PILOTS));
        reaching = above(level);
      }
      sampler.draw(random, recent);
      cumulate(recent);
      maxima[i] = largest(recent, reaching);
      if (maxima[i] < level) {
        maxima[i] = largest(recent, above);
      }
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

  private double largest(int[][] recent, int[][] leasts) {
    double largest = lowest;
    for (int window = 0; window < recent.length; window++) {
      family.sum(recent[window], sums);
      int[] least = leasts[window];
      for (int slot = 1; slot < sums.length; slot++) {
        if (sums[slot] >= least[slot]) {
          double statistic = likelihood.ratio(window, slot, sums[slot]) - handicaps[slot];
          largest = Math.max(largest, statistic);
        }
      }
    }
    return largest;
  }

  /** The smallest count above what is expected whose statistic reaches the level. */
  private int[][] above(double level) {
    int[][] leasts = new int[likelihood.expected.length][sums.length];
    for (int window = 0; window < leasts.length; window++) {
      for (int slot = 1; slot < sums.length; slot++) {
        leasts[window][slot] = least(window, slot, level + handicaps[slot]);
      }
    }
    return leasts;
  }

  private int least(int window, int slot, double ratio) {
    int low = likelihood.least(window, slot);
    int most = likelihood.most(window, slot);
    if (low > most || likelihood.ratio(window, slot, low) >= ratio) {
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
