package io.zhijing.detection.monitor;

import io.zhijing.detection.baseline.CountTotals;
import io.zhijing.detection.baseline.CountTotals.Past;
import io.zhijing.detection.baseline.CountTotals.Total;
import io.zhijing.detection.baseline.RatePosterior.Periods;
import io.zhijing.detection.baseline.RatePosterior.Prior;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.sequential.CountAlternatives;
import io.zhijing.detection.sequential.EvidenceChain;
import io.zhijing.detection.sequential.RateAlternatives;
import io.zhijing.detection.sequential.TotalsEvidence;
import io.zhijing.detection.stats.NegativeBinomial;
import io.zhijing.detection.stats.UnevenCount;
import java.util.Arrays;
import java.util.List;

/**
 * Evidence over the latest weeks, weeks being counted back from the judged day, as a {@link
 * Finding}: the monitors of this package on a stratum's stored days. The finding's window is the
 * run of latest weeks that stands out most.
 */
final class WeeklyEvidence {
  static final String COUNT_METHOD = "count-evidence/2";
  static final String RATE_METHOD = "rate-evidence/1";

  private static final int WEEK = 7;
  private static final double LENT_TRIALS = 50;

  /**
   * A year: with less, a season is taken for a rise and a dispersion is not known for far tails.
   */
  private static final int MIN_REFERENCE = 52;

  private final Pace pace;
  private final int maxWeeks;

  /**
   * Evidence at the pace.
   *
   * @param historyDays how far back expectations may reach, in days
   */
  WeeklyEvidence(Pace pace, int historyDays) {
    this.pace = pace;
    this.maxWeeks = historyDays / WEEK + pace.chain();
  }

  /**
   * The finding of a count, or null if history is too short for one or its p-value would not be
   * below {@code worth}.
   */
  Finding count(DefaultDetector.Case judged, int day, double alpha, double worth) {
    int weeks = Math.min(maxWeeks, (day - judged.since() + 1) / WEEK);
    if (weeks < MIN_REFERENCE + pace.chain()) {
      return null;
    }
    double[] counts = judged.own().observedBlocks(day, WEEK, weeks);
    double[] heard = judged.watched().heardBlocks(day, WEEK, weeks);
    if (whole(heard, weeks - pace.chain()) < MIN_REFERENCE) {
      return null;
    }
    Past own = past(counts, heard);
    // The rest of the parent only ever takes evidence away, and most of the time is in its fit.
    double most = evidence(new CountTotals(own).upTo(weeks - 1, pace.chain()));
    if (EvidenceChain.tailProbability(most) >= worth) {
      return null;
    }
    double[] rest = judged.parent().observedBlocks(day, WEEK, weeks);
    for (int i = 0; i < weeks; i++) {
      rest[i] -= counts[i];
    }
    List<Total> totals = new CountTotals(own, past(rest, heard)).upTo(weeks - 1, pace.chain());
    Run best = new Run(0, 0, 0, 0, 0, Double.NEGATIVE_INFINITY);
    for (Total each : totals) {
      Run run = new Run(each.periods(), each.observed(), 0, each.mean(), each.variance(), 0);
      best = best.or(run.scored());
    }
    int reference = Math.min(weeks, pace.history()) * WEEK;
    return best.finding(evidence(totals), alpha, new Source(COUNT_METHOD, reference));
  }

  /** How many of the first weeks were not silent on any day. */
  private static long whole(double[] heard, int weeks) {
    return Arrays.stream(heard, 0, weeks).filter(part -> part == 1).count();
  }

  private double evidence(List<Total> totals) {
    TotalsEvidence evidence = new TotalsEvidence(CountAlternatives.standard(), pace.leak());
    for (Total each : totals) {
      evidence.add(each.periods(), each.observed(), each.mean(), each.variance(), each.deviation());
    }
    return evidence.value();
  }

  private Past past(double[] counts, double[] heard) {
    double[] weights = Arrays.stream(heard).map(part -> part < 1 ? 0 : 1).toArray();
    CountMonitor monitor = new CountMonitor(pace, CountAlternatives.standard(), counts, weights);
    return new Past(counts, heard, monitor.fit(pace.anchor(counts.length - 1)));
  }

  /** The finding of a rate, or null if history is too short or nothing was tested. */
  Finding rate(DefaultDetector.Case judged, int day, double alpha) {
    int weeks = Math.min(maxWeeks, (day - judged.since() + 1) / WEEK);
    if (weeks < MIN_REFERENCE + pace.chain()) {
      return null;
    }
    double[] trials = judged.own().trialBlocks(day, WEEK, weeks);
    double[] failures = judged.own().observedBlocks(day, WEEK, weeks);
    int last = weeks - 1;
    while (last > weeks - pace.chain() && trials[last] == 0) {
      last--;
    }
    double[] expected = judged.own().expectedBlocks(day, WEEK, weeks);
    boolean isAdjusted = expected[last] > 0 && trials[last] > 0;
    Periods periods =
        isAdjusted
            ? new Periods(trials, failures, references(trials, expected))
            : Periods.plain(trials, failures);
    RateMonitor monitor =
        new RateMonitor(
            pace,
            RateAlternatives.standard(),
            periods,
            isAdjusted
                ? lentFactor(judged.parent(), day, weeks)
                : lent(judged.parent(), day, weeks));
    Standing standing = monitor.at(last, -1);
    if (!(standing instanceof Standing.Estimated)) {
      return null;
    }
    var fit = monitor.fit(pace.anchor(last));
    double rho = fit.correlation();
    double observed = 0;
    double tested = 0;
    double mean = 0;
    double variance = 0;
    Run best = new Run(0, 0, 0, 0, 0, Double.NEGATIVE_INFINITY);
    for (int i = weeks - 1; i >= weeks - pace.chain(); i--) {
      observed += failures[i];
      tested += trials[i];
      // A week of the chain without a reference rate is taken to have that of the judged one.
      int like = periods.hasReference(i) ? i : last;
      double p = fit.rate(periods.reference()[like]);
      mean += trials[i] * p;
      variance += trials[i] * p * (1 - p) * (1 + Math.max(0, trials[i] - 1) * rho);
      best = best.or(new Run(weeks - i, observed, tested, mean, variance, 0).scored());
    }
    int reference = Math.min(weeks, pace.history()) * WEEK;
    return best.finding(standing.evidence(), alpha, new Source(RATE_METHOD, reference));
  }

  private static double[] references(double[] trials, double[] expected) {
    double[] references = new double[trials.length];
    for (int i = 0; i < references.length; i++) {
      references[i] = trials[i] > 0 ? Math.min(1, expected[i] / trials[i]) : 0;
    }
    return references;
  }

  /** How the parent's failures compare to those expected, in the weeks that carry them. */
  private Prior lentFactor(CountSeries parent, int day, int weeks) {
    double[] expected = parent.expectedBlocks(day, WEEK, weeks);
    double[] failures = parent.observedBlocks(day, WEEK, weeks);
    double failed = 0.5;
    double should = 0.5;
    for (int i = 0; i < weeks - pace.chain(); i++) {
      if (expected[i] > 0) {
        failed += failures[i];
        should += expected[i];
      }
    }
    return new Prior(failed / should, LENT_TRIALS);
  }

  /** The parent's rate ahead of the weeks whose evidence is weighed. */
  private Prior lent(CountSeries parent, int day, int weeks) {
    int to = day - pace.chain() * WEEK;
    int from = day - weeks * WEEK + 1;
    double trials = parent.trials(from, to);
    double failures = parent.observed(from, to);
    return new Prior((failures + 0.5) / (trials + 1), LENT_TRIALS);
  }

  private record Source(String method, int referenceDays) {}

  /** The latest weeks taken together. */
  private record Run(
      int weeks, double observed, double trials, double expected, double variance, double score) {

    /** Standard deviations above expectation. */
    Run scored() {
      double sigma = Math.sqrt(Math.max(variance, 1e-9));
      return new Run(weeks, observed, trials, expected, variance, (observed - expected) / sigma);
    }

    Run or(Run other) {
      return other.score > score ? other : this;
    }

    Finding finding(double evidence, double alpha, Source source) {
      double mean = Math.max(expected, 1e-9);
      double bound = upperBound(mean, alpha);
      return new Finding(
          weeks * WEEK,
          Math.round(observed),
          Math.round(trials),
          expected,
          bound,
          EvidenceChain.tailProbability(evidence),
          source.method(),
          new BaselineState("estimated", "", source.referenceDays(), 0));
    }

    private double upperBound(double mean, double alpha) {
      if (trials == 0) {
        return (double) UnevenCount.ofMeanAndVariance(mean, variance).upperBound(alpha);
      }
      long bound = NegativeBinomial.ofMeanAndVariance(mean, variance).upperBound(alpha);
      return Math.min(trials, (double) bound);
    }
  }
}
