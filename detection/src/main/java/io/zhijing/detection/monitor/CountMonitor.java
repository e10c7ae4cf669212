package io.zhijing.detection.monitor;

import io.zhijing.detection.baseline.SeasonalTrend;
import io.zhijing.detection.baseline.SeasonalTrend.Forecast;
import io.zhijing.detection.monitor.Standing.Estimated;
import io.zhijing.detection.monitor.Standing.Insufficient;
import io.zhijing.detection.monitor.Standing.Reason;
import io.zhijing.detection.sequential.CountAlternatives;
import io.zhijing.detection.sequential.EvidenceChain;
import io.zhijing.detection.stats.Draws;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The default detector for a count without a denominator: evidence over the latest periods against
 * the forecasts of {@link SeasonalTrend}. A judgement depends on the counts alone, up to the judged
 * period; nothing is carried over but fits that are computed again when they are not there.
 *
 * <p>One instance watches one series; not for concurrent use.
 */
public final class CountMonitor {
  private final Pace pace;
  private final CountAlternatives alternatives;
  private final double[] counts;
  private final double[] weights;
  private final Map<Integer, SeasonalTrend> fits = new HashMap<>();

  /**
   * A monitor of the counts of consecutive periods. The array is not copied: counts of periods to
   * come may be put in later.
   */
  public CountMonitor(Pace pace, CountAlternatives alternatives, double[] counts) {
    this(pace, alternatives, counts, ones(counts.length));
  }

  /**
   * The same of a stream that was silent at times.
   *
   * @param weights by period: 1, or 0 if it says nothing of what to expect
   */
  CountMonitor(Pace pace, CountAlternatives alternatives, double[] counts, double[] weights) {
    this.pace = pace;
    this.alternatives = alternatives;
    this.counts = counts;
    this.weights = weights;
  }

  /**
   * How the series stands at the end of a period.
   *
   * @param period index of the judged period
   * @param after index of the latest period that raised a signal, or -1: evidence begins after it
   */
  public Standing at(int period, int after) {
    if (period < pace.minHistory() || pace.anchor(period) - pace.gap() < 2) {
      return new Insufficient(Reason.HISTORY_TOO_SHORT);
    }
    int from = Math.max(after + 1, period - pace.chain() + 1);
    EvidenceChain chain = new EvidenceChain(alternatives.shifts().length, pace.leak());
    double[] ratios = new double[alternatives.shifts().length];
    SeasonalTrend fit = fit(pace.anchor(period));
    Forecast forecast = fit.forecast(period);
    for (int i = Math.max(0, from); i <= period; i++) {
      if (!(counts[i] >= 0) || Double.isInfinite(counts[i])) {
        return new Insufficient(Reason.INVALID_VALUE);
      }
      forecast = fit.forecast(i);
      alternatives.logRatios(counts[i], forecast.mean(), forecast.dispersion(), ratios);
      chain.add(ratios);
    }
    return new Estimated(chain.value(), counts[period], 0, forecast.mean(), forecast.dispersion());
  }

  /**
   * A future in which nothing rises, drawn from what is known before a period.
   *
   * @param from first simulated period, with history enough before it
   * @param periods how many
   * @return log ratios by period and alternative
   */
  public double[][] simulateNull(SplittableRandom random, int from, int periods) {
    SeasonalTrend fit = fit(pace.anchor(from));
    double shift = Draws.normal(random);
    double[][] path = new double[periods][alternatives.shifts().length];
    for (int i = 0; i < periods; i++) {
      Forecast forecast = fit.forecast(from + i);
      double sigma = fit.uncertainty(from + i);
      double mean = forecast.mean() * Math.exp(shift * sigma - 0.5 * sigma * sigma);
      double count = Draws.negativeBinomial(random, mean, fit.dispersion());
      alternatives.logRatios(count, forecast.mean(), forecast.dispersion(), path[i]);
    }
    return path;
  }

  /** The fit that serves judgements from the anchor on. */
  SeasonalTrend fit(int anchor) {
    return fits.computeIfAbsent(anchor, this::fitBefore);
  }

  private SeasonalTrend fitBefore(int anchor) {
    int to = Math.max(2, anchor - pace.gap());
    int from = Math.max(0, to - pace.history());
    double[] reference = Arrays.copyOfRange(counts, from, to);
    double[] telling = Arrays.copyOfRange(weights, from, to);
    for (int i = 0; i < telling.length; i++) {
      boolean usable = reference[i] >= 0 && !Double.isInfinite(reference[i]);
      telling[i] = usable ? telling[i] : 0;
      reference[i] = usable ? reference[i] : 0;
    }
    return SeasonalTrend.fit(reference, telling, from, pace.periodsPerYear());
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }
}
