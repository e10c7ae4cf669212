package io.zhijing.detection.scan;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws cells with given weights: one by one by the alias method (Walker, 1977; tables as Vose,
 * 1991, IEEE Transactions on Software Engineering 17:972), or a whole multinomial sample.
 */
final class CellDraw {
  /** Above so many cases for a cell, a binomial draw for each cell is the faster way. */
  private static final int MANY_FOR_EACH_CELL = 8;

  private final double[] keep;
  private final int[] alias;
  private final double[] share;

  /** The weights need not add up to 1, but some must be positive. */
  CellDraw(double[] weights) {
    int cells = weights.length;
    keep = new double[cells];
    alias = new int[cells];
    share = shares(weights);
    double mean = Arrays.stream(weights).sum() / cells;
    int[] stack = new int[cells];
    int small = 0;
    int large = cells;
    for (int i = 0; i < cells; i++) {
      keep[i] = weights[i] / mean;
      alias[i] = i;
      if (keep[i] < 1) {
        stack[small++] = i;
      } else {
        stack[--large] = i;
      }
    }
    while (small > 0 && large < cells) {
      int poor = stack[--small];
      int rich = stack[large];
      alias[poor] = rich;
      keep[rich] -= 1 - keep[poor];
      if (keep[rich] < 1) {
        large++;
        stack[small++] = rich;
      }
    }
    // What is left over on either side is 1 but for rounding.
    for (int i = 0; i < small; i++) {
      keep[stack[i]] = weights[stack[i]] > 0 ? 1 : keep[stack[i]];
    }
  }

  /** Of what is left for a cell and those after it, the cell's share. */
  private static double[] shares(double[] weights) {
    double[] shares = new double[weights.length];
    double left = 0;
    for (int i = weights.length - 1; i >= 0; i--) {
      left += weights[i];
      shares[i] = left > 0 ? weights[i] / left : 0;
    }
    return shares;
  }

  /** One cell. */
  int next(SplittableRandom random) {
    double place = (random.nextLong() >>> 11) * 0x1.0p-53 * keep.length;
    int cell = (int) place;
    return place - cell < keep[cell] ? cell : alias[cell];
  }

  /** A multinomial sample of the given size, one count for each cell. */
  void sample(SplittableRandom random, int size, int[] counts) {
    if (size <= (long) MANY_FOR_EACH_CELL * counts.length) {
      Arrays.fill(counts, 0);
      for (int i = 0; i < size; i++) {
        counts[next(random)]++;
      }
      return;
    }
    int left = size;
    for (int cell = 0; cell < counts.length; cell++) {
      counts[cell] = BinomialDraw.draw(random, left, share[cell]);
      left -= counts[cell];
    }
  }
}
