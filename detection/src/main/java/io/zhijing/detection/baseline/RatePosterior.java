package io.zhijing.detection.baseline;

import io.zhijing.detection.stats.BetaBinomial;
import io.zhijing.detection.stats.BetaBinomialLog;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What is known of a failure rate and of how much failures of one period hang together: a
 * beta-binomial whose intra-period correlation rho is not estimated but averaged over a grid, each
 * value weighted by how well it explains the reference (Gelman et al., Bayesian Data Analysis, 3rd
 * ed., 5.1 and 7.4). The rate of a period is factor x reference rate; for each rho the factor is
 * the weighted ratio of failures to reference failures, drawn towards the prior, and its
 * uncertainty widens the predicted failures. Past rises are down-weighted by their tail
 * probability.
 *
 * <p>Wrong when the rate has a season that the reference rates do not hold, or when a rate changed
 * and stayed within the reference.
 */
public final class RatePosterior {
  private static final double[] CORRELATIONS = {1e-5, .002, .005, .01, .02, .04, .08, .15};
  private static final double OUTLYING = 2.58;
  private static final double LOOK_AT = 2;
  private static final double MIN_TAIL = 1e-12;
  private static final double MAX_RATE = 0.999;
  private static final double MAX_CORRELATION = 0.5;
  private static final int ROBUST_ROUNDS = 3;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double[] factor;
  private final double[] uncertainty;
  private final double[] typical;
  private final double[] weight;

  private RatePosterior(double[] factor, double[] uncertainty, double[] typical, double[] weight) {
    this.factor = factor;
    this.uncertainty = uncertainty;
    this.typical = typical;
    this.weight = weight;
  }

  /**
   * Consecutive periods.
   *
   * @param trials tests by period, 0 where there was none
   * @param failures failures by period, at most the trials
   * @param reference rate by period that the factor multiplies, in (0, 1]; all 1 if there is none,
   *     0 in a period of which no reference rate is known
   */
  public record Periods(double[] trials, double[] failures, double[] reference) {
    /** Whether the period can teach or be judged as far as its reference rate goes. */
    public boolean hasReference(int period) {
      return reference[period] > 0 && reference[period] <= 1;
    }

    /** Periods without a reference rate: the factor is the rate itself. */
    public static Periods plain(double[] trials, double[] failures) {
      double[] ones = new double[trials.length];
      Arrays.fill(ones, 1);
      return new Periods(trials, failures, ones);
    }
  }

  /**
   * What is known beforehand.
   *
   * @param factor expected factor
   * @param trials how many tests that knowledge is worth, positive
   * @param correlations prior weight of each correlation of the grid, or empty for equal weights
   */
  public record Prior(double factor, double trials, double... correlations) {
    /** Jeffreys' prior of a rate. */
    public static Prior none() {
      return new Prior(0.5, 1);
    }
  }

  /**
   * Learns from the periods {@code from} (included) to {@code to} (excluded).
   *
   * @param weights by period of {@code periods}: 1, or 0 to leave it out
   */
  public static RatePosterior fit(
      Periods periods, int from, int to, double[] weights, Prior prior) {
    double[] robust = weights.clone();
    RatePosterior fitted = once(periods, from, to, robust, prior);
    for (int round = 1; round < ROBUST_ROUNDS; round++) {
      boolean changed = false;
      for (int i = from; i < to; i++) {
        double each = weights[i] > 0 ? weights[i] * fitted.trust(periods, i) : 0;
        changed |= each != robust[i];
        robust[i] = each;
      }
      if (!changed) {
        break;
      }
      fitted = once(periods, from, to, robust, prior);
    }
    return fitted;
  }

  private static RatePosterior once(
      Periods periods, int from, int to, double[] weights, Prior prior) {
    int grid = CORRELATIONS.length;
    double[] factor = new double[grid];
    double[] uncertainty = new double[grid];
    double[] typical = new double[grid];
    double[] log = new double[grid];
    for (int g = 0; g < grid; g++) {
      double rho = CORRELATIONS[g];
      typical[g] = typicalReference(periods, from, to, weights, rho);
      double failures = prior.factor() * prior.trials() * typical[g];
      double expected = prior.trials() * typical[g];
      double trials = prior.trials();
      for (int i = from; i < to; i++) {
        double n = periods.trials()[i];
        if (n > 0) {
          double each = weights[i] / (1 + (n - 1) * rho);
          failures += each * periods.failures()[i];
          expected += each * n * periods.reference()[i];
          trials += each * n;
        }
      }
      factor[g] = failures / expected;
      uncertainty[g] = 1 / trials;
      log[g] = prior.correlations().length == 0 ? 0 : Math.log(prior.correlations()[g]);
      for (int i = from; i < to; i++) {
        if (periods.trials()[i] > 0 && weights[i] > 0) {
          double rate = Math.min(MAX_RATE, factor[g] * periods.reference()[i]);
          log[g] +=
              weights[i]
                  * BetaBinomialLog.kernel(periods.failures()[i], periods.trials()[i], rate, rho);
        }
      }
    }
    return new RatePosterior(factor, uncertainty, typical, normalised(log));
  }

  /** The mean reference rate of a test: what a test lent by the prior is taken to have had. */
  private static double typicalReference(
      Periods periods, int from, int to, double[] weights, double rho) {
    double expected = 0;
    double trials = 0;
    for (int i = from; i < to; i++) {
      double n = periods.trials()[i];
      if (n > 0) {
        double each = weights[i] / (1 + (n - 1) * rho);
        expected += each * n * periods.reference()[i];
        trials += each * n;
      }
    }
    return trials > 0 && expected > 0 ? expected / trials : 1;
  }

  private static double[] normalised(double[] log) {
    double top = Arrays.stream(log).max().orElse(0);
    double[] weight = new double[log.length];
    double sum = 0;
    for (int g = 0; g < log.length; g++) {
      weight[g] = Math.exp(log[g] - top);
      sum += weight[g];
    }
    for (int g = 0; g < log.length; g++) {
      weight[g] /= sum;
    }
    return weight;
  }

  /** 1 for a period like the others, less the further its failures lie in the upper tail. */
  private double trust(Periods periods, int i) {
    double n = periods.trials()[i];
    if (n == 0) {
      return 1;
    }
    double rate = rate(periods.reference()[i]);
    double rho = correlation();
    double sigma = Math.sqrt(n * rate * (1 - rate) * (1 + (n - 1) * rho));
    long failures = Math.round(periods.failures()[i]);
    if (failures - n * rate < LOOK_AT * sigma) {
      return 1;
    }
    double strength = 1 / rho - 1;
    BetaBinomial predicted =
        new BetaBinomial(Math.round(n), rate * strength, (1 - rate) * strength);
    double tail = 0.5 * (predicted.upperTail(failures) + predicted.upperTail(failures + 1));
    double z = NORMAL.inverseSurvivalProbability(Math.max(MIN_TAIL, tail));
    return z > OUTLYING ? (OUTLYING / z) * (OUTLYING / z) : 1;
  }

  /** Expected failure probability of a period with the reference rate. */
  public double rate(double reference) {
    double sum = 0;
    for (int g = 0; g < factor.length; g++) {
      sum += weight[g] * factor[g];
    }
    return Math.min(MAX_RATE, sum * reference);
  }

  /** Expected intra-period correlation. */
  public double correlation() {
    double sum = 0;
    for (int g = 0; g < weight.length; g++) {
      sum += weight[g] * CORRELATIONS[g];
    }
    return sum;
  }

  /** Posterior weight of each correlation of the grid (a copy), as a prior for another stratum. */
  public double[] correlations() {
    return weight.clone();
  }

  /** The grid of correlations (a copy). */
  public static double[] grid() {
    return CORRELATIONS.clone();
  }

  /**
   * Log probabilities of a period, up to a constant that no odds ratio changes.
   *
   * @param failures of the period
   * @param trials of the period, positive
   * @param reference reference rate of the period
   * @param oddsRatios by which the odds are multiplied
   * @param into one value by odds ratio is written here
   */
  public void logProbabilities(
      double failures, double trials, double reference, double[] oddsRatios, double[] into) {
    Arrays.fill(into, 0);
    double top = Double.NEGATIVE_INFINITY;
    double[] log = new double[factor.length * into.length];
    for (int g = 0, at = 0; g < factor.length; g++) {
      double rate = Math.min(MAX_RATE, factor[g] * reference);
      double rho = Math.min(MAX_CORRELATION, CORRELATIONS[g] + uncertainty[g]);
      for (double odds : oddsRatios) {
        double raised = odds * rate / (1 - rate + odds * rate);
        log[at] =
            weight[g] < 1e-9
                ? Double.NEGATIVE_INFINITY
                : BetaBinomialLog.kernel(failures, trials, raised, rho);
        top = Math.max(top, log[at]);
        at++;
      }
    }
    for (int g = 0, at = 0; g < factor.length; g++) {
      for (int i = 0; i < into.length; i++) {
        into[i] += weight[g] * Math.exp(log[at++] - top);
      }
    }
    for (int i = 0; i < into.length; i++) {
      into[i] = Math.log(Math.max(Double.MIN_NORMAL, into[i])) + top;
    }
  }

  /** A drawn state of the world for simulation. */
  public record Draw(double factor, double correlation) {}

  /**
   * The state of the world at the given place of the posterior.
   *
   * @param which uniform in [0, 1): which correlation
   * @param normal standard normal: how far off the factor is
   */
  public Draw draw(double which, double normal) {
    double left = which;
    int g = 0;
    while (g < weight.length - 1 && left >= weight[g]) {
      left -= weight[g];
      g++;
    }
    double rate = Math.min(1, factor[g] * typical[g]);
    double sigma = Math.sqrt(uncertainty[g] * (1 - rate) / rate);
    return new Draw(factor[g] * Math.exp(normal * sigma - 0.5 * sigma * sigma), CORRELATIONS[g]);
  }
}
