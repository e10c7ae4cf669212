package io.zhijing.detection.rate;

import io.zhijing.detection.model.Coded;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * The likelihood ratio CUSUM of failures among trials (Höhle, 2010, in Kneib and Tutz, eds.,
 * Statistical Modelling and Regression Structures, 377-397; Salmon, Schumacher and Höhle, 2016,
 * Journal of Statistical Software 70(10), 3.4), with the numbers of {@code categoricalCUSUM} of the
 * R package surveillance 1.20.3: S = max(0, S + log likelihood ratio), an alarm above the
 * threshold, and a return to zero after it.
 *
 * <p>Failures are binomial, or beta-binomial where the rate itself varies: Beta(p / spread, (1 - p)
 * / spread). Best against the very rate it is told to watch for; slow where the shift is another.
 *
 * @param threshold above which the sum alarms, more than 0
 * @param spread the beta-binomial's; empty for the binomial
 */
public record CategoricalCusum(double threshold, OptionalDouble spread) {

  /** Why a step gives no verdict. The code is stored. */
  public enum NoResult implements Coded {
    /** Failures or trials are missing. */
    COUNT_MISSING("count_missing"),
    /** Failures are negative, no whole number, or more than the trials. */
    COUNT_INVALID("count_invalid"),
    /** A rate does not lie strictly between 0 and 1. */
    RATE_INVALID("rate_invalid");

    private final String code;

    NoResult(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * What is known of a step.
   *
   * @param failures 0 to trials; NaN where missing
   * @param trials 0 or more; NaN where missing
   * @param usual failure rate while nothing is wrong
   * @param watched failure rate to be detected
   */
  public record Trial(double failures, double trials, double usual, double watched) {}

  /** One step. */
  public sealed interface Step {}

  /**
   * A verdict.
   *
   * @param ratio log likelihood ratio of the step
   * @param statistic the sum after it, before a return to zero
   * @param alarm whether it lies above the threshold
   */
  public record Judged(double ratio, double statistic, boolean alarm) implements Step {
    /** The sum that the next step adds to. */
    public double carried() {
      return alarm ? 0 : statistic;
    }
  }

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
   * @throws IllegalArgumentException if threshold or spread are not positive
   */
  public CategoricalCusum {
    if (!(threshold > 0) || !(spread.orElse(1) > 0)) {
      throw new IllegalArgumentException("threshold " + threshold + ", spread " + spread);
    }
  }

  /**
   * The next step.
   *
   * @param sum the statistic so far; 0 at the start and after an alarm
   */
  public Step step(double sum, Trial trial) {
    if (Double.isNaN(trial.failures()) || Double.isNaN(trial.trials())) {
      return new Skipped(sum, NoResult.COUNT_MISSING);
    }
    double failures = trial.failures();
    if (failures < 0
        || failures > trial.trials()
        || failures != Math.rint(failures)
        || Double.isInfinite(trial.trials())) {
      return new Skipped(sum, NoResult.COUNT_INVALID);
    }
    if (!inside(trial.usual()) || !inside(trial.watched())) {
      return new Skipped(sum, NoResult.RATE_INVALID);
    }
    double ratio = ratio(trial, failures);
    double next = Math.max(0, sum + ratio);
    return new Judged(ratio, next, next > threshold);
  }

  private static boolean inside(double rate) {
    return rate > 0 && rate < 1;
  }

  /**
   * The fewest failures that would raise an alarm; empty if no number of failures would.
   *
   * @param sum the statistic before the step
   * @param trial trials and rates; the watched rate above the usual one
   */
  public OptionalLong failuresToAlarm(double sum, Trial trial) {
    double needed = threshold - sum;
    long high = (long) trial.trials();
    if (!(ratio(trial, (double) high) > needed)) {
      return OptionalLong.empty();
    }
    // The ratio grows with the failures, so the first one above the threshold can be bisected.
    long low = -1;
    while (high - low > 1) {
      long middle = low + (high - low) / 2;
      if (ratio(trial, (double) middle) > needed) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalLong.of(high);
  }

  private double ratio(Trial trial, double failures) {
    double passes = trial.trials() - failures;
    double usual = trial.usual();
    double watched = trial.watched();
    if (spread.isEmpty()) {
      return failures * Math.log(watched / usual) + passes * Math.log((1 - watched) / (1 - usual));
    }
    return betaLikelihood(failures, passes, watched) - betaLikelihood(failures, passes, usual);
  }

  private double betaLikelihood(double failures, double passes, double rate) {
    double a = rate / spread.getAsDouble();
    double b = (1 - rate) / spread.getAsDouble();
    return LogBeta.value(failures + a, passes + b) - LogBeta.value(a, b);
  }
}
