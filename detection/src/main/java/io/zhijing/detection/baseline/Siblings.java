package io.zhijing.detection.baseline;

import io.zhijing.detection.baseline.RatePosterior.Periods;
import io.zhijing.detection.baseline.RatePosterior.Prior;
import io.zhijing.detection.stats.BetaBinomialLog;
import java.util.Arrays;
import java.util.List;

/**
 * What the strata beside a thin one tell of it: empirical Bayes (Efron and Morris, 1975, JASA 70;
 * for a beta-binomial Griffiths, 1973, Biometrics 29). The pooled rate is the centre; how much it
 * is worth follows from how far the siblings' rates lie apart, by maximum likelihood over a grid;
 * the mixing weights of the correlations are those of the siblings, by expectation maximisation.
 *
 * <p>Wrong for a stratum that differs from its siblings for a lasting reason, as long as it is
 * thin.
 */
public final class Siblings {
  private static final double[] STRENGTHS = {10, 30, 100, 300, 1000, 3000};
  private static final int ROUNDS = 3;

  private Siblings() {}

  /**
   * The prior from the periods {@code from} (included) to {@code to} (excluded) of the siblings.
   * Without any trial there it is {@link Prior#none()}.
   */
  public static Prior prior(List<Periods> siblings, int from, int to) {
    double failures = 0.5;
    double trials = 1;
    for (Periods sibling : siblings) {
      for (int i = from; i < to; i++) {
        if (sibling.hasReference(i)) {
          failures += sibling.failures()[i];
          trials += sibling.trials()[i] * sibling.reference()[i];
        }
      }
    }
    if (trials <= 1) {
      return Prior.none();
    }
    double centre = failures / trials;
    double[] correlations = flat();
    for (int round = 0; round < ROUNDS; round++) {
      correlations = mixing(siblings, from, to, new Prior(centre, STRENGTHS[2], correlations));
    }
    double rho = mean(correlations);
    return new Prior(centre, strength(siblings, from, to, centre, rho), correlations);
  }

  private static double[] flat() {
    double[] weights = new double[RatePosterior.grid().length];
    Arrays.fill(weights, 1.0 / weights.length);
    return weights;
  }

  private static double[] mixing(List<Periods> siblings, int from, int to, Prior prior) {
    double[] mixed = new double[prior.correlations().length];
    for (Periods sibling : siblings) {
      double[] all = new double[to];
      for (int i = from; i < to; i++) {
        all[i] = sibling.hasReference(i) ? 1 : 0;
      }
      double[] posterior = RatePosterior.fit(sibling, from, to, all, prior).correlations();
      for (int g = 0; g < mixed.length; g++) {
        mixed[g] += posterior[g] / siblings.size();
      }
    }
    for (int g = 0; g < mixed.length; g++) {
      mixed[g] = 0.99 * mixed[g] + 0.01 / mixed.length;
    }
    return mixed;
  }

  private static double mean(double[] correlations) {
    double sum = 0;
    double[] grid = RatePosterior.grid();
    for (int g = 0; g < grid.length; g++) {
      sum += correlations[g] * grid[g];
    }
    return sum;
  }

  private static double strength(
      List<Periods> siblings, int from, int to, double centre, double rho) {
    double best = STRENGTHS[0];
    double highest = Double.NEGATIVE_INFINITY;
    for (double strength : STRENGTHS) {
      double log = 0;
      for (Periods sibling : siblings) {
        double failures = 0;
        double trials = 0;
        double expected = 0;
        for (int i = from; i < to; i++) {
          double n = sibling.trials()[i];
          if (n > 0 && sibling.hasReference(i)) {
            failures += sibling.failures()[i] / (1 + (n - 1) * rho);
            trials += n / (1 + (n - 1) * rho);
            expected += sibling.reference()[i] * n / (1 + (n - 1) * rho);
          }
        }
        if (trials > 0) {
          double whole = Math.rint(trials);
          log +=
              BetaBinomialLog.kernel(
                  Math.min(whole, Math.rint(failures)),
                  Math.max(1, whole),
                  Math.min(0.999, centre * expected / trials),
                  1 / (strength + 1));
        }
      }
      if (log > highest) {
        highest = log;
        best = strength;
      }
    }
    return best;
  }
}
