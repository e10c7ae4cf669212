package io.zhijing.detection.monitor;

import io.zhijing.detection.baseline.RatePosterior;
import io.zhijing.detection.baseline.RatePosterior.Periods;
import io.zhijing.detection.baseline.RatePosterior.Prior;
import io.zhijing.detection.monitor.Standing.Estimated;
import io.zhijing.detection.monitor.Standing.Insufficient;
import io.zhijing.detection.monitor.Standing.Reason;
import io.zhijing.detection.sequential.EvidenceChain;
import io.zhijing.detection.sequential.RateAlternatives;
import io.zhijing.detection.stats.Draws;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The default detector for failures of trials: evidence over the latest periods against {@link
 * RatePosterior}. Periods without a trial say nothing: evidence neither grows nor leaks.
 *
 * <p>One instance watches one series; not for concurrent use.
 */
public final class RateMonitor {
  private final Pace pace;
  private final double[] odds;
  private final Periods periods;
  private final Prior prior;
  private final Map<Integer, RatePosterior> fits = new HashMap<>();

  /** A monitor of consecutive periods, with what is known of the rate beforehand. */
  public RateMonitor(Pace pace, RateAlternatives alternatives, Periods periods, Prior prior) {
    this.pace = pace;
    this.periods = periods;
    this.prior = prior;
    this.odds = new double[alternatives.oddsRatios().length + 1];
    odds[0] = 1;
    System.arraycopy(alternatives.oddsRatios(), 0, odds, 1, odds.length - 1);
  }

  /**
   * How the series stands at the end of a period.
   *
   * @param period index of the judged period
   * @param after index of the latest period that raised a signal, or -1: evidence begins after it
   */
  public Standing at(int period, int after) {
    if (period < pace.minHistory()) {
      return new Insufficient(Reason.HISTORY_TOO_SHORT);
    }
    if (periods.trials()[period] == 0) {
      return new Insufficient(Reason.NO_TRIALS);
    }
    if (!periods.hasReference(period)) {
      return new Insufficient(Reason.NO_REFERENCE);
    }
    EvidenceChain chain = new EvidenceChain(odds.length - 1, pace.leak());
    double[] log = new double[odds.length];
    double[] ratios = new double[odds.length - 1];
    RatePosterior fit = fit(pace.anchor(period));
    for (int i = Math.max(0, Math.max(after + 1, period - pace.chain() + 1)); i <= period; i++) {
      double trials = periods.trials()[i];
      double failures = periods.failures()[i];
      if (!(failures >= 0 && failures <= trials) || Double.isInfinite(trials)) {
        return new Insufficient(Reason.INVALID_VALUE);
      }
      if (trials > 0 && periods.hasReference(i)) {
        fit.logProbabilities(failures, trials, periods.reference()[i], odds, log);
        for (int k = 0; k < ratios.length; k++) {
          ratios[k] = log[k + 1] - log[0];
        }
        chain.add(ratios);
      }
    }
    double trials = periods.trials()[period];
    return new Estimated(
        chain.value(),
        periods.failures()[period],
        trials,
        trials * fit.rate(periods.reference()[period]),
        1 + (trials - 1) * fit.correlation());
  }

  /**
   * A future in which nothing rises, drawn from what is known before a period, with the trials and
   * reference rates as they were.
   *
   * @param from first simulated period
   * @param count how many periods
   * @return log ratios by period and alternative; null for a period without a trial or without a
   *     reference rate
   */
  public double[][] simulateNull(SplittableRandom random, int from, int count) {
    RatePosterior fit = fit(pace.anchor(from));
    RatePosterior.Draw draw = fit.draw(random.nextDouble(), Draws.normal(random));
    double[] log = new double[odds.length];
    double[][] path = new double[count][];
    for (int i = 0; i < count; i++) {
      double trials = periods.trials()[from + i];
      double reference = periods.reference()[from + i];
      if (trials > 0 && periods.hasReference(from + i)) {
        double rate = Math.min(1, draw.factor() * reference);
        double failures = Draws.betaBinomial(random, trials, rate, draw.correlation());
        fit.logProbabilities(failures, trials, reference, odds, log);
        path[i] = new double[odds.length - 1];
        for (int k = 0; k < path[i].length; k++) {
          path[i][k] = log[k + 1] - log[0];
        }
      }
    }
    return path;
  }

  /** The fit that serves judgements from the anchor on. */
  RatePosterior fit(int anchor) {
    return fits.computeIfAbsent(anchor, this::fitBefore);
  }

  private RatePosterior fitBefore(int anchor) {
    int to = Math.max(0, anchor - pace.gap());
    double[] weights = new double[periods.trials().length];
    for (int i = 0; i < to; i++) {
      double trials = periods.trials()[i];
      double failures = periods.failures()[i];
      boolean isUsable = failures >= 0 && failures <= trials && trials < Double.MAX_VALUE;
      weights[i] = isUsable && periods.hasReference(i) ? 1 : 0;
    }
    Arrays.fill(weights, 0, Math.max(0, to - pace.history()), 0);
    return RatePosterior.fit(periods, 0, to, weights, prior);
  }
}
