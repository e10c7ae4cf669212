package io.zhijing.detection.rules;

import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One immutable set of rules. Thresholds are settings, since the law fixes colours only.
 *
 * @param id name of the rule set
 * @param version counts up with each change
 * @param detection what the detectors look at
 * @param levels what each level needs
 * @param life how long quiet lasts
 * @param duties what is asked of officers
 * @param emphasis what is looked at more closely, and what is silenced
 * @param spread from where on a rise is sectoral or systemic
 */
public record RuleSet(
    String id,
    int version,
    Detection detection,
    Map<RiskLevel, Threshold> levels,
    Life life,
    Duties duties,
    Emphasis emphasis,
    Spread spread)
    implements Serializable {
  private static final double SIGNALS_FROM = 2.0 / 3;

  /**
   * What the detectors look at.
   *
   * @param countWindows window lengths for counts, in days
   * @param rateWindow window length for rates, in days
   * @param referenceDays how far back the windows' baselines reach
   * @param historyDays how far back season and trend are learnt from
   * @param minHistoryDays history below which nothing is judged
   * @param maxLeftOutDays days that past signals may keep out of a baseline
   * @param sensitivity from where on a finding is kept as a signal
   * @param minObserved observed count below which nothing is a signal
   * @param minRelativeExcess observed must reach expected times (1 + this)
   * @param mixAdjusted whether rates are held against what those who inspected, and what was
   *     sampled, let expect
   * @param together what is looked at together
   * @param firstEver when a never-seen hazard stands out
   */
  public record Detection(
      List<Integer> countWindows,
      int rateWindow,
      int referenceDays,
      int historyDays,
      int minHistoryDays,
      int maxLeftOutDays,
      Sensitivity sensitivity,
      int minObserved,
      double minRelativeExcess,
      boolean mixAdjusted,
      Together together,
      FirstEver firstEver)
      implements Serializable {
    /** The p-value up to which a finding of a stream is a signal. */
    public double alpha(ReportStream stream) {
      return sensitivity.alpha(stream);
    }

    /** Whether regions side by side are looked at together. */
    public boolean clusters() {
      return together.clusters();
    }

    /** Whether the streams of a stratum are weighed together. */
    public boolean streams() {
      return together.streams();
    }

    Detection withSensitivity(Sensitivity changed) {
      return with(changed, mixAdjusted, together);
    }

    Detection withTogether(Together changed) {
      return with(sensitivity, mixAdjusted, changed);
    }

    Detection withMixAdjusted(boolean isAdjusted) {
      return with(sensitivity, isAdjusted, together);
    }

    private Detection with(Sensitivity other, boolean isAdjusted, Together otherTogether) {
      return new Detection(
          countWindows,
          rateWindow,
          referenceDays,
          historyDays,
          minHistoryDays,
          maxLeftOutDays,
          other,
          minObserved,
          minRelativeExcess,
          isAdjusted,
          otherTogether,
          firstEver);
    }
  }

  /**
   * From where on a finding is kept as a signal.
   *
   * @param alpha p-value up to which it is
   * @param streams what is added to minus the decimal logarithm of it, by stream
   */
  public record Sensitivity(double alpha, Map<ReportStream, Double> streams)
      implements Serializable {
    /** Copies the map. */
    public Sensitivity {
      streams = Map.copyOf(streams);
    }

    /** The same for all streams. */
    public Sensitivity(double alpha) {
      this(alpha, Map.of());
    }

    double alpha(ReportStream stream) {
      return alpha * Math.pow(10, -streams.getOrDefault(stream, 0.0));
    }
  }

  /**
   * What is looked at together, since each alone may be too little.
   *
   * @param clusters regions side by side
   * @param streams inspections, complaints and spot checks of the same stratum
   */
  public record Together(boolean clusters, boolean streams) implements Serializable {
    /** The standard. */
    public static Together standard() {
      return new Together(true, true);
    }
  }

  /**
   * When a hazard that was never seen before stands out.
   *
   * @param minHistoryDays days watched without the hazard
   * @param reports reports needed within the window
   * @param windowDays window in days
   */
  public record FirstEver(int minHistoryDays, int reports, int windowDays)
      implements Serializable {}

  /**
   * What a level needs, all of it.
   *
   * @param score minus the decimal logarithm of the p-value
   * @param excess observed minus expected
   */
  public record Threshold(double score, double excess) implements Serializable {}

  /**
   * How long quiet lasts, in days.
   *
   * @param downgradeAfterDays days without evidence for the level before it goes down
   * @param closeAfterDays days without any evidence before the warning is closed
   */
  public record Life(int downgradeAfterDays, int closeAfterDays) implements Serializable {}

  /**
   * From where on a rise is sectoral or systemic.
   *
   * @param minLeagues regions below the root that rise at once
   * @param minSectors sectors that rise at once
   */
  public record Spread(int minLeagues, int minSectors) implements Serializable {
    /** The standard. */
    public static Spread standard() {
      return new Spread(3, 3);
    }
  }

  /** The rules when nobody configured anything. */
  public static RuleSet standard() {
    return new RuleSet(
        "standard",
        1,
        new Detection(
            List.of(7, 28),
            28,
            364,
            1092,
            56,
            56,
            new Sensitivity(2e-5),
            3,
            0.5,
            true,
            Together.standard(),
            new FirstEver(180, 2, 28)),
        Map.of(
            RiskLevel.BLUE, new Threshold(7, 4),
            RiskLevel.YELLOW, new Threshold(9, 6),
            RiskLevel.ORANGE, new Threshold(12, 10),
            RiskLevel.RED, new Threshold(17, 25)),
        new Life(7, 21),
        Duties.standard(),
        Emphasis.none(),
        Spread.standard());
  }

  /**
   * The same rules with another score for the lowest level. The other levels keep their distance to
   * it, and signals are kept from two thirds of it, so that an open warning is carried on by weaker
   * evidence than it was raised by.
   *
   * @param score that BLUE needs, positive
   */
  public RuleSet withLowestScore(double score) {
    double moved = score - levels.get(RiskLevel.BLUE).score();
    Map<RiskLevel, Threshold> shifted = new EnumMap<>(RiskLevel.class);
    levels.forEach(
        (level, needs) -> shifted.put(level, new Threshold(needs.score() + moved, needs.excess())));
    return new RuleSet(
        id,
        version,
        detection.withSensitivity(
            new Sensitivity(
                Math.pow(10, -SIGNALS_FROM * score), detection.sensitivity().streams())),
        shifted,
        life,
        duties,
        emphasis,
        spread);
  }

  /**
   * The same rules with other scores by stream. From where on a stream's signals are kept moves by
   * two thirds of it, as in {@link #withLowestScore}.
   *
   * @param scores what is added to the scores that levels need in a stream
   */
  public RuleSet withStreamScores(Map<ReportStream, Double> scores) {
    Map<ReportStream, Double> kept = new EnumMap<>(ReportStream.class);
    scores.forEach((stream, score) -> kept.put(stream, SIGNALS_FROM * score));
    return new RuleSet(
        id,
        version,
        detection.withSensitivity(new Sensitivity(detection.sensitivity().alpha(), kept)),
        levels,
        life,
        duties,
        new Emphasis(emphasis.keys(), emphasis.silences(), scores),
        spread);
  }

  /** The same rules with rates held against the mix of what was inspected, or as they are. */
  public RuleSet withMixAdjusted(boolean isAdjusted) {
    return new RuleSet(
        id, version, detection.withMixAdjusted(isAdjusted), levels, life, duties, emphasis, spread);
  }

  /** The same rules with other things looked at together. */
  public RuleSet withTogether(Together together) {
    return new RuleSet(
        id, version, detection.withTogether(together), levels, life, duties, emphasis, spread);
  }

  /** The highest level whose needs are met. */
  public RiskLevel levelOf(double score, double excess) {
    return levelOf(score, excess, 0);
  }

  /**
   * The highest level whose needs are met.
   *
   * @param shift what is added to the scores that levels need; see {@link Emphasis#shift}
   */
  public RiskLevel levelOf(double score, double excess, double shift) {
    RiskLevel reached = RiskLevel.NONE;
    for (Map.Entry<RiskLevel, Threshold> entry : levels.entrySet()) {
      Threshold needs = entry.getValue();
      if (score >= needs.score() + shift && excess >= needs.excess()) {
        reached = reached.max(entry.getKey());
      }
    }
    return reached;
  }

  /** Everything wrong with the rule set, all at once; empty if it can be used. */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (id.isBlank()) {
      faults.add("id is blank");
    }
    faultsOfDetection(faults);
    Threshold below = null;
    for (RiskLevel level :
        List.of(RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.ORANGE, RiskLevel.RED)) {
      Threshold needs = levels.get(level);
      if (needs == null) {
        faults.add("levels." + level.code() + " is missing");
      } else {
        if (below != null && (needs.score() < below.score() || needs.excess() < below.excess())) {
          faults.add("levels." + level.code() + " needs less than the level below it");
        }
        below = needs;
      }
    }
    if (life.downgradeAfterDays() < 1) {
      faults.add("life.downgrade_after_days must be at least 1");
    }
    if (life.closeAfterDays() < life.downgradeAfterDays()) {
      faults.add("life.close_after_days must not be below downgrade_after_days");
    }
    if (spread.minLeagues() < 2 || spread.minSectors() < 2) {
      faults.add("spread.min_leagues and spread.min_sectors must be at least 2");
    }
    faults.addAll(duties.faults());
    faults.addAll(emphasis.faults());
    faultsOfSensitivity(faults);
    return faults;
  }

  /** The same, and every code that the lattice's taxonomies do not have. */
  public List<String> faults(Lattice lattice) {
    List<String> faults = faults();
    faults.addAll(emphasis.faultsOfCodes(lattice));
    return faults;
  }

  /** A level that needs less than what makes a signal would never see what it asks for. */
  private void faultsOfSensitivity(List<String> faults) {
    Threshold lowest = levels.get(RiskLevel.BLUE);
    ReportStream worst =
        Arrays.stream(ReportStream.values())
            .min(Comparator.comparingDouble(this::beyondSignals))
            .orElseThrow();
    double lowered = emphasis.lowestShift(worst);
    if (lowest != null && lowered < 0 && lowest.score() + beyondSignals(worst) < 0) {
      faults.add(
          String.format(
              Locale.ROOT,
              "keys and streams lower the score of blue to %.1f (%s), but findings below %.1f are no"
                  + " signals (detection.alpha, detection.signal_scores)",
              lowest.score() + lowered,
              worst.code(),
              lowered - beyondSignals(worst)));
    }
  }

  private double beyondSignals(ReportStream stream) {
    return emphasis.lowestShift(stream) + Math.log10(detection.alpha(stream));
  }

  private void faultsOfDetection(List<String> faults) {
    if (detection.countWindows().isEmpty()
        || detection.countWindows().stream().anyMatch(days -> days < 1)) {
      faults.add("detection.count_windows must name windows of at least 1 day");
    }
    if (detection.rateWindow() < 1) {
      faults.add("detection.rate_window must be at least 1 day");
    }
    if (!Arrays.stream(ReportStream.values())
        .mapToDouble(detection::alpha)
        .allMatch(alpha -> alpha > 0 && alpha < 1)) {
      faults.add("detection.alpha must lie between 0 and 1, in each stream");
    }
    if (detection.minHistoryDays() < 1 || detection.referenceDays() < detection.minHistoryDays()) {
      faults.add("detection.reference_days must not be below min_history_days");
    }
    if (detection.historyDays() < detection.referenceDays()) {
      faults.add("detection.history_days must not be below reference_days");
    }
    if (detection.maxLeftOutDays() < 0 || detection.maxLeftOutDays() > detection.referenceDays()) {
      faults.add("detection.max_left_out_days must lie between 0 and reference_days");
    }
    if (detection.minObserved() < 1) {
      faults.add("detection.min_observed must be at least 1");
    }
    if (detection.firstEver().reports() < 1 || detection.firstEver().windowDays() < 1) {
      faults.add("detection.first_ever needs at least 1 report within at least 1 day");
    }
    if (!(detection.minRelativeExcess() >= 0)) {
      faults.add("detection.min_relative_excess must not be negative");
    }
  }
}
