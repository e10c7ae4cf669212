package io.zhijing.detection.regression;

import java.util.Arrays;

/**
 * A generalised linear model of any design, fitted by iteratively reweighted least squares with the
 * start, stopping rule and treatment of aliased columns of R's {@code glm} (McCullagh and Nelder,
 * Generalized Linear Models, 2nd ed., 2.5): at most 25 steps, until the deviance changes by less
 * than 1e-8 of itself.
 *
 * @param family distribution and link
 * @param columns the design, column by column; the intercept is one of them
 * @param observed what is to be explained
 * @param weights prior weights, positive
 * @param offset added to the linear predictor
 */
public record GeneralizedLinearModel(
    Family family, double[][] columns, double[] observed, double[] weights, double[] offset) {
  private static final double TOLERANCE = 1e-8;
  private static final int MAX_STEPS = 25;

  /** A fit, or why there is none. */
  public sealed interface Fit {}

  /**
   * A fit whose deviance settled.
   *
   * @param coefficients by column; 0 where aliased
   * @param aliased columns that others explain
   * @param means fitted means
   * @param deviance at the end
   * @param rank columns used
   */
  public record Fitted(
      double[] coefficients, boolean[] aliased, double[] means, double deviance, int rank)
      implements Fit {}

  /** Why there is no fit. */
  public enum Failure implements Fit {
    /** The deviance did not settle in 25 steps. */
    NOT_CONVERGED,
    /** A step left the numbers and halving it did not help. */
    DIVERGED,
    /** No rows, or an observation that the family cannot have. */
    NOT_USABLE
  }

  /** A model without prior weights and offset. */
  public static GeneralizedLinearModel of(Family family, double[][] columns, double[] observed) {
    double[] ones = new double[observed.length];
    Arrays.fill(ones, 1);
    return new GeneralizedLinearModel(family, columns, observed, ones, new double[observed.length]);
  }

  /** Fits the model from its usual start. */
  public Fit fit() {
    double[] predictor = new double[observed.length];
    for (int i = 0; i < predictor.length; i++) {
      predictor[i] = family.link(family.start(observed[i], weights[i]));
    }
    return fit(predictor);
  }

  /** Fits the model from the linear predictor, offset included. */
  Fit fit(double[] start) {
    for (double y : observed) {
      if (!(y >= 0) || Double.isInfinite(y)) {
        return Failure.NOT_USABLE;
      }
    }
    if (observed.length == 0) {
      return Failure.NOT_USABLE;
    }
    double[] predictor = start.clone();
    double[] before = null;
    double deviance = deviance(predictor);
    for (int step = 1; step <= MAX_STEPS; step++) {
      LeastSquares solved = solve(predictor);
      double[] coefficients = solved.coefficients();
      predictor = predictor(coefficients);
      double next = deviance(predictor);
      for (int halving = 0; !Double.isFinite(next); halving++) {
        if (before == null || halving == MAX_STEPS) {
          return Failure.DIVERGED;
        }
        for (int c = 0; c < coefficients.length; c++) {
          coefficients[c] = (coefficients[c] + before[c]) / 2;
        }
        predictor = predictor(coefficients);
        next = deviance(predictor);
      }
      if (Math.abs(next - deviance) / (Math.abs(next) + 0.1) < TOLERANCE) {
        return new Fitted(coefficients, solved.aliased(), means(predictor), next, solved.rank());
      }
      deviance = next;
      before = coefficients;
    }
    return Failure.NOT_CONVERGED;
  }

  private LeastSquares solve(double[] predictor) {
    int rows = observed.length;
    double[] root = new double[rows];
    double[] right = new double[rows];
    for (int i = 0; i < rows; i++) {
      double mean = family.mean(predictor[i]);
      double slope = family.slope(predictor[i]);
      root[i] = Math.sqrt(weights[i] * slope * slope / family.variance(mean));
      right[i] = root[i] * (predictor[i] - offset[i] + (observed[i] - mean) / slope);
    }
    double[][] weighted = new double[columns.length][rows];
    for (int c = 0; c < columns.length; c++) {
      for (int i = 0; i < rows; i++) {
        weighted[c][i] = root[i] * columns[c][i];
      }
    }
    return new LeastSquares(weighted, right);
  }

  private double[] predictor(double[] coefficients) {
    double[] predictor = offset.clone();
    for (int c = 0; c < columns.length; c++) {
      for (int i = 0; i < predictor.length; i++) {
        predictor[i] += coefficients[c] * columns[c][i];
      }
    }
    return predictor;
  }

  private double[] means(double[] predictor) {
    return Arrays.stream(predictor).map(family::mean).toArray();
  }

  private double deviance(double[] predictor) {
    double sum = 0;
    for (int i = 0; i < predictor.length; i++) {
      sum += weights[i] * family.deviance(observed[i], family.mean(predictor[i]));
    }
    return sum;
  }
}
