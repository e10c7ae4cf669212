package io.zhijing.detection.scan;

import java.util.Arrays;

/**
 * What is scanned, and by which model. All arrays are {@code [period][location]}, the last period
 * the current one; a purely spatial scan has one period.
 */
public sealed interface ScanData {

  /** Cases, or failures, by period and location. */
  int[][] counts();

  /**
   * The expected counts or trials, with the shape of the counts; for {@link Permutation}, which
   * needs none, the product of the margins.
   */
  double[][] weights();

  /** Number of periods. */
  default int periods() {
    return counts().length;
  }

  /** Number of locations. */
  default int locations() {
    return counts().length == 0 ? 0 : counts()[0].length;
  }

  /**
   * Cases are Poisson around expected counts known up to a factor; judged given their total
   * (Kulldorff, 1997, Communications in Statistics 26:1481; over periods Kulldorff, 2001, Journal
   * of the Royal Statistical Society A 164:61). Wrong where the whole region rises: the total is
   * taken as it is.
   *
   * @param counts cases
   * @param expected expected cases; brought to the total of the cases
   */
  record Poisson(int[][] counts, double[][] expected) implements ScanData {
    /** Checks the shapes. */
    public Poisson {
      requireShapes(counts, expected);
    }

    @Override
    public double[][] weights() {
      return expected;
    }

    /** Expected in proportion to person-time: period by period and location by location. */
    public static Poisson ofPersonTime(int[][] counts, double[][] population) {
      return new Poisson(counts, population);
    }

    /**
     * Expected in proportion to each period's population shares, every period alike: cases per
     * period do not follow the growth of the whole population.
     */
    public static Poisson ofShares(int[][] counts, double[][] population) {
      double[][] shares = new double[population.length][];
      for (int t = 0; t < shares.length; t++) {
        double all = Arrays.stream(population[t]).sum();
        shares[t] = Arrays.stream(population[t]).map(each -> each / all).toArray();
      }
      return new Poisson(counts, shares);
    }
  }

  /**
   * Failures of trials, judged given the total of both (Kulldorff, 1997, the Bernoulli model).
   *
   * @param counts failures
   * @param trials trials, not fewer than failures
   */
  record Bernoulli(int[][] counts, int[][] trials) implements ScanData {
    /** Checks the shapes. */
    public Bernoulli {
      requireShapes(counts, asWeights(trials));
    }

    @Override
    public double[][] weights() {
      return asWeights(trials);
    }
  }

  /**
   * Cases are Poisson around baselines taken as they are (Neill, Moore, Sabhnani and Daniel, 2005,
   * Detection of emerging space-time clusters, KDD): sees a rise of the whole region too. Wrong
   * where the baselines are, and where cases vary more than Poisson.
   *
   * @param counts cases
   * @param baselines expected cases
   */
  record ExpectationBased(int[][] counts, double[][] baselines) implements ScanData {
    /** Checks the shapes. */
    public ExpectationBased {
      requireShapes(counts, baselines);
    }

    @Override
    public double[][] weights() {
      return baselines;
    }
  }

  /**
   * Cases alone: place and time are independent unless there is a cluster (Kulldorff et al., 2005,
   * PLoS Medicine 2:e59). Wrong where the population shifts between places over the periods.
   *
   * @param counts cases
   */
  record Permutation(int[][] counts) implements ScanData {
    /** Checks the shape. */
    public Permutation {
      requireShapes(counts, asWeights(counts));
    }

    @Override
    public double[][] weights() {
      double[] places = new double[locations()];
      double total = 0;
      for (int[] period : counts) {
        for (int i = 0; i < places.length; i++) {
          places[i] += period[i];
          total += period[i];
        }
      }
      double[][] product = new double[counts.length][places.length];
      for (int t = 0; t < product.length; t++) {
        double share = Arrays.stream(counts[t]).asDoubleStream().sum() / total;
        Arrays.setAll(product[t], i -> places[i] * share);
      }
      return product;
    }
  }

  private static double[][] asWeights(int[][] counts) {
    return Arrays.stream(counts)
        .map(row -> Arrays.stream(row).asDoubleStream().toArray())
        .toArray(double[][]::new);
  }

  private static void requireShapes(int[][] counts, double[][] weights) {
    boolean fit = counts.length == weights.length;
    for (int t = 0; fit && t < counts.length; t++) {
      fit = counts[t].length == counts[0].length && weights[t].length == counts[0].length;
    }
    if (!fit) {
      throw new IllegalArgumentException("counts and weights differ in shape");
    }
  }
}
