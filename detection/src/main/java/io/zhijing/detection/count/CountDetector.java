package io.zhijing.detection.count;

import io.zhijing.detection.baseline.Baseline;
import io.zhijing.detection.baseline.CountBaseline;
import io.zhijing.detection.baseline.ReferenceDays;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.WindowCount;
import io.zhijing.detection.stats.NegativeBinomial;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges a count over one or more rolling windows that end on the same day. Each window's tail
 * probability under the negative binomial prediction of {@link CountBaseline} is multiplied by the
 * number of windows (Bonferroni) and the smallest is reported, so that looking twice does not raise
 * the error rate. Pure; never keeps state.
 */
public final class CountDetector {
  /** Name in documents. */
  public static final String METHOD = "count-window/2";

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
   * @param since first day on which the stream was watched
   * @param leftOut ascending days of past signals
   */
  public record Case(CountSeries own, CountSeries parent, int since, int[] leftOut) {}

  /**
   * The finding of the most unlikely window ending on {@code day}; insufficient ones say why.
   *
   * @param judged the stratum's data
   * @param day last day of the windows
   * @param alpha error rate that the upper bound is drawn at, in (0, 1)
   */
  public Finding judge(Case judged, int day, double alpha) {
    Finding best = null;
    for (int window : windows) {
      Finding finding = judgeWindow(judged, day, alpha, window);
      if (best == null
          || (finding.isEstimated() && (!best.isEstimated() || finding.pValue() < best.pValue()))) {
        best = finding;
      }
    }
    return best;
  }

  private Finding judgeWindow(Case judged, int day, double alpha, int window) {
    long observed = judged.own().observed(day - window + 1, day);
    Baseline baseline = baseline(judged, day, window);
    if (baseline instanceof Baseline.EstimatedCount estimated) {
      NegativeBinomial predicted =
          NegativeBinomial.ofMeanAndVariance(estimated.mean(), estimated.variance());
      double pValue = Math.min(1, predicted.upperTail(observed) * windows.length);
      double bound = predicted.upperBound(alpha / windows.length);
      return new Finding(
          window, observed, 0, estimated.mean(), bound, pValue, METHOD, estimated.state());
    }
    return new Finding(window, observed, 0, 0, 0, 1, METHOD, baseline.state());
  }

  private Baseline baseline(Case judged, int day, int window) {
    int minWindows = Math.max(2, minHistoryDays / window);
    return new CountBaseline(new ReferenceDays(window, referenceDays, maxLeftOutDays), minWindows)
        .estimate(judged.own(), judged.parent(), day, judged.since(), judged.leftOut());
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
