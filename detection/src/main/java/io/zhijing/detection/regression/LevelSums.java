package io.zhijing.detection.regression;

import java.util.Arrays;

/** Sums of weight * mean by level, times 1 and time; and overall, times the square of time. */
final class LevelSums {
  final double[] plain;
  final double[] timed;
  double squared;

  LevelSums(int levels) {
    plain = new double[levels];
    timed = new double[levels];
  }

  void clear() {
    Arrays.fill(plain, 0);
    Arrays.fill(timed, 0);
    squared = 0;
  }
}
