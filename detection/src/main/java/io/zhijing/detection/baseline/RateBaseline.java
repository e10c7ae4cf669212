package io.zhijing.detection.baseline;

import io.zhijing.detection.baseline.ReferenceDays.Selection;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding.BaselineState;

/**
 * The expected failure rate of a stratum, borrowing strength from its parent where its own data are
 * thin: an empirical-Bayes beta-binomial (Gelman et al., Bayesian Data Analysis, 3rd ed., 5.1). The
 * parent's reference rate p is the centre of a Beta(m p, m (1 - p)) prior worth m tests; own
 * reference tests are added to it. The sum of both parameters is capped, so that the predicted
 * failures keep an intra-window correlation of at least rho however long the history is, and more
 * where the stratum's own reference windows differ more than that ({@link FailureCorrelation}). A
 * stratum of few tests stays at rho, for the spread of its parent is not its own.
 *
 * <p>Where the trials of the judged window carry expected failures ({@link MixRates}), the rate is
 * factor x expected rate of the window, and it is the factor that is estimated and borrowed, from
 * windows that carry them too: so a change of who inspects is not taken for a change of the rate.
 *
 * <p>Wrong when the stratum differs from its parent for a lasting reason and is thin: it is then
 * pulled towards the parent, and says {@code borrowed}.
 */
public final class RateBaseline {
  private static final double MAX_RATE = 0.999;

  /** Days of the blocks that tell how much failures hang together. */
  private static final int WEEK = 7;

  private final ReferenceDays reference;
  private final Strength strength;

  /**
   * How much is borrowed and how far history can narrow the prediction.
   *
   * @param priorTrials tests that the parent's rate is worth, positive
   * @param minCorrelation intra-window correlation rho that remains, in (0, 1)
   * @param minParentTrials reference tests of the parent below which no rate is formed
   */
  public record Strength(double priorTrials, double minCorrelation, int minParentTrials) {}

  /** A baseline over the given reference. */
  public RateBaseline(ReferenceDays reference, Strength strength) {
    this.reference = reference;
    this.strength = strength;
  }

  /**
   * What is expected of the window ending on {@code day}.
   *
   * @param own trials and failures of the stratum
   * @param parent those of the stratum that lends strength, own included
   * @param day last day of the judged window
   * @param since first day on which the stream was watched
   * @param leftOut ascending days of past signals of the stratum
   */
  public Baseline estimate(CountSeries own, CountSeries parent, int day, int since, int[] leftOut) {
    Selection selection = reference.select(day, since, leftOut);
    int from = day - reference.windowDays() + 1;
    double expected = own.expected(from, day);
    boolean isAdjusted = expected > 0 && own.trials(from, day) > 0;
    Sums ours = sums(own, selection, day, isAdjusted);
    Sums lent = sums(parent, selection, day, isAdjusted);
    if (isAdjusted && lent.trials() < strength.minParentTrials()) {
      // Too few of the windows carry expected failures yet: as if there were none.
      isAdjusted = false;
      ours = sums(own, selection, day, false);
      lent = sums(parent, selection, day, false);
    }
    if (lent.trials() == 0) {
      return Baseline.Insufficient.because(Baseline.Reason.NO_TRIALS, selection.days());
    }
    if (lent.trials() < strength.minParentTrials()) {
      return Baseline.Insufficient.because(Baseline.Reason.HISTORY_TOO_SHORT, selection.days());
    }
    double level = isAdjusted ? expected / own.trials(from, day) : 1;
    double correlation =
        isThin(ours)
            ? strength.minCorrelation()
            : new FailureCorrelation(strength.minCorrelation())
                .of(blocks(own, selection, day, isAdjusted), ours.windows());
    return estimated(ours, lent, level, correlation, selection);
  }

  private boolean isThin(Sums own) {
    return own.trials() < strength.priorTrials();
  }

  /** The rate of a window whose trials have the expected rate {@code level}, 1 if there is none. */
  private Baseline estimated(
      Sums own, Sums parent, double level, double correlation, Selection selection) {
    double parentFactor =
        (parent.failures() + 0.5) / (parent.expected() + parent.expected() / parent.trials());
    double usual = own.trials() > 0 ? own.expected() / own.trials() : level;
    double borrowed = strength.priorTrials() * usual;
    double factor = (borrowed * parentFactor + own.failures()) / (borrowed + own.expected());
    double rate = Math.min(MAX_RATE, factor * level);
    double capped = 1 / predicted(own, correlation) - 1;
    boolean thin = isThin(own);
    return new Baseline.EstimatedRate(
        rate * capped,
        (1 - rate) * capped,
        new BaselineState(
            thin ? "borrowed" : "estimated",
            thin ? Baseline.Reason.THIN_DATA.code() : "",
            selection.days(),
            selection.leftOutDays()));
  }

  /**
   * Correlation of predicted failures: that of a window, and what is not known of the rate. The
   * least covers a rate that is known from so many tests; what was learnt beyond it comes on top.
   */
  private double predicted(Sums own, double correlation) {
    double learnt = correlation - strength.minCorrelation();
    double unknown = 1 / (strength.priorTrials() + own.windows().telling().worth(learnt) + 1);
    return learnt + Math.max(strength.minCorrelation(), unknown);
  }

  /**
   * Reference windows added up.
   *
   * @param expected expected failures; the trials themselves where nothing is adjusted, so that the
   *     factor is the rate
   * @param windows what was added up
   */
  private record Sums(
      double trials, double failures, double expected, FailureCorrelation.Periods windows) {}

  private Sums sums(CountSeries series, Selection selection, int day, boolean isAdjusted) {
    FailureCorrelation.Periods windows =
        periods(series, selection, day, reference.windowDays(), isAdjusted);
    double trials = 0;
    double failures = 0;
    double expected = 0;
    for (int i = 0; i < windows.trials().length; i++) {
      if (!isAdjusted || windows.expected()[i] > 0) {
        trials += windows.trials()[i];
        failures += windows.failures()[i];
        expected += windows.expected()[i];
      }
    }
    return new Sums(trials, failures, expected, windows);
  }

  /** Weeks of the windows; the windows themselves where weeks do not fill them. */
  private FailureCorrelation.Periods blocks(
      CountSeries series, Selection selection, int day, boolean isAdjusted) {
    int length = reference.windowDays();
    return periods(series, selection, day, length % WEEK == 0 ? WEEK : length, isAdjusted);
  }

  private FailureCorrelation.Periods periods(
      CountSeries series, Selection selection, int day, int days, boolean isAdjusted) {
    int last = day - reference.windowDays();
    int each = reference.windowDays() / days;
    int all = selection.span() * each;
    double[] tested = selection.pick(series.trialBlocks(last, days, all), each);
    double[] failed = selection.pick(series.observedBlocks(last, days, all), each);
    double[] should =
        isAdjusted ? selection.pick(series.expectedBlocks(last, days, all), each) : tested;
    return new FailureCorrelation.Periods(days, tested, failed, should);
  }
}
