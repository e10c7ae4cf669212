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
 * <p>Where the trials of the judged window carry expected failures ({@link MixRates}), the rate is
 * factor x expected rate of the window, and it is the factor that is estimated and borrowed, from
 * windows that carry them too: so a change of who inspects is not taken for a change of the rate.
 *
 * <p>Wrong when the stratum differs from its parent for a lasting reason and is thin: it is then
 * pulled towards the parent, and says {@code borrowed}.
 */
public final class RateBaseline {
  private static final double MAX_RATE = 0.999;

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
    return estimated(ours, lent, level, selection);
  }

  /** The rate of a window whose trials have the expected rate {@code level}, 1 if there is none. */
  private Baseline estimated(Sums own, Sums parent, double level, Selection selection) {
    double parentFactor =
        (parent.failures() + 0.5) / (parent.expected() + parent.expected() / parent.trials());
    double usual = own.trials() > 0 ? own.expected() / own.trials() : level;
    double borrowed = strength.priorTrials() * usual;
    double factor = (borrowed * parentFactor + own.failures()) / (borrowed + own.expected());
    double rate = Math.min(MAX_RATE, factor * level);
    double worth = strength.priorTrials() + own.trials();
    double capped = Math.min(worth, 1 / strength.minCorrelation() - 1);
    boolean thin = own.trials() < strength.priorTrials();
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
   * Reference windows added up.
   *
   * @param expected expected failures; the trials themselves where nothing is adjusted, so that the
   *     factor is the rate
   */
  private record Sums(double trials, double failures, double expected) {}

  private Sums sums(CountSeries series, Selection selection, int day, boolean isAdjusted) {
    int length = reference.windowDays();
    int last = day - length;
    double[] tested = selection.pick(series.trialBlocks(last, length, selection.span()));
    double[] failed = selection.pick(series.observedBlocks(last, length, selection.span()));
    double[] should =
        isAdjusted ? selection.pick(series.expectedBlocks(last, length, selection.span())) : tested;
    double trials = 0;
    double failures = 0;
    double expected = 0;
    for (int i = 0; i < tested.length; i++) {
      if (!isAdjusted || should[i] > 0) {
        trials += tested[i];
        failures += failed[i];
        expected += should[i];
      }
    }
    return new Sums(trials, failures, expected);
  }
}
