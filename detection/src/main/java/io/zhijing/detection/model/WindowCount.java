package io.zhijing.detection.model;

/**
 * What a rolling window holds against what was expected of it. Windows of different places add up,
 * their variances too.
 *
 * @param days length in days
 * @param observed failures, or counts where there is no denominator
 * @param trials tests; 0 where there is no denominator
 * @param expected expected count, not negative
 * @param variance of the predicted count, the uncertainty of the expectation included
 */
public record WindowCount(int days, long observed, long trials, double expected, double variance) {

  /** Whether more was observed than expected. */
  public boolean isAbove() {
    return observed > expected;
  }
}
