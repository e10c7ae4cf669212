package io.zhijing.detection.count;

/**
 * The cumulative sum of standardised counts (Rossi, Lampugnani and Marchi, 1999, Statistics in
 * Medicine 18, 2111-2122), with the numbers of {@code algo.cusum} of the R package surveillance
 * 1.20.3: S = max(0, S + z(count) - reference), an alarm from the threshold on, no return to zero
 * after it.
 *
 * <p>Good at small lasting shifts of a known mean. Wrong where the mean is not known well: its
 * error adds up. The standardisation is itself an approximation that fails for means far below 1.
 *
 * @param transform how counts are standardised
 * @param reference what is taken off each step ({@code k}), 0 or more
 * @param threshold from which the sum alarms ({@code h}), more than 0
 * @param overdispersion variance is mean + overdispersion * mean^2; of use to {@link
 *     Transform#NEGATIVE_BINOMIAL} only
 */
public record Cusum(
    Transform transform, double reference, double threshold, double overdispersion) {

  /** How counts are standardised. */
  public enum Transform {
    /** (x - m) / sqrt(m). */
    STANDARD,
    /** (x - 3m + 2 sqrt(x m)) / (2 sqrt(m)), nearer to normal for small means. */
    ROSSI,
    /** 3/2 (x^(2/3) - m^(2/3)) / m^(1/6). */
    ANSCOMBE,
    /** (x - m) / sqrt(m + overdispersion m^2). */
    NEGATIVE_BINOMIAL
  }

  /** One step. */
  public sealed interface Step {}

  /**
   * A verdict.
   *
   * @param statistic the sum after the step
   * @param upperBound the count that would have brought the sum to the threshold, 0 or more
   * @param alarm whether the sum has reached it
   */
  public record Judged(double statistic, double upperBound, boolean alarm) implements Step {}

  /**
   * No verdict; the sum stays as it was.
   *
   * @param statistic the sum before the step
   * @param reason why
   */
  public record Skipped(double statistic, NoResult reason) implements Step {}

  /**
   * A chart.
   *
   * @throws IllegalArgumentException if a parameter is out of bounds
   */
  public Cusum {
    if (!(reference >= 0) || !(threshold > 0) || !(overdispersion >= 0)) {
      throw new IllegalArgumentException(
          "reference " + reference + ", threshold " + threshold + ", alpha " + overdispersion);
    }
  }

  /**
   * The next step.
   *
   * @param sum the statistic so far; 0 at the start
   * @param count the count; NaN where missing
   * @param mean the mean while nothing is wrong
   */
  public Step step(double sum, double count, double mean) {
    if (Double.isNaN(count)) {
      return new Skipped(sum, NoResult.COUNT_MISSING);
    }
    if (count < 0 || Double.isInfinite(count)) {
      return new Skipped(sum, NoResult.COUNT_INVALID);
    }
    if (!(mean > 0) || Double.isInfinite(mean)) {
      return new Skipped(sum, NoResult.NO_SPREAD);
    }
    double next = Math.max(0, sum + (standardised(count, mean) - reference));
    double bound = bound(threshold + reference - sum, mean);
    return new Judged(next, bound > 0 ? bound : 0, next >= threshold);
  }

  private double standardised(double x, double m) {
    return switch (transform) {
      case STANDARD -> (x - m) / Math.sqrt(m);
      case ROSSI -> (x - 3 * m + 2 * Math.sqrt(x * m)) / (2 * Math.sqrt(m));
      case ANSCOMBE -> 1.5 * (twoThirds(x) - twoThirds(m)) / sixth(m);
      case NEGATIVE_BINOMIAL -> (x - m) / Math.sqrt(m + overdispersion * m * m);
    };
  }

  /** The count whose standardised value is the distance; NaN or negative where there is none. */
  private double bound(double distance, double m) {
    double root = Math.sqrt(m);
    return switch (transform) {
      case STANDARD -> Math.ceil(root * distance + m);
      case ROSSI -> square(Math.sqrt(4 * m + 2 * root * distance) - root);
      case ANSCOMBE -> Math.pow(Math.max(0, sixth(m) * distance / 1.5 + twoThirds(m)), 1.5);
      case NEGATIVE_BINOMIAL -> Math.sqrt(m + overdispersion * m * m) * distance + m;
    };
  }

  private static double square(double value) {
    return value * value;
  }

  private static double sixth(double value) {
    return Math.sqrt(Math.cbrt(value));
  }

  private static double twoThirds(double value) {
    return square(Math.cbrt(value));
  }
}
