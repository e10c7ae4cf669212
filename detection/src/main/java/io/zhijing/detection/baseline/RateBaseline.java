package io.zhijing.detection.baseline;

import io.zhijing.detection.baseline.ReferenceDays.Selection;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding.BaselineState;

/**
 * The expected failure rate of a stratum, borrowing strength from its parent where its own data are
 * thin: an empirical-Bayes beta-binomial (Gelman et al., Bayesian Data Analysis, 3rd ed., 5.1). The
 * parent's reference rate p is the centre of a Beta(m p, m (1 - p)) prior worth m tests; own
 * reference tests are added to it. The sum of both parameters is capped at 1/rho - 1, so that the
 * predicted failures keep an intra-window correlation of at least rho however long the history is.
 *
 * <p>Wrong when the stratum differs from its parent for a lasting reason and is thin: it is then
 * pulled towards the parent, and says {@code borrowed}.
 */
public final class RateBaseline {
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
    int length = reference.windowDays();
    int last = day - length;
    double trials = sum(selection, own.trialBlocks(last, length, selection.span()));
    double failures = sum(selection, own.observedBlocks(last, length, selection.span()));
    double parentTrials = sum(selection, parent.trialBlocks(last, length, selection.span()));
    double parentFailures = sum(selection, parent.observedBlocks(last, length, selection.span()));
    if (parentTrials == 0) {
      return Baseline.Insufficient.because(Baseline.Reason.NO_TRIALS, selection.days());
    }
    if (parentTrials < strength.minParentTrials()) {
      return Baseline.Insufficient.because(Baseline.Reason.HISTORY_TOO_SHORT, selection.days());
    }
    double parentRate = (parentFailures + 0.5) / (parentTrials + 1.0);
    double alpha = strength.priorTrials() * parentRate + failures;
    double beta = strength.priorTrials() * (1 - parentRate) + (trials - failures);
    double cap = (1 / strength.minCorrelation() - 1) / (alpha + beta);
    double scale = Math.min(1, cap);
    boolean thin = trials < strength.priorTrials();
    return new Baseline.EstimatedRate(
        alpha * scale,
        beta * scale,
        new BaselineState(
            thin ? "borrowed" : "estimated",
            thin ? Baseline.Reason.THIN_DATA.code() : "",
            selection.days(),
            selection.leftOutDays()));
  }

  private static double sum(Selection selection, double[] blocks) {
    double sum = 0;
    for (double value : selection.pick(blocks)) {
      sum += value;
    }
    return sum;
  }
}
