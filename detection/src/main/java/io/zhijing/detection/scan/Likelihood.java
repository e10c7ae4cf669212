package io.zhijing.detection.scan;

/**
 * The log likelihood ratio of "a higher rate inside" against "the same rate everywhere", for every
 * window and set. Windows are numbered from 0, which is the last period alone; sets by slot.
 */
abstract sealed class Likelihood {

  /** {@code [window][slot]}: expected cases or failures inside. */
  final double[][] expected;

  /** Cases or failures in all. */
  final double total;

  private Likelihood(double[][] expected, double total) {
    this.expected = expected;
    this.total = total;
  }

  /** The likelihood of the data over the family's sets, in the windows of up to so many periods. */
  static Likelihood of(ScanData data, SetFamily family, int windows) {
    double[][] weights = data.weights();
    double[][] inside = inside(weights, family, windows);
    double total = ScanChecks.total(data.counts());
    if (data instanceof ScanData.ExpectationBased) {
      return new OfBaselines(inside, total);
    }
    double all = 0;
    for (double[] row : weights) {
      for (double weight : row) {
        all += weight;
      }
    }
    double[][] expected = new double[windows][];
    for (int window = 0; window < windows; window++) {
      expected[window] = new double[inside[window].length];
      for (int slot = 0; slot < expected[window].length; slot++) {
        expected[window][slot] = inside[window][slot] * (total / all);
      }
    }
    return data instanceof ScanData.Bernoulli
        ? new OfTrials(expected, total, inside, all)
        : new GivenTotal(expected, total);
  }

  private static double[][] inside(double[][] weights, SetFamily family, int windows) {
    double[] recent = new double[family.locations()];
    double[][] inside = new double[windows][family.size() + 1];
    for (int window = 0; window < windows; window++) {
      double[] period = weights[weights.length - 1 - window];
      for (int i = 0; i < recent.length; i++) {
        recent[i] += period[i];
      }
      family.sum(recent, inside[window]);
    }
    return inside;
  }

  /** The ratio for a count at or above {@link #least}; grows with the count. */
  abstract double ratio(int window, int slot, int count);

  /** The largest count there can be. */
  abstract int most(int window, int slot);

  /** Rate inside over rate outside, or over the baseline. */
  abstract double relativeRisk(int window, int slot, int count);

  /** The smallest count above what is expected; no count reaches it where nothing is expected. */
  final int least(int window, int slot) {
    double inside = expected[window][slot];
    return inside > 0 && hasOutside(inside) ? (int) Math.floor(inside) + 1 : Integer.MAX_VALUE;
  }

  /** Whether anything is expected outside, beyond rounding. */
  boolean hasOutside(double inside) {
    return inside < total * (1 - 1e-12);
  }

  /**
   * x log(x / y) for x = y + excess, 0 for x = 0. The excess is given, since among many trials it
   * is too small to be had from x and y.
   */
  static double term(double x, double y, double excess) {
    return x > 0 ? x * Math.log1p(excess / y) : 0;
  }

  /** Poisson given the total, and the permutation model (Kulldorff 1997, 2005). */
  static final class GivenTotal extends Likelihood {
    GivenTotal(double[][] expected, double total) {
      super(expected, total);
    }

    @Override
    double ratio(int window, int slot, int count) {
      double inside = expected[window][slot];
      double excess = count - inside;
      return term(count, inside, excess) + term(total - count, total - inside, -excess);
    }

    @Override
    int most(int window, int slot) {
      return (int) total;
    }

    @Override
    double relativeRisk(int window, int slot, int count) {
      double inside = expected[window][slot];
      return count / inside / ((total - count) / (total - inside));
    }
  }

  /** Poisson around baselines (Neill et al. 2005): nothing is estimated outside. */
  static final class OfBaselines extends Likelihood {
    OfBaselines(double[][] expected, double total) {
      super(expected, total);
    }

    @Override
    double ratio(int window, int slot, int count) {
      double inside = expected[window][slot];
      double excess = count - inside;
      return term(count, inside, excess) - excess;
    }

    @Override
    int most(int window, int slot) {
      return Integer.MAX_VALUE - 1;
    }

    @Override
    boolean hasOutside(double inside) {
      return true;
    }

    @Override
    double relativeRisk(int window, int slot, int count) {
      return count / expected[window][slot];
    }
  }

  /** Failures of trials (Kulldorff 1997, Bernoulli). */
  static final class OfTrials extends Likelihood {
    private final double[][] trials;
    private final double allTrials;
    private final double rate;

    OfTrials(double[][] expected, double total, double[][] trials, double allTrials) {
      super(expected, total);
      this.trials = trials;
      this.allTrials = allTrials;
      this.rate = total / allTrials;
    }

    @Override
    double ratio(int window, int slot, int count) {
      double inside = trials[window][slot];
      double outside = allTrials - inside;
      double failures = expected[window][slot];
      double excess = count - failures;
      return term(count, failures, excess)
          + term(inside - count, inside * (1 - rate), -excess)
          + term(total - count, total - failures, -excess)
          + term(outside - (total - count), outside * (1 - rate), excess);
    }

    @Override
    int most(int window, int slot) {
      return (int) Math.min(total, trials[window][slot]);
    }

    @Override
    double relativeRisk(int window, int slot, int count) {
      double outside = allTrials - trials[window][slot];
      return count / trials[window][slot] / ((total - count) / outside);
    }
  }
}
