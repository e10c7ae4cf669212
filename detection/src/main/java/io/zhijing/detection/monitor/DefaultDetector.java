package io.zhijing.detection.monitor;

import io.zhijing.detection.baseline.RateBaseline;
import io.zhijing.detection.baseline.ReferenceDays;
import io.zhijing.detection.count.CountDetector;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Watched;
import io.zhijing.detection.model.WindowCount;
import io.zhijing.detection.rate.RateDetector;
import io.zhijing.detection.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stratum gets when nobody configured anything. A stratum with trials is judged by its rate,
 * one without by its count; each by rolling windows, which see short and sharp rises, and by {@link
 * WeeklyEvidence}, which sees small lasting ones and, once history is long enough, knows season and
 * trend. All p-values are combined at one error rate (Bonferroni over what was looked at), so the
 * score means the same for every stratum. A stratum too young for a baseline is insufficient and
 * says why. Pure; never keeps state.
 */
public final class DefaultDetector {
  /** What borrowing from the parent is worth; see {@link RateBaseline.Strength}. */
  private static final RateBaseline.Strength BORROWING = new RateBaseline.Strength(50, 0.005, 200);

  /** Evidence is weighed only where a window is at least this unusual: elsewhere it is nil. */
  private static final double WORTH_WEIGHING = 0.1;

  private final Settings settings;
  private final CountDetector counts;
  private final RateDetector rates;
  private final WeeklyEvidence evidence;

  /**
   * What the detector looks at.
   *
   * @param countWindows window lengths for counts, in days
   * @param rateWindow window length for rates, in days
   * @param referenceDays how far back the windows' baselines reach
   * @param historyDays how far back the evidence's baselines reach
   * @param minHistoryDays history below which nothing is judged
   * @param maxLeftOutDays days that past signals may keep out of a baseline
   */
  public record Settings(
      int[] countWindows,
      int rateWindow,
      int referenceDays,
      int historyDays,
      int minHistoryDays,
      int maxLeftOutDays) {
    /** The settings that a rule set asks for. */
    public static Settings of(RuleSet.Detection rules) {
      return new Settings(
          rules.countWindows().stream().mapToInt(Integer::intValue).toArray(),
          rules.rateWindow(),
          rules.referenceDays(),
          rules.historyDays(),
          rules.minHistoryDays(),
          rules.maxLeftOutDays());
    }
  }

  /** A detector with the settings. */
  public DefaultDetector(Settings settings) {
    this.settings = settings;
    this.counts =
        new CountDetector(
            settings.countWindows(),
            settings.referenceDays(),
            settings.maxLeftOutDays(),
            settings.minHistoryDays());
    ReferenceDays reference =
        new ReferenceDays(
            settings.rateWindow(), settings.referenceDays(), settings.maxLeftOutDays());
    this.rates = new RateDetector(new RateBaseline(reference, BORROWING), settings.rateWindow());
    this.evidence = new WeeklyEvidence(Pace.weekly(), settings.historyDays());
  }

  /**
   * What is judged.
   *
   * @param own counts of the stratum, the judged day included
   * @param parent those of the stratum beside which it is judged: a rate borrows strength from it,
   *     failures by a hazard are held against its tests, other counts against the rest of it
   * @param watched when the stream was watched
   * @param leftOut ascending days of past signals
   */
  public record Case(CountSeries own, CountSeries parent, Watched watched, int[] leftOut) {
    /** The same of a stream that was watched without a break since a day. */
    public Case(CountSeries own, CountSeries parent, int since, int[] leftOut) {
      this(own, parent, Watched.from(since), leftOut);
    }

    int since() {
      return watched.since();
    }

    /** The same counts as if nothing were expected of their days. */
    Case unadjusted() {
      return new Case(plain(own), plain(parent), watched, leftOut);
    }

    private static CountSeries plain(CountSeries series) {
      return CountSeries.of(series.days(), series.trials(), series.observed());
    }
  }

  /**
   * The finding of a count. Failures by a hazard must stand out against both the number of tests
   * made there and the failures that their mix lets expect: a body that fails much need not find
   * much of every hazard, so neither alone says what is usual.
   *
   * @param judged the stratum's data
   * @param day the judged day
   * @param alpha error rate that the upper bound is drawn at, in (0, 1)
   */
  public Finding count(Case judged, int day, double alpha) {
    int from = day - settings.rateWindow() + 1;
    if (judged.parent().expected(from, day) == 0) {
      return counted(judged, day, alpha);
    }
    Finding byTests = counted(judged.unadjusted(), day, alpha);
    if (byTests.pValue() >= WORTH_WEIGHING) {
      return byTests;
    }
    Finding byMix = counted(judged, day, alpha);
    return byMix.pValue() > byTests.pValue() ? byMix : byTests;
  }

  private Finding counted(Case judged, int day, double alpha) {
    Finding window = counts.judge(windowCase(judged), day, alpha);
    int looks = settings.countWindows().length;
    if (!window.isEstimated()) {
      return window;
    }
    double ofALook = window.pValue() / looks;
    Finding sequential = ofALook < WORTH_WEIGHING ? weighed(judged, day, alpha, ofALook) : null;
    return combined(window, looks, sequential);
  }

  /**
   * Failures by a hazard are weighed against the tests made there, like all failures.
   *
   * @param worth what a window says, that the evidence must be below to be told
   */
  private Finding weighed(Case judged, int day, double alpha, double worth) {
    CountSeries tests = judged.parent();
    if (tests.trials(day - settings.historyDays(), day) == 0) {
      return evidence.count(judged, day, alpha, worth);
    }
    CountSeries exposed = judged.own().against(tests);
    return evidence.rate(
        new Case(exposed, exposed, judged.watched(), judged.leftOut()), day, alpha);
  }

  /** The finding of failures of trials; parameters as {@link #count}. */
  public Finding rate(Case judged, int day, double alpha) {
    Finding window =
        rates.judge(
            new RateDetector.Case(judged.own(), judged.parent(), judged.since(), judged.leftOut()),
            day,
            alpha);
    if (!window.isEstimated()) {
      return window;
    }
    Finding sequential =
        window.pValue() < WORTH_WEIGHING ? evidence.rate(judged, day, alpha) : null;
    return combined(window, 1, sequential);
  }

  /**
   * The windows of a count that ends on the day, each against its expectation, for adding up with
   * those of other places. Failures by a hazard are held against the greater of what the tests and
   * what the mix let expect, as {@link #count} does.
   */
  List<WindowCount> countWindows(Case judged, int day) {
    if (judged.parent().expected(day - settings.rateWindow() + 1, day) == 0) {
      return counts.windows(windowCase(judged), day);
    }
    List<WindowCount> byTests = counts.windows(windowCase(judged.unadjusted()), day);
    List<WindowCount> byMix = counts.windows(windowCase(judged), day);
    List<WindowCount> greater = new ArrayList<>();
    for (int i = 0; i < Math.min(byTests.size(), byMix.size()); i++) {
      boolean isByMix = byMix.get(i).expected() > byTests.get(i).expected();
      greater.add(isByMix ? byMix.get(i) : byTests.get(i));
    }
    return greater;
  }

  private static CountDetector.Case windowCase(Case judged) {
    return new CountDetector.Case(
        judged.own(), judged.parent(), judged.watched(), judged.leftOut());
  }

  /** The window of failures of trials that ends on the day; see {@link #countWindows}. */
  List<WindowCount> rateWindows(Case judged, int day) {
    RateDetector.Case given =
        new RateDetector.Case(judged.own(), judged.parent(), judged.since(), judged.leftOut());
    return rates.window(given, day).map(List::of).orElse(List.of());
  }

  /** The more unlikely of the two, its p-value corrected for having looked at both. */
  private static Finding combined(Finding window, int looks, Finding sequential) {
    double correction = (looks + 1.0) / looks;
    double byWindow = Math.min(1, window.pValue() * correction);
    if (sequential == null) {
      return window.withPValue(byWindow);
    }
    double byEvidence = Math.min(1, sequential.pValue() * (looks + 1));
    return byEvidence < byWindow ? sequential.withPValue(byEvidence) : window.withPValue(byWindow);
  }
}
