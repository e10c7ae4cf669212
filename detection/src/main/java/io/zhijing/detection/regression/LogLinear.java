package io.zhijing.detection.regression;

import java.util.Arrays;

/**
 * A quasi-Poisson regression with log link and prior weights, by iteratively reweighted least
 * squares (McCullagh and Nelder, Generalized Linear Models, 2nd ed., 2.5), with a small ridge so
 * that columns which say nothing of the data do no harm. Made for baselines that must always exist;
 * for the numbers of the field's reference use the exact fit.
 *
 * @param coefficients by column
 * @param covariance row by row, columns x columns, without the dispersion
 * @param fitted mean by row
 */
public record LogLinear(double[] coefficients, double[] covariance, double[] fitted) {
  private static final double RIDGE = 1e-6;
  private static final double MAX_ETA = 15;
  private static final double CONVERGED = 1e-6;

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
   * @param start mean by row to start from, positive
   * @param steps most steps taken; it stops earlier once coefficients move by less than 1e-6
   */
  public static LogLinear fit(
      Design design, double[] counts, double[] weights, double[] start, int steps) {
    int k = design.columns();
    double[] mean = start.clone();
    double[] beta = new double[k];
    double[] factor = new double[k * k];
    for (int step = 0; step < steps; step++) {
      double[] next = solve(design, counts, weights, mean, factor);
      double moved = 0;
      for (int i = 0; i < k; i++) {
        moved = Math.max(moved, Math.abs(next[i] - beta[i]));
      }
      beta = next;
      for (int row = 0; row < counts.length; row++) {
        mean[row] = Math.exp(design.eta(row, beta));
      }
      if (moved < CONVERGED) {
        break;
      }
    }
    return new LogLinear(beta, inverse(factor, k), mean);
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
