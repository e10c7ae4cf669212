package io.zhijing.detection.count;

import io.zhijing.detection.baseline.Baseline;
import io.zhijing.detection.baseline.CountBaseline;
import io.zhijing.detection.baseline.ReferenceDays;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Watched;
import io.zhijing.detection.model.WindowCount;
import io.zhijing.detection.stats.NegativeBinomial;
import io.zhijing.detection.stats.UnevenCount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleToLongFunction;
import java.util.function.LongToDoubleFunction;

/**
 * Judges a count over one or more rolling windows that end on the same day. Each window's tail
 * probability under the negative binomial prediction of {@link CountBaseline} is multiplied by the
 * number of windows (Bonferroni) and the smallest is reported, so that looking twice does not raise
 * the error rate. Pure; never keeps state.
 */
public final class CountDetector {
  /** Name in documents. */
  public static final String METHOD = "count-window/3";

  private final int[] windows;
  private final int referenceDays;
  private final int maxLeftOutDays;
  private final int minHistoryDays;

  /**
   * A detector with the settings.
   *
   * @param windows window lengths in days, each at least 1
   * @param referenceDays how far back the reference reaches
   * @param maxLeftOutDays days that past signals may keep out
   * @param minHistoryDays history below which nothing is judged
   */
  public CountDetector(int[] windows, int referenceDays, int maxLeftOutDays, int minHistoryDays) {
    this.windows = windows.clone();
    this.referenceDays = referenceDays;
    this.maxLeftOutDays = maxLeftOutDays;
    this.minHistoryDays = minHistoryDays;
  }

  /**
   * What is judged.
   *
   * @param own counts of the stratum, the judged day included
   * @param parent counts of the stratum above it, see {@link CountBaseline#estimate}
   * @param watched when the stream was watched
   * @param leftOut ascending days of past signals
   */
  public record Case(CountSeries own, CountSeries parent, Watched watched, int[] leftOut) {
    /** The same of a stream that was watched without a break since a day. */
    public Case(CountSeries own, CountSeries parent, int since, int[] leftOut) {
      this(own, parent, Watched.from(since), leftOut);
    }
  }

  /**
   * The finding of the most unlikely window ending on {@code day}; insufficient ones say why.
   *
   * @param judged the stratum's data
   * @param day last day of the windows
   * @param alpha error rate that the upper bound is drawn at, in (0, 1)
   */
  public Finding judge(Case judged, int day, double alpha) {
    Looked best = null;
    for (int window : windows) {
      Looked looked = look(judged, day, window);
      if (best == null
          || (looked.isEstimated() && (!best.isEstimated() || looked.pValue() < best.pValue()))) {
        best = looked;
      }
    }
    return best.finding(alpha / windows.length);
  }

  private Looked look(Case judged, int day, int window) {
    long observed = judged.own().observed(day - window + 1, day);
    Baseline baseline = baseline(judged, day, window);
    if (baseline instanceof Baseline.EstimatedCount estimated) {
      Predicted predicted = predicted(estimated, judged.parent().trials(day - window + 1, day) > 0);
      double pValue = Math.min(1, predicted.tail().applyAsDouble(observed) * windows.length);
      return new Looked(
          new Finding(window, observed, 0, estimated.mean(), 0, pValue, METHOD, estimated.state()),
          predicted.bound());
    }
    return new Looked(
        new Finding(window, observed, 0, 0, 0, 1, METHOD, baseline.state()), error -> 0);
  }

  /** A window without its bound, which is looked for only once it is known to be the one. */
  private record Looked(Finding unbound, DoubleToLongFunction bound) {
    boolean isEstimated() {
      return unbound.isEstimated();
    }

    double pValue() {
      return unbound.pValue();
    }

    Finding finding(double error) {
      return unbound.withUpperBound((double) bound.applyAsLong(error));
    }
  }

  /** What a window may hold: its upper tail by count, its bound by error rate. */
  private record Predicted(LongToDoubleFunction tail, DoubleToLongFunction bound) {}

  /** The tests beside a count say how large it may get; complaints have nothing that does. */
  private static Predicted predicted(Baseline.EstimatedCount estimated, boolean hasTests) {
    if (hasTests) {
      NegativeBinomial tested =
          NegativeBinomial.ofMeanAndVariance(estimated.mean(), estimated.variance());
      return new Predicted(tested::upperTail, tested::upperBound);
    }
    UnevenCount uneven = UnevenCount.ofMeanAndVariance(estimated.mean(), estimated.variance());
    return new Predicted(uneven::upperTail, uneven::upperBound);
  }

  private Baseline baseline(Case judged, int day, int window) {
    int minWindows = Math.max(2, minHistoryDays / window);
    return new CountBaseline(new ReferenceDays(window, referenceDays, maxLeftOutDays), minWindows)
        .estimate(judged.own(), judged.parent(), day, judged.watched(), judged.leftOut());
  }

  /** Each window ending on {@code day} that has an expectation, against it. */
  public List<WindowCount> windows(Case judged, int day) {
    List<WindowCount> counts = new ArrayList<>();
    for (int window : windows) {
      if (baseline(judged, day, window) instanceof Baseline.EstimatedCount estimated) {
        counts.add(
            new WindowCount(
                window,
                judged.own().observed(day - window + 1, day),
                0,
                estimated.views().whole(),
                estimated.views().latest(),
                estimated.views().season(),
                estimated.variance()));
      }
    }
    return counts;
  }
}
