package io.zhijing.detection.rate;

import io.zhijing.detection.baseline.Baseline;
import io.zhijing.detection.baseline.RateBaseline;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.WindowCount;
import io.zhijing.detection.stats.BetaBinomial;
import java.util.Optional;

/**
 * Judges failures of trials in a rolling window against the beta-binomial prediction of {@link
 * RateBaseline}. The number of trials enters as it is, so a campaign neither raises nor hides
 * anything. Pure; never keeps state.
 */
public final class RateDetector {
  /** Name in documents. */
  public static final String METHOD = "rate-window/2";

  private final RateBaseline baseline;
  private final int windowDays;

  /** A detector over windows of the given length in days. */
  public RateDetector(RateBaseline baseline, int windowDays) {
    this.baseline = baseline;
    this.windowDays = windowDays;
  }

  /**
   * What is judged.
   *
   * @param own trials and failures of the stratum, the judged day included
   * @param parent those of the stratum that lends strength
   * @param since first day on which the stream was watched
   * @param leftOut ascending days of past signals
   */
  public record Case(CountSeries own, CountSeries parent, int since, int[] leftOut) {}

  /**
   * The finding of the window ending on {@code day}; an insufficient baseline says why.
   *
   * @param judged the stratum's data
   * @param day last day of the window
   * @param alpha error rate that the upper bound is drawn at, in (0, 1)
   */
  public Finding judge(Case judged, int day, double alpha) {
    long trials = judged.own().trials(day - windowDays + 1, day);
    long failures = judged.own().observed(day - windowDays + 1, day);
    Baseline expected =
        baseline.estimate(judged.own(), judged.parent(), day, judged.since(), judged.leftOut());
    if (expected instanceof Baseline.EstimatedRate rate) {
      BetaBinomial predicted = new BetaBinomial(trials, rate.alpha(), rate.beta());
      return new Finding(
          windowDays,
          failures,
          trials,
          predicted.mean(),
          predicted.upperBound(alpha),
          predicted.upperTail(failures),
          METHOD,
          rate.state());
    }
    return new Finding(windowDays, failures, trials, 0, 0, 1, METHOD, expected.state());
  }

  /** The window ending on {@code day} against its expectation; empty if there is none. */
  public Optional<WindowCount> window(Case judged, int day) {
    Baseline expected =
        baseline.estimate(judged.own(), judged.parent(), day, judged.since(), judged.leftOut());
    if (!(expected instanceof Baseline.EstimatedRate rate)) {
      return Optional.empty();
    }
    long trials = judged.own().trials(day - windowDays + 1, day);
    double worth = rate.alpha() + rate.beta();
    double p = rate.alpha() / worth;
    double correlation = 1 / (worth + 1);
    return Optional.of(
        WindowCount.of(
            windowDays,
            judged.own().observed(day - windowDays + 1, day),
            trials,
            trials * p,
            trials * p * (1 - p) * (1 + Math.max(0, trials - 1) * correlation)));
  }
}
