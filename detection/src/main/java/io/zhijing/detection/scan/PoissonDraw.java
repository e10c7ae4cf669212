package io.zhijing.detection.scan;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.numbers.gamma.LogGamma;

/** Draws from one Poisson distribution by a table of its distribution function. */
final class PoissonDraw {
  /** What lies further out has less than 1e-30 of the probability. */
  private static final double DEVIATIONS = 12;

  private static final int MARGIN = 40;

  private final int first;
  private final double[] below;

  PoissonDraw(double mean) {
    double reach = DEVIATIONS * Math.sqrt(mean) + MARGIN;
    first = (int) Math.max(0, Math.floor(mean - reach));
    below = new double[(int) Math.ceil(mean + reach) - first];
    double sum = 0;
    for (int i = 0; i < below.length; i++) {
      double k = first + (double) i;
      sum += Math.exp(k * Math.log(mean) - mean - LogGamma.value(k + 1));
      below[i] = sum;
    }
    for (int i = 0; i < below.length; i++) {
      below[i] /= sum;
    }
  }

  /** The largest draw there can be. */
  int most() {
    return first + below.length - 1;
  }

  int next(SplittableRandom random) {
    int found = Arrays.binarySearch(below, random.nextDouble());
    return first + Math.min(below.length - 1, found < 0 ? -found - 1 : found + 1);
  }
}
