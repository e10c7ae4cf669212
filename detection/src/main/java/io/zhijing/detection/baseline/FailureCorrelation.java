package io.zhijing.detection.baseline;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How much the failures of one window hang together, learnt from what came before. A dozen
 * reference windows tell little of that, so it is learnt in two steps: first from short blocks of
 * their days, of which there are several to a window, as if blocks were independent; then from the
 * windows, whether they lie further apart than their blocks let expect, as they do where the rate
 * drifts.
 *
 * <p>Each step weighs a grid of correlations, from the least one upwards, by a prior that prefers
 * the least and by the likelihood of square roots of failures, which are nearer to normal than the
 * failures are where those swing widely (Anscombe, Biometrika 35, 1948), about their median and
 * with the variance of a beta-binomial, n p (1 - p) (1 + (n - 1) rho), divided by that of a Poisson
 * count (moments: Kleinman, JASA 68, 1973; Williams, Applied Statistics 31, 1982). It takes the
 * geometric mean of the grid, less what the prior alone would say: what tells nothing teaches
 * nothing.
 *
 * <p>An outbreak in the past must not count as the usual spread. Of the periods that lie highest it
 * is only used that they lie no lower than the next (type II censoring: Cohen, Technometrics 1,
 * 1959): of as many as an outbreak of four weeks touches, but of no more than one in five.
 *
 * <p>A trend or a season of the rate counts as correlation, which costs power. What is estimated is
 * used as if it were known, so where failures hang together much and few windows tell how much,
 * what is called unlikely is less unlikely than it says.
 */
final class FailureCorrelation {
  /** Of the least correlation, of twice as much, of four times as much and so on. */
  private static final double[] PRIOR = {.8, .1, .05, .025, .015, .01};

  /** How soon the prior is no longer taken off, once the least is believed less than by it. */
  private static final double FADING = 4;

  private static final double MOST = 0.5;
  private static final double MAX_RATE = 0.999;
  private static final int MIN_PERIODS = 4;
  private static final int OUTBREAK_DAYS = 28;

  /** Periods to each that is censored. */
  private static final int PERIODS_EACH = 5;

  /** Added to counts before the root is taken. */
  private static final double ANSCOMBE = 0.375;

  /** Products below it can be multiplied once more. */
  private static final double LARGE = 1e200;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double least;

  /** Correlations of at least {@code least}, in (0, {@value MOST}). */
  FailureCorrelation(double least) {
    this.least = least;
  }

  /**
   * Periods of equal length.
   *
   * @param days of each
   * @param trials by period
   * @param failures by period
   * @param expected failures by period, up to a factor; a period of which nothing is expected tells
   *     nothing
   */
  record Periods(int days, double[] trials, double[] failures, double[] expected) {
    /** Those that tell something. */
    Periods telling() {
      int[] telling =
          IntStream.range(0, trials.length).filter(i -> trials[i] > 0 && expected[i] > 0).toArray();
      return telling.length == trials.length
          ? this
          : new Periods(days, at(trials, telling), at(failures, telling), at(expected, telling));
    }

    private static double[] at(double[] values, int[] where) {
      return Arrays.stream(where).mapToDouble(i -> values[i]).toArray();
    }

    private int count() {
      return trials.length;
    }

    /** How many other trials share the period of a trial: mean over the trials. */
    private double company() {
      double sum = 0;
      double squares = 0;
      for (double each : trials) {
        sum += each;
        squares += each * each;
      }
      return sum == 0 ? 0 : squares / sum - 1;
    }

    private int censored() {
      int touched = (OUTBREAK_DAYS + days - 1) / days + 1;
      return Math.min(touched, count() / PERIODS_EACH);
    }

    /** How many independent trials they are worth if those of a period hang together so much. */
    double worth(double correlation) {
      double worth = 0;
      for (double each : trials) {
        worth += each / (1 + Math.max(0, each - 1) * correlation);
      }
      return worth;
    }
  }

  /**
   * The correlation of a window's failures, in (0, 1).
   *
   * @param blocks of the windows' days; the windows themselves if they are short
   * @param windows reference windows
   */
  double of(Periods blocks, Periods windows) {
    Periods longer = windows.telling();
    if (longer.count() < MIN_PERIODS) {
      return least;
    }
    Periods shorter = blocks.telling();
    double ratio = shorter.company() <= 0 ? 0 : longer.company() / shorter.company();
    if (shorter.count() == longer.count() || ratio <= 1) {
      return new Spread(longer, least).mean();
    }
    double ofBlocks = new Spread(shorter, Math.min(MOST, least * ratio)).mean();
    return new Spread(longer, Math.max(least, ofBlocks / ratio)).mean();
  }

  /** How far periods lie from their own rate, which a lasting difference from others is part of. */
  private static final class Spread {
    private final double from;
    private final double[] trials;

    /** Twice the root of the failures less that of those expected, less the median of that. */
    private final double[] above;

    /** Variances of it where failures do not hang together. */
    private final double[] chance;

    /** By period: whether no more is used than that it lies no lower than the next. */
    private final boolean[] censored;

    /** The period that lies highest of those that are not censored. */
    private int highest;

    Spread(Periods periods, double from) {
      int count = periods.count();
      this.from = from;
      this.trials = periods.trials();
      this.above = new double[count];
      this.chance = new double[count];
      this.censored = new boolean[count];
      double factor =
          (Arrays.stream(periods.failures()).sum() + 0.5)
              / (Arrays.stream(periods.expected()).sum() + 1);
      for (int i = 0; i < count; i++) {
        double expected = Math.min(MAX_RATE * trials[i], factor * periods.expected()[i]);
        double usual = expected + ANSCOMBE;
        above[i] = 2 * (Math.sqrt(periods.failures()[i] + ANSCOMBE) - Math.sqrt(usual));
        chance[i] = expected / usual * (1 - expected / trials[i]);
      }
      double[] sorted = above.clone();
      Arrays.sort(sorted);
      double median = (sorted[count / 2] + sorted[(count - 1) / 2]) / 2;
      for (int i = 0; i < count; i++) {
        above[i] -= median;
      }
      censor(periods.censored());
    }

    /** The highest ones; of equal ones none. */
    private void censor(int most) {
      double[] heights = new double[above.length];
      for (int i = 0; i < heights.length; i++) {
        heights[i] = above[i] / Math.sqrt(chance[i] * (1 + (trials[i] - 1) * from));
      }
      double[] sorted = heights.clone();
      Arrays.sort(sorted);
      double cut = sorted[sorted.length - 1 - most];
      for (int i = 0; i < heights.length; i++) {
        censored[i] = heights[i] > cut;
        highest = heights[i] == cut ? i : highest;
      }
    }

    /** Less what the prior alone would say, as long as the least is believed as much as by it. */
    double mean() {
      double[] weights = new double[PRIOR.length];
      double top = Double.NEGATIVE_INFINITY;
      for (int g = 0; g < weights.length; g++) {
        weights[g] = Math.log(PRIOR[g]) + logLikelihood(correlation(g));
        top = Math.max(top, weights[g]);
      }
      double sum = 0;
      double log = 0;
      double ofPrior = 0;
      for (int g = 0; g < weights.length; g++) {
        double weight = Math.exp(weights[g] - top);
        double above = Math.log(correlation(g) / from);
        sum += weight;
        log += weight * above;
        ofPrior += PRIOR[g] * above;
      }
      double believed = Math.min(1, Math.exp(weights[0] - top) / sum / PRIOR[0]);
      return from * Math.exp(Math.max(0, log / sum - ofPrior * Math.pow(believed, FADING)));
    }

    private double correlation(int g) {
      return Math.min(Math.max(from, MOST), from * (1 << g));
    }

    /** Freedom is that of the periods less one, whose common rate was taken from them. */
    private double logLikelihood(double correlation) {
      double freedom = (trials.length - 1.0) / trials.length;
      double squares = 0;
      double product = 1;
      double logs = 0;
      int hidden = 0;
      for (int i = 0; i < trials.length; i++) {
        if (censored[i]) {
          hidden++;
          continue;
        }
        double inflation = freedom * (1 + (trials[i] - 1) * correlation);
        squares += above[i] * above[i] / (chance[i] * inflation);
        product *= inflation;
        if (product > LARGE) {
          logs += Math.log(product);
          product = 1;
        }
      }
      double sum = -0.5 * (logs + Math.log(product) + squares);
      if (hidden > 0) {
        double inflation = freedom * (1 + (trials[highest] - 1) * correlation);
        double height = above[highest] / Math.sqrt(chance[highest] * inflation);
        double noLower = Math.max(Double.MIN_NORMAL, NORMAL.survivalProbability(height));
        sum += hidden * Math.log(noLower);
      }
      return freedom * sum;
    }
  }
}
