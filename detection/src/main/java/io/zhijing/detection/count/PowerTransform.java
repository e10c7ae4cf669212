package io.zhijing.detection.count;

/**
 * The power of a count that is taken to be normal, which corrects its skewness (Farrington et al.,
 * 1996, JRSS A 159, 3.7).
 */
public enum PowerTransform {
  /** No correction. */
  NONE(1),
  /** Square root: stabilises the variance. */
  HALF(1.0 / 2),
  /** Two thirds: removes the skewness. */
  TWO_THIRDS(2.0 / 3);

  private final double exponent;

  PowerTransform(double exponent) {
    this.exponent = exponent;
  }

  /** The exponent. */
  public double exponent() {
    return exponent;
  }

  /**
   * Standard deviation of the transformed count about the transformed mean.
   *
   * @param mean expected count, positive
   * @param phi dispersion
   * @param meanVariance variance of the estimated mean
   */
  public double deviation(double mean, double phi, double meanVariance) {
    double tau = phi + meanVariance / mean;
    return switch (this) {
      case NONE -> Math.sqrt(mean * tau);
      case HALF -> Math.sqrt(tau) / 2;
      case TWO_THIRDS -> Math.sqrt(Math.cbrt(mean) * tau) * 2 / 3;
    };
  }

  /** Distance of a count from the mean on the transformed scale, in standard deviations. */
  public double standardised(double count, double mean, double phi, double meanVariance) {
    return (forward(count) - forward(mean)) / deviation(mean, phi, meanVariance);
  }

  /** The count on the transformed scale. */
  public double forward(double value) {
    return switch (this) {
      case NONE -> value;
      case HALF -> Math.sqrt(value);
      case TWO_THIRDS -> Math.cbrt(value * value);
    };
  }

  /** The count of a transformed value, 0 or more. */
  public double back(double value) {
    return switch (this) {
      case NONE -> value;
      case HALF -> value * value;
      case TWO_THIRDS -> value * Math.sqrt(value);
    };
  }
}
