package io.zhijing.detection.regression;

import java.util.Arrays;

/**
 * The quasi-Poisson log-linear model with a level for each season and, if wanted, a linear trend:
 * log E(y) = level(season) + slope * time + log(exposure).
 *
 * <p>Its information matrix is an arrow (a diagonal of levels, one border for the trend), so a step
 * needs sums by level and one Schur complement: O(rows), where a dense solver needs O(rows *
 * columns^2). Start, step and stopping rule are those of iteratively reweighted least squares as
 * statistics packages run it (McCullagh and Nelder, Generalized Linear Models, 2nd ed., 2.5): mean
 * = count + 0.1, stop at a relative deviance change of 1e-8, at most 25 steps. They are part of the
 * result: the fit stops short of the optimum exactly where R's {@code glm} does.
 *
 * <p>An instance is a workspace that is filled and fitted over and over; it is not thread-safe.
 * What is asked after a fit holds for that fit only.
 */
public final class SeasonalTrendFit {
  private static final double TOLERANCE = 1e-8;
  private static final int MAX_STEPS = 25;

  /** Below this share of the trend's sum of squares, levels explain it and it is not identified. */
  private static final double ALIASED = 1e-20;

  /** Below this share, a difference of sums has lost digits and is summed afresh. */
  private static final double NEARLY_ALIASED = 1e-5;

  /** A mean never falls below, so that a residual relative to it stays a number. */
  private static final double LEAST_MEAN = Math.ulp(1.0);

  private static final double STEEP = 200;

  /** How a fit ended. */
  public enum Outcome {
    /** The deviance settled. */
    CONVERGED,
    /** It did not in 25 steps; the last step stands. */
    NOT_CONVERGED,
    /** A step left the numbers and halving it did not help; nothing stands. */
    DIVERGED,
    /** There are no rows, or the trend is a combination of the levels; nothing stands. */
    NOT_IDENTIFIED
  }

  private final SeasonalRows rows;
  private final int seasons;
  private final double[] level;
  private final double[] levelBefore;
  private final double[] right;
  private final double[] factors;
  private final double[] countPlain;
  private double countTimed;
  private double slope;
  private double slopeBefore;
  private double rightTime;

  private double[] mean = new double[0];
  private double[] workingMean = new double[0];
  private double[] power = new double[0];
  private LevelSums sums;
  private LevelSums workingSums;
  private double schur;
  private boolean trend;
  private int rank;

  /** A workspace over rows that may change between fits. */
  public SeasonalTrendFit(SeasonalRows rows) {
    this.rows = rows;
    seasons = rows.seasons();
    level = new double[seasons];
    levelBefore = new double[seasons];
    right = new double[seasons];
    factors = new double[seasons];
    countPlain = new double[seasons];
    sums = new LevelSums(seasons);
    workingSums = new LevelSums(seasons);
  }

  /** Fits the model to the present rows and weights. */
  public Outcome fit(boolean withTrend) {
    if (rows.size == 0) {
      return Outcome.NOT_IDENTIFIED;
    }
    trend = withTrend;
    slope = 0;
    reserve();
    double deviance = start();
    for (int step = 1; step <= MAX_STEPS; step++) {
      if (!solve(step == 1)) {
        return Outcome.NOT_IDENTIFIED;
      }
      swap();
      double next = evaluate();
      for (int halving = 0; !Double.isFinite(next); halving++) {
        if (step == 1 || halving == MAX_STEPS) {
          return Outcome.DIVERGED;
        }
        halve();
        next = evaluate();
      }
      if (Math.abs(next - deviance) / (Math.abs(next) + 0.1) < TOLERANCE) {
        return Outcome.CONVERGED;
      }
      deviance = next;
      score();
    }
    return Outcome.NOT_CONVERGED;
  }

  private void reserve() {
    if (mean.length < rows.size) {
      mean = new double[rows.count.length];
      workingMean = new double[rows.count.length];
      power = new double[rows.count.length];
    }
  }

  /** Means at the start, and the weighted working responses as the first right-hand side. */
  private double start() {
    Arrays.fill(right, 0);
    Arrays.fill(countPlain, 0);
    rightTime = 0;
    countTimed = 0;
    sums.clear();
    double deviance = 0;
    int from = 0;
    for (int s = 0; s < rows.segments; s++) {
      deviance += startSegment(from, rows.segmentEnd[s]);
      from = rows.segmentEnd[s];
    }
    return 2 * deviance;
  }

  private double startSegment(int from, int to) {
    double deviance = 0;
    double plain = 0;
    double timed = 0;
    double response = 0;
    double counts = 0;
    for (int i = from; i < to; i++) {
      double y = rows.count[i];
      double mu = y + 0.1;
      double t = rows.time[i];
      double omega = rows.weight[i];
      double w = omega * mu;
      double eta = rows.logStart[i];
      double wz = w * (eta - rows.logExposure[i]) - 0.1 * omega;
      mean[i] = mu;
      plain += w;
      timed += w * t;
      sums.squared += w * t * t;
      response += wz;
      rightTime += wz * t;
      counts += omega * y;
      countTimed += omega * y * t;
      deviance += omega * (rows.entropy[i] - y * eta + 0.1);
    }
    int g = rows.season[from];
    sums.plain[g] += plain;
    sums.timed[g] += timed;
    right[g] += response;
    countPlain[g] += counts;
    return deviance;
  }

  /** Solves the arrow for the parameters themselves, or for their change. */
  private boolean solve(boolean absolute) {
    double complement = sums.squared;
    double reduced = rightTime;
    rank = trend ? 1 : 0;
    for (int g = 0; g < seasons; g++) {
      if (sums.plain[g] > 0) {
        rank++;
        double centre = sums.timed[g] / sums.plain[g];
        complement -= centre * sums.timed[g];
        reduced -= centre * right[g];
      }
    }
    if (trend && !absolute && complement < NEARLY_ALIASED * sums.squared) {
      complement = centredSquares();
      reduced = centredScore();
    }
    schur = complement;
    if (trend && !(complement > ALIASED * sums.squared)) {
      return false;
    }
    double slopeChange = trend ? reduced / complement : 0;
    slopeBefore = slope;
    slope = absolute ? slopeChange : slope + slopeChange;
    for (int g = 0; g < seasons; g++) {
      levelBefore[g] = level[g];
      double change =
          sums.plain[g] > 0 ? (right[g] - sums.timed[g] * slopeChange) / sums.plain[g] : 0;
      level[g] = absolute ? change : level[g] + change;
    }
    return true;
  }

  /** Squares of the times about the centres of their levels, where nearly all weight is on one. */
  private double centredSquares() {
    double squares = 0;
    for (int i = 0; i < rows.size; i++) {
      double distance = rows.time[i] - centre(rows.season[i]);
      squares += rows.weight[i] * mean[i] * distance * distance;
    }
    return squares;
  }

  private double centredScore() {
    double sum = 0;
    for (int i = 0; i < rows.size; i++) {
      double distance = rows.time[i] - centre(rows.season[i]);
      sum += rows.weight[i] * (rows.count[i] - mean[i]) * distance;
    }
    return sum;
  }

  private double centre(int season) {
    return sums.plain[season] > 0 ? sums.timed[season] / sums.plain[season] : 0;
  }

  /** The present means become the working means; room for the next ones. */
  private void swap() {
    double[] means = workingMean;
    workingMean = mean;
    mean = means;
    LevelSums spare = workingSums;
    workingSums = sums;
    sums = spare;
  }

  private void halve() {
    slope = (slope + slopeBefore) / 2;
    for (int g = 0; g < seasons; g++) {
      level[g] = (level[g] + levelBefore[g]) / 2;
    }
  }

  /** Means, their sums and the deviance at the present parameters. */
  private double evaluate() {
    sums.clear();
    rows.powers(slope, power);
    exponents(1);
    boolean steep = steep();
    double deviance = 0;
    int from = 0;
    for (int s = 0; s < rows.segments; s++) {
      int to = rows.segmentEnd[s];
      int g = rows.season[from];
      double base = level[g];
      double factor = factors[g];
      double plain = 0;
      double timed = 0;
      double squared = 0;
      for (int i = from; i < to; i++) {
        double t = rows.time[i];
        double omega = rows.weight[i];
        double y = rows.count[i];
        double mu = (steep ? Math.exp(base + slope * t) : factor * power[i]) * rows.exposure[i];
        mu = mu < LEAST_MEAN ? LEAST_MEAN : mu;
        double w = omega * mu;
        mean[i] = mu;
        plain += w;
        timed += w * t;
        squared += w * t * t;
        deviance +=
            omega * (rows.entropy[i] - y * (base + slope * t + rows.logExposure[i] + 1)) + w;
      }
      sums.plain[g] += plain;
      sums.timed[g] += timed;
      sums.squared += squared;
      from = to;
    }
    return 2 * deviance;
  }

  /** The right-hand side of a change: weighted counts less weighted means. */
  private void score() {
    rightTime = countTimed;
    for (int g = 0; g < seasons; g++) {
      right[g] = countPlain[g] - sums.plain[g];
      rightTime -= sums.timed[g];
    }
  }

  /** Whether the factors of level and trend may leave the numbers though their product does not. */
  private boolean steep() {
    return Math.abs(slope) * rows.time[rows.size - 1] > STEEP;
  }

  private void exponents(double share) {
    for (int g = 0; g < seasons; g++) {
      factors[g] = Math.exp(share * level[g]);
    }
  }

  /** Rows of positive weight less parameters; 0 or less leaves no dispersion. */
  public int degreesOfFreedom() {
    int used = 0;
    for (int i = 0; i < rows.size; i++) {
      if (rows.weight[i] > 0) {
        used++;
      }
    }
    return used - rank;
  }

  /** Pearson's dispersion, with the weights of the last step and the means after it. */
  public double dispersion() {
    double sum = 0;
    for (int i = 0; i < rows.size; i++) {
      double residual = (rows.count[i] - mean[i]) / mean[i];
      sum += rows.weight[i] * workingMean[i] * residual * residual;
    }
    return sum / degreesOfFreedom();
  }

  /** The dispersion that results if the prior weights stand where the working weights belong. */
  public double priorWeightDispersion() {
    double sum = 0;
    for (int i = 0; i < rows.size; i++) {
      double residual = (rows.count[i] - mean[i]) / mean[i];
      sum += rows.weight[i] * residual * residual;
    }
    return sum / degreesOfFreedom();
  }

  /**
   * Gives rows that look like past outbreaks less weight; see {@link AnscombeWeights}.
   *
   * @param phi dispersion, at least 1
   * @param threshold above which a standardised residual counts as an outbreak
   */
  public void reweigh(double phi, double threshold) {
    exponents(-1.0 / 6);
    new AnscombeWeights(this, rows).assign(phi * threshold * threshold, phi);
  }

  /** mean^(-1/6) of a row, from its level's and its trend's. */
  double inverseSixthRoot(int row, double trendPower) {
    int g = rows.season[row];
    double root =
        steep() ? Math.exp(-(level[g] + slope * rows.time[row]) / 6) : factors[g] * trendPower;
    return rows.offset ? root * Math.exp(-rows.logExposure[row] / 6) : root;
  }

  double fitted(int row) {
    return mean[row];
  }

  double workingSum(int season) {
    return workingSums.plain[season];
  }

  double workingCentre(int season) {
    return workingSums.timed[season] / workingSums.plain[season];
  }

  /** The share of a row in its own fitted value, from its level's sum inverted and its centre. */
  double leverage(int row, double inverse, double centre) {
    double w = rows.weight[row] * workingMean[row];
    double distance = rows.time[row] - centre;
    return w * (trend ? inverse + distance * distance / schur : inverse);
  }

  /** Whether the fit has the season's level. */
  public boolean knows(int season) {
    return workingSums.plain[season] > 0;
  }

  /** The trend for one step of time; 0 without a trend. */
  public double slope() {
    return slope;
  }

  /** Variance of the slope, up to the dispersion. */
  public double slopeVariance() {
    return 1 / schur;
  }

  /** The linear predictor, exposure apart. */
  public double predictor(double time, int season) {
    return level[season] + slope * (time - rows.firstTime);
  }

  /** Variance of the linear predictor, up to the dispersion. */
  public double predictorVariance(double time, int season) {
    double inverse = 1 / workingSums.plain[season];
    double distance = time - rows.firstTime - workingSums.timed[season] * inverse;
    return trend ? inverse + distance * distance / schur : inverse;
  }
}
