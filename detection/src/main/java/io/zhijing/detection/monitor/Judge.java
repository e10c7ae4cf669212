package io.zhijing.detection.monitor;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Signal.Kind;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Watched;
import io.zhijing.detection.model.WindowCount;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.stats.NegativeBinomial;
import java.util.List;
import java.util.Optional;

/** Chooses the detector by what the data allow, and says whether a finding stands out. Pure. */
public final class Judge {
  /** A window that is less unusual than this has not risen. */
  static final double RISEN = 0.1;

  /** A verdict less unusual than this is not worth looking at windows. */
  private static final double WORTH_LOOKING = 0.5;

  private final RuleSet.Detection rules;
  private final DefaultDetector detector;

  /** A judge under the rules. */
  public Judge(RuleSet.Detection rules) {
    this.rules = rules;
    this.detector = new DefaultDetector(DefaultDetector.Settings.of(rules));
  }

  /**
   * What is judged.
   *
   * @param stratum whose
   * @param own its counts, the judged day included
   * @param parent counts of the stratum {@link #beside} it
   * @param watched when its stream was watched
   * @param leftOut ascending days of past signals
   */
  public record Case(
      Stratum stratum, CountSeries own, CountSeries parent, Watched watched, int[] leftOut) {
    /** The same of a stream that was watched without a break since a day. */
    public Case(Stratum stratum, CountSeries own, CountSeries parent, int since, int[] leftOut) {
      this(stratum, own, parent, Watched.from(since), leftOut);
    }

    /** First day on which the stream was watched. */
    public int since() {
      return watched.since();
    }
  }

  /**
   * A verdict.
   *
   * @param finding the numbers
   * @param kind how it stands out; empty if it does not
   * @param reason why it does not
   */
  public record Verdict(Finding finding, Optional<Kind> kind, String reason) {}

  /** The longest window, in days: how long a day stays in view. */
  public int viewDays() {
    int longest = Math.max(rules.rateWindow(), rules.firstEver().windowDays());
    for (int window : rules.countWindows()) {
      longest = Math.max(longest, window);
    }
    return longest;
  }

  /**
   * The verdict on a day. Where nothing was observed on any of the {@link #viewDays} up to it,
   * nothing can stand out: no count is as small as none, so its p-value is 1.
   */
  public Verdict judge(Case judged, int day) {
    DefaultDetector.Case data = data(judged);
    double alpha = rules.alpha(judged.stratum().stream());
    if (hasTrials(judged.stratum())) {
      return verdict(detector.rate(data, day, alpha), alpha, Kind.RATE);
    }
    Finding finding = detector.count(data, day, alpha);
    Verdict verdict = verdict(finding, alpha, Kind.COUNT);
    if (verdict.kind().isEmpty() && isFirstEver(judged, day)) {
      return new Verdict(firstEver(judged, day, finding), Optional.of(Kind.FIRST_EVER), "");
    }
    return verdict;
  }

  /** How many days before a judged one anything is looked at, windows of silence included. */
  public static int looksBackDays(RuleSet.Detection rules) {
    return rules.historyDays() + 7 * Pace.weekly().chain();
  }

  /**
   * The windows of a day that is higher than expected, be it a signal or not; empty if it is not.
   *
   * @param verdict on that day
   */
  public Optional<Risen> risen(Case judged, int day, Verdict verdict) {
    return verdict.finding().pValue() > WORTH_LOOKING
        ? Optional.empty()
        : windows(judged, day, verdict)
            .filter(found -> found.windows().stream().anyMatch(each -> tail(each) <= RISEN));
  }

  /**
   * The windows of a day, high or not; empty if nothing is expected. A count without a denominator
   * is held against its own history alone: its parent holds the neighbours that may have risen with
   * it.
   *
   * @param verdict on that day
   */
  public Optional<Risen> windows(Case judged, int day, Verdict verdict) {
    if (!verdict.finding().isEstimated()) {
      return Optional.empty();
    }
    boolean isCounted = !judged.stratum().stream().hasTrials();
    DefaultDetector.Case data =
        data(
            isCounted
                ? new Case(
                    judged.stratum(),
                    judged.own(),
                    judged.own(),
                    judged.watched(),
                    judged.leftOut())
                : judged);
    List<WindowCount> windows =
        hasTrials(judged.stratum())
            ? detector.rateWindows(data, day)
            : detector.countWindows(data, day);
    return windows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Risen(verdict.finding().baseline(), windows));
  }

  private static double tail(WindowCount window) {
    return window.expected() > 0
        ? NegativeBinomial.ofMeanAndVariance(window.expected(), window.variance())
            .upperTail(window.observed())
        : 1;
  }

  private DefaultDetector.Case data(Case judged) {
    DefaultDetector.Case given =
        new DefaultDetector.Case(judged.own(), judged.parent(), judged.watched(), judged.leftOut());
    return rules.mixAdjusted() ? given : given.unadjusted();
  }

  /** Trials are not known by hazard: a test names the items that failed, not all that it tried. */
  public static boolean hasTrials(Stratum stratum) {
    return stratum.stream().hasTrials() && stratum.node(Dimension.HAZARD).isEmpty();
  }

  /**
   * The stratum beside which one is judged: for failures by a hazard that of the tests made there,
   * for all others the one that lends. Empty for a whole stream.
   */
  public static Optional<Stratum> beside(Stratum stratum, Lattice lattice) {
    return stratum.stream().hasTrials() && !hasTrials(stratum)
        ? Optional.of(stratum.with(Dimension.HAZARD, ""))
        : lattice.lender(stratum);
  }

  private Verdict verdict(Finding finding, double alpha, Kind kind) {
    String reason = "";
    if (!finding.isEstimated()) {
      reason = finding.baseline().reason();
    } else if (finding.observed() < rules.minObserved()) {
      reason = "below_minimum_count";
    } else if (finding.pValue() > alpha) {
      reason = "within_expectation";
    } else if (finding.observed() < finding.expected() * (1 + rules.minRelativeExcess())) {
      reason = "small_effect";
    }
    return new Verdict(finding, reason.isEmpty() ? Optional.of(kind) : Optional.empty(), reason);
  }

  private boolean isFirstEver(Case judged, int day) {
    RuleSet.FirstEver rule = rules.firstEver();
    int from = day - rule.windowDays() + 1;
    return !judged.stratum().node(Dimension.HAZARD).isEmpty()
        && from - judged.since() >= rule.minHistoryDays()
        && judged.own().observed(from, day) >= rule.reports()
        && judged.own().observed(judged.since(), from - 1) == 0
        && judged.watched().heard(judged.since(), from - 1) >= rule.minHistoryDays();
  }

  private Finding firstEver(Case judged, int day, Finding finding) {
    int window = rules.firstEver().windowDays();
    long observed = judged.own().observed(day - window + 1, day);
    return new Finding(
        window,
        observed,
        0,
        finding.windowDays() == window ? finding.expected() : 0,
        rules.firstEver().reports() - 1,
        finding.pValue(),
        "first-ever/1",
        finding.baseline());
  }
}
