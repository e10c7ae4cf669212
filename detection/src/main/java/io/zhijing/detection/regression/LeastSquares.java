package io.zhijing.detection.regression;

import java.util.Arrays;

/**
 * Least squares by Householder reflections (Golub and Van Loan, Matrix Computations, 5.2). Columns
 * are taken in their order; one that earlier ones explain to within the tolerance is left out and
 * its coefficient is 0, which is how R drops aliased columns.
 */
final class LeastSquares {
  private static final double TOLERANCE = 1e-11;

  private final double[] coefficients;
  private final boolean[] aliased;
  private int rank;

  /**
   * Solves min ||right - columns * coefficients||.
   *
   * @param columns by column; overwritten
   * @param right overwritten
   */
  LeastSquares(double[][] columns, double[] right) {
    int count = columns.length;
    coefficients = new double[count];
    aliased = new boolean[count];
    int[] kept = new int[count];
    double[] diagonal = new double[count];
    double[][] upper = new double[count][];
    for (int c = 0; c < count; c++) {
      double[] column = columns[c];
      double full = norm(column, 0) * TOLERANCE;
      for (int k = 0; k < rank; k++) {
        reflect(columns[kept[k]], k, column);
      }
      double rest = norm(column, rank);
      if (rest <= full || rank == right.length) {
        aliased[c] = true;
        continue;
      }
      double signed = column[rank] > 0 ? -rest : rest;
      diagonal[rank] = signed;
      upper[rank] = Arrays.copyOf(column, rank);
      // What is left of the column becomes the reflection's vector.
      column[rank] -= signed;
      reflect(column, rank, right);
      kept[rank++] = c;
    }
    substitute(kept, diagonal, upper, right);
  }

  private void substitute(int[] kept, double[] diagonal, double[][] upper, double[] right) {
    double[] solution = Arrays.copyOf(right, rank);
    for (int k = rank - 1; k >= 0; k--) {
      solution[k] /= diagonal[k];
      for (int j = 0; j < k; j++) {
        solution[j] -= upper[k][j] * solution[k];
      }
      coefficients[kept[k]] = solution[k];
    }
  }

  private static void reflect(double[] vector, int from, double[] target) {
    double square = 0;
    double product = 0;
    for (int i = from; i < vector.length; i++) {
      square += vector[i] * vector[i];
      product += vector[i] * target[i];
    }
    double scale = 2 * product / square;
    for (int i = from; i < vector.length; i++) {
      target[i] -= scale * vector[i];
    }
  }

  private static double norm(double[] column, int from) {
    double square = 0;
    for (int i = from; i < column.length; i++) {
      square += column[i] * column[i];
    }
    return Math.sqrt(square);
  }

  /** Coefficients; 0 where the column is aliased. */
  double[] coefficients() {
    return coefficients;
  }

  /** Columns left out. */
  boolean[] aliased() {
    return aliased;
  }

  /** Columns used. */
  int rank() {
    return rank;
  }
}
