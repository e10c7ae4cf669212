package io.zhijing.detection.model;

import java.util.List;

/**
 * What a detector says of one stratum and one day: a rolling window that ends on the day, against
 * what was expected.
 *
 * @param windowDays length of the window in days
 * @param observed failures, or counts where there is no denominator, in the window
 * @param trials tests in the window; 0 where there is no denominator
 * @param expected expected count of the window; 0 if the baseline is insufficient
 * @param upperBound the largest count that would not be a signal at the rule set's error rate
 * @param pValue probability of at least the observed count, corrected for the windows tried
 * @param method name of the method and its version
 * @param baseline what the expectation rests on
 */
public record Finding(
    int windowDays,
    long observed,
    long trials,
    double expected,
    double upperBound,
    double pValue,
    String method,
    BaselineState baseline) {

  /**
   * The baseline's state, also when there is none.
   *
   * @param state {@code estimated}, {@code borrowed} (thin data, strength from the parent) or
   *     {@code insufficient}
   * @param reason why it is borrowed or insufficient; empty if estimated
   * @param referenceDays days that the expectation rests on
   * @param leftOutDays days that a past signal kept out of it
   */
  public record BaselineState(String state, String reason, int referenceDays, int leftOutDays) {
    /** Every state that there is. */
    public static final List<String> STATES = List.of("estimated", "borrowed", "insufficient");
  }

  /** The same with an upper bound. */
  public Finding withUpperBound(double bound) {
    return new Finding(windowDays, observed, trials, expected, bound, pValue, method, baseline);
  }

  /** The same with another p-value. */
  public Finding withPValue(double corrected) {
    return new Finding(
        windowDays, observed, trials, expected, upperBound, corrected, method, baseline);
  }

  /** Minus the decimal logarithm of the p-value, from 0 to 300; never minus zero. */
  public double score() {
    return Math.max(0.0, Math.min(300, -Math.log10(Math.max(pValue, 1e-300))));
  }

  /** Observed above expected. */
  public double excess() {
    return observed - expected;
  }

  /** Whether there was a baseline to judge by. */
  public boolean isEstimated() {
    return !"insufficient".equals(baseline.state());
  }
}
