package io.zhijing.detection.scan;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws data sets without any cluster, each model in its own way. */
abstract sealed class Sampler {

  /** The sampler of the data's model, for windows of up to so many periods. */
  static Sampler of(ScanData data, int windows) {
    if (data instanceof ScanData.Permutation) {
      return new Shuffled(data.counts());
    }
    if (data instanceof ScanData.Bernoulli) {
      return new WithoutReplacement(data, windows);
    }
    if (data instanceof ScanData.ExpectationBased) {
      return new Free(cells(data.weights(), windows, false));
    }
    return new GivenTotal(
        cells(data.weights(), windows, true), (int) ScanChecks.total(data.counts()));
  }

  /**
   * Fills in a data set.
   *
   * @param recent {@code [window][location]}: receives the counts of each period, the last first
   */
  abstract void draw(SplittableRandom random, int[][] recent);

  /** The most cases a data set can have. */
  abstract int most();

  /** The windows' weights one after the other, the last period first; then all that is older. */
  private static double[] cells(double[][] weights, int windows, boolean withOlder) {
    int locations = weights[0].length;
    double[] cells = new double[windows * locations + (withOlder ? 1 : 0)];
    for (int back = 0; back < weights.length; back++) {
      double[] period = weights[weights.length - 1 - back];
      if (back < windows) {
        System.arraycopy(period, 0, cells, back * locations, locations);
      } else if (withOlder) {
        cells[cells.length - 1] += Arrays.stream(period).sum();
      }
    }
    return cells;
  }

  private static void unfold(int[] cells, int[][] recent) {
    for (int back = 0; back < recent.length; back++) {
      System.arraycopy(cells, back * recent[back].length, recent[back], 0, recent[back].length);
    }
  }

  /** Multinomial. */
  static final class GivenTotal extends Sampler {
    private final CellDraw cells;
    private final int[] counts;
    private final int total;

    GivenTotal(double[] weights, int total) {
      this.cells = new CellDraw(weights);
      this.counts = new int[weights.length];
      this.total = total;
    }

    @Override
    void draw(SplittableRandom random, int[][] recent) {
      cells.sample(random, total, counts);
      unfold(counts, recent);
    }

    @Override
    int most() {
      return total;
    }
  }

  /** Independent Poisson counts: a Poisson total, shared out. */
  static final class Free extends Sampler {
    private final CellDraw cells;
    private final PoissonDraw total;
    private final int[] counts;

    Free(double[] weights) {
      this.cells = new CellDraw(weights);
      this.total = new PoissonDraw(Arrays.stream(weights).sum());
      this.counts = new int[weights.length];
    }

    @Override
    void draw(SplittableRandom random, int[][] recent) {
      cells.sample(random, total.next(random), counts);
      unfold(counts, recent);
    }

    @Override
    int most() {
      return total.most();
    }
  }

  /**
   * Failures drawn from the trials without replacement: a cell is drawn by its trials and refused
   * by the share of them that is drawn already. Of failures and successes the fewer are drawn.
   */
  static final class WithoutReplacement extends Sampler {
    private final CellDraw cells;
    private final double[] trials;
    private final int[] counts;
    private final int failures;
    private final long drawn;
    private final boolean successes;

    WithoutReplacement(ScanData data, int windows) {
      trials = cells(data.weights(), windows, true);
      cells = new CellDraw(trials);
      counts = new int[trials.length];
      failures = (int) ScanChecks.total(data.counts());
      long all = Math.round(Arrays.stream(trials).sum());
      successes = failures > all - failures;
      drawn = successes ? all - failures : failures;
    }

    @Override
    void draw(SplittableRandom random, int[][] recent) {
      Arrays.fill(counts, 0);
      for (long i = 0; i < drawn; i++) {
        int cell = cells.next(random);
        while (counts[cell] > 0 && random.nextDouble() * trials[cell] < counts[cell]) {
          cell = cells.next(random);
        }
        counts[cell]++;
      }
      for (int i = 0; successes && i < counts.length; i++) {
        counts[i] = (int) (trials[i] - counts[i]);
      }
      unfold(counts, recent);
    }

    @Override
    int most() {
      return failures;
    }
  }

  /** The periods of the cases shuffled over their places. */
  static final class Shuffled extends Sampler {
    private final int[] places;
    private final int[] ages;

    Shuffled(int[][] counts) {
      int total = (int) ScanChecks.total(counts);
      places = new int[total];
      ages = new int[total];
      int filled = 0;
      for (int t = 0; t < counts.length; t++) {
        for (int i = 0; i < counts[t].length; i++) {
          Arrays.fill(places, filled, filled + counts[t][i], i);
          Arrays.fill(ages, filled, filled + counts[t][i], counts.length - 1 - t);
          filled += counts[t][i];
        }
      }
    }

    @Override
    void draw(SplittableRandom random, int[][] recent) {
      for (int[] period : recent) {
        Arrays.fill(period, 0);
      }
      for (int i = ages.length - 1; i >= 0; i--) {
        int other = random.nextInt(i + 1);
        int age = ages[other];
        ages[other] = ages[i];
        ages[i] = age;
        if (age < recent.length) {
          recent[age][places[i]]++;
        }
      }
    }

    @Override
    int most() {
      return places.length;
    }
  }
}
