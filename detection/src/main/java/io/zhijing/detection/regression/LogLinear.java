package io.zhijing.detection.regression;

import java.util.Arrays;

/**
 * A quasi-Poisson regression with log link and prior weights, by iteratively reweighted least
 * squares (McCullagh and Nelder, Generalized Linear Models, 2nd ed., 2.5), with a small ridge so
 * that columns which say nothing of the data do no harm. A step that would make the fit worse is
 * halved (Marschner, 2011, The R Journal 3/2): where means are near zero a step may be far too
 * long. Made for baselines that must always exist; for the numbers of the field's reference use the
 * exact fit.
 *
 * @param coefficients by column
 * @param covariance row by row, columns x columns, without the dispersion
 * @param fitted mean by row
 * @param isConverged whether the steps came to rest; if not, for instance where the data drive a
 *     coefficient to infinity, the numbers are those of the last step and say little
 */
public record LogLinear(
    double[] coefficients, double[] covariance, double[] fitted, boolean isConverged) {
  private static final double RIDGE = 1e-6;
  private static final double MAX_ETA = 15;
  private static final double CONVERGED = 1e-6;
  private static final double ROUNDING = 1e-10;
  private static final int MAX_HALVINGS = 20;

  /** A standard error of 10 on the scale of logarithms: a factor of 22,000 either way. */
  private static final double MAX_VARIANCE = 100;

  /**
   * A design matrix.
   *
   * @param values row by row
   * @param columns number of columns, at least 1
   */
  public record Design(double[] values, int columns) {
    /** Number of rows. */
    public int rows() {
      return values.length / columns;
    }

    /** The design of some of the columns, in the order given. */
    public Design of(int... chosen) {
      double[] some = new double[rows() * chosen.length];
      for (int row = 0, at = 0; row < rows(); row++) {
        for (int column : chosen) {
          some[at++] = values[row * columns + column];
        }
      }
      return new Design(some, chosen.length);
    }

    /** The linear predictor of a row. */
    double eta(int row, double[] coefficients) {
      double eta = 0;
      for (int i = 0, at = row * columns; i < columns; i++, at++) {
        eta += values[at] * coefficients[i];
      }
      return Math.max(-MAX_ETA, Math.min(MAX_ETA, eta));
    }
  }

  /**
   * Fits the counts.
   *
   * @param design rows x columns
   * @param counts by row, not negative
   * @param weights prior weight by row, 0 leaves the row out
   * @param start mean by row to start from, positive; near zero where a count is not, the first
   *     step is too long to come back from
   * @param steps most steps taken; it stops earlier once coefficients move by less than 1e-6
   */
  public static LogLinear fit(
      Design design, double[] counts, double[] weights, double[] start, int steps) {
    int k = design.columns();
    double[] mean = start.clone();
    double[] beta = new double[k];
    double[] factor = new double[k * k];
    double least = Double.POSITIVE_INFINITY;
    boolean isConverged = false;
    for (int step = 0; step < steps && !isConverged; step++) {
      double[] next = solve(design, counts, weights, mean, factor);
      isConverged = distance(beta, next) < CONVERGED;
      double deviance = deviance(design, counts, weights, next, mean);
      int halvings = isConverged ? MAX_HALVINGS : 0;
      while (!(deviance <= least + ROUNDING * (1 + Math.abs(least))) && halvings < MAX_HALVINGS) {
        for (int i = 0; i < k; i++) {
          next[i] = 0.5 * (beta[i] + next[i]);
        }
        deviance = deviance(design, counts, weights, next, mean);
        halvings++;
      }
      least = deviance;
      beta = next;
    }
    return new LogLinear(beta, inverse(factor, k), mean, isConverged);
  }

  private static double distance(double[] from, double[] to) {
    double distance = 0;
    for (int i = 0; i < from.length; i++) {
      distance = Math.max(distance, Math.abs(to[i] - from[i]));
    }
    return distance;
  }

  /**
   * The weighted deviance but for what depends on the counts alone; leaves the means in {@code
   * mean}.
   */
  private static double deviance(
      Design design, double[] counts, double[] weights, double[] beta, double[] mean) {
    double deviance = 0;
    for (int row = 0; row < counts.length; row++) {
      double eta = design.eta(row, beta);
      mean[row] = Math.exp(eta);
      deviance += 2 * weights[row] * (mean[row] - counts[row] * eta);
    }
    return deviance;
  }

  /** One step; leaves the Cholesky factor of the normal equations in {@code factor}. */
  private static double[] solve(
      Design design, double[] counts, double[] weights, double[] mean, double[] factor) {
    int k = design.columns();
    double[] x = design.values();
    double[] right = new double[k];
    Arrays.fill(factor, 0);
    for (int row = 0, base = 0; row < counts.length; row++, base += k) {
      double weight = weights[row] * mean[row];
      if (weight == 0) {
        continue;
      }
      double response = Math.log(mean[row]) + (counts[row] - mean[row]) / mean[row];
      for (int i = 0; i < k; i++) {
        double scaled = weight * x[base + i];
        right[i] += scaled * response;
        for (int j = 0; j <= i; j++) {
          factor[i * k + j] += scaled * x[base + j];
        }
      }
    }
    for (int i = 0; i < k; i++) {
      factor[i * k + i] += RIDGE;
    }
    decompose(factor, k);
    return substitute(factor, right, k);
  }

  private static void decompose(double[] a, int k) {
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i * k + j];
        for (int m = 0; m < j; m++) {
          sum -= a[i * k + m] * a[j * k + m];
        }
        a[i * k + j] = i == j ? Math.sqrt(Math.max(sum, RIDGE)) : sum / a[j * k + j];
      }
    }
  }

  private static double[] substitute(double[] factor, double[] right, int k) {
    double[] solution = right.clone();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < i; j++) {
        solution[i] -= factor[i * k + j] * solution[j];
      }
      solution[i] /= factor[i * k + i];
    }
    for (int i = k - 1; i >= 0; i--) {
      for (int j = i + 1; j < k; j++) {
        solution[i] -= factor[j * k + i] * solution[j];
      }
      solution[i] /= factor[i * k + i];
    }
    return solution;
  }

  private static double[] inverse(double[] factor, int k) {
    double[] inverse = new double[k * k];
    for (int column = 0; column < k; column++) {
      double[] unit = new double[k];
      unit[column] = 1;
      double[] solved = substitute(factor, unit, k);
      for (int row = 0; row < k; row++) {
        inverse[row * k + column] = solved[row];
      }
    }
    return inverse;
  }

  /**
   * Whether the fit came to rest at coefficients that the data determine. Where a season holds no
   * count at all, the likelihood rises for ever as a coefficient grows (Albert and Anderson, 1984,
   * Biometrika 71, on separation), and what ends that is the ridge or the limits of a number.
   */
  public boolean isDetermined() {
    boolean isDetermined = isConverged;
    int k = coefficients.length;
    for (int i = 0; i < k; i++) {
      isDetermined &= covariance[i * k + i] < MAX_VARIANCE;
    }
    return isDetermined;
  }

  /** The mean that a row of the same columns predicts. */
  public double predict(double[] row) {
    return Math.exp(new Design(row, row.length).eta(0, coefficients));
  }

  /** Variance of the linear predictor of a row, without the dispersion. */
  public double variance(double[] row) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < row.length; j++) {
        sum += row[i] * row[j] * covariance[i * row.length + j];
      }
    }
    return sum;
  }
}
