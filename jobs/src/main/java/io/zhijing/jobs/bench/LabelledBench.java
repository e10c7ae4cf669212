package io.zhijing.jobs.bench;

import io.zhijing.detection.count.CountHistory;
import io.zhijing.detection.count.Ears;
import io.zhijing.detection.count.Farrington;
import io.zhijing.detection.count.FarringtonControl;
import io.zhijing.detection.count.FarringtonFlexible;
import io.zhijing.detection.count.FarringtonResult;
import io.zhijing.detection.count.FlexibleControl;
import io.zhijing.detection.monitor.CountMonitor;
import io.zhijing.detection.monitor.NullPaths;
import io.zhijing.detection.monitor.Pace;
import io.zhijing.detection.monitor.Standing;
import io.zhijing.detection.sequential.CountAlternatives;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The default detector beside the methods of the field on series with flagged outbreaks, all judged
 * on exactly the same weeks: from the first with a year of reference on. Methods that look back
 * years take as many as fit, up to their usual five.
 *
 * @param series the labelled series
 */
record LabelledBench(List<LabelledCounts> series) {
  private static final int FREQUENCY = 52;
  private static final int HALF_WINDOW = 3;
  private static final int LEAST_YEARS = 1;
  private static final int MOST_YEARS = 5;
  private static final int FIRST = LEAST_YEARS * FREQUENCY + HALF_WINDOW;
  private static final int SIMULATIONS = 6;
  private static final double FLEXIBLE_ALPHA = 0.005;
  private static final double FARRINGTON_ALPHA = 0.01;
  private static final double EARS_ALPHA = 0.001;
  private static final double C3_ALPHA = 0.025;

  private enum Verdict {
    ALARM,
    QUIET,
    NONE
  }

  /** Says of each week from the first judged one what it is. */
  private interface Detector {
    Verdict[] judge(LabelledCounts series);
  }

  private record Named(String name, boolean looksBackYears, Detector detector) {}

  /**
   * Scores by data set and detector, then of all data sets together.
   *
   * @param rate false alarms a week that the default detector's threshold is set for
   * @param seed of its null simulation
   */
  List<LabelledScore> run(double rate, long seed) {
    List<LabelledScore> scores = new ArrayList<>();
    Map<String, LabelledScore> totals = new LinkedHashMap<>();
    List<Named> detectors = detectors(threshold(rate, seed));
    Map<String, List<LabelledCounts>> byDataSet = new LinkedHashMap<>();
    for (LabelledCounts each : series) {
      if (each.counts().length > FIRST) {
        byDataSet.computeIfAbsent(each.dataSet(), name -> new ArrayList<>()).add(each);
      }
    }
    byDataSet.forEach(
        (name, members) -> {
          for (Named detector : detectors) {
            LabelledScore score =
                members.stream()
                    .map(member -> score(detector, member))
                    .reduce((a, b) -> a.plus(b, name))
                    .orElseThrow();
            scores.add(score);
            totals.merge(detector.name(), score.plus(none(detector), ""), (a, b) -> a.plus(b, ""));
          }
        });
    scores.addAll(totals.values());
    return scores;
  }

  private static LabelledScore none(Named detector) {
    return new LabelledScore("", detector.name(), "", 0, 0, 0, 0, 0, 0, 0, 0);
  }

  private static List<Named> detectors(double threshold) {
    return List.of(
        new Named("zhijing", false, each -> own(each, threshold)),
        new Named("farringtonFlexible", true, LabelledBench::flexible),
        new Named("farrington", true, LabelledBench::original),
        new Named("EARS-C1", false, each -> ears(each, Ears.Method.C1, EARS_ALPHA)),
        new Named("EARS-C2", false, each -> ears(each, Ears.Method.C2, EARS_ALPHA)),
        new Named("EARS-C3", false, each -> ears(each, Ears.Method.C3, C3_ALPHA)));
  }

  private double threshold(double rate, long seed) {
    List<double[][]> paths = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      double[] counts = series.get(i).counts();
      if (counts.length > FIRST) {
        CountMonitor monitor = monitor(counts);
        SplittableRandom random = new SplittableRandom(seed + i);
        for (int k = 0; k < SIMULATIONS; k++) {
          paths.add(monitor.simulateNull(random, FIRST, counts.length - FIRST));
        }
      }
    }
    return new NullPaths(Pace.weekly().leak(), paths).thresholdFor(rate);
  }

  private static CountMonitor monitor(double[] counts) {
    return new CountMonitor(Pace.weekly(), CountAlternatives.standard(), counts);
  }

  private static Verdict[] own(LabelledCounts series, double threshold) {
    CountMonitor monitor = monitor(series.counts());
    Verdict[] verdicts = new Verdict[series.counts().length];
    int after = -1;
    for (int week = FIRST; week < verdicts.length; week++) {
      Standing standing = monitor.at(week, after);
      if (standing instanceof Standing.Estimated) {
        verdicts[week] = standing.evidence() > threshold ? Verdict.ALARM : Verdict.QUIET;
        after = verdicts[week] == Verdict.ALARM ? week : after;
      } else {
        verdicts[week] = Verdict.NONE;
      }
    }
    return verdicts;
  }

  private static int years(int week) {
    return Math.min(MOST_YEARS, (week - HALF_WINDOW) / FREQUENCY);
  }

  private static Verdict[] flexible(LabelledCounts series) {
    CountHistory history = CountHistory.of(series.counts(), FREQUENCY);
    Verdict[] verdicts = new Verdict[series.counts().length];
    FlexibleControl usual = FlexibleControl.noufaily(FLEXIBLE_ALPHA);
    for (int week = FIRST; week < verdicts.length; week++) {
      FlexibleControl control =
          new FlexibleControl(
              years(week),
              HALF_WINDOW,
              usual.seasons(),
              usual.weeksLeftOut(),
              usual.reweigh(),
              usual.weightsThreshold(),
              usual.trend(),
              usual.threshold(),
              usual.limit(),
              usual.populationOffset());
      verdicts[week] = verdict(new FarringtonFlexible(control).at(history, week));
    }
    return verdicts;
  }

  private static Verdict[] original(LabelledCounts series) {
    CountHistory history = CountHistory.of(series.counts(), FREQUENCY);
    Verdict[] verdicts = new Verdict[series.counts().length];
    FarringtonControl usual = FarringtonControl.usual(FARRINGTON_ALPHA);
    for (int week = FIRST; week < verdicts.length; week++) {
      FarringtonControl control =
          new FarringtonControl(
              years(week),
              HALF_WINDOW,
              usual.reweigh(),
              usual.trend(),
              usual.transform(),
              usual.alpha(),
              usual.limit(),
              usual.populationOffset());
      verdicts[week] = verdict(new Farrington(control).at(history, week));
    }
    return verdicts;
  }

  /** A verdict withheld for too few cases is no alarm, as in the package. */
  private static Verdict verdict(FarringtonResult result) {
    if (result instanceof FarringtonResult.Judged judged) {
      return judged.alarm() ? Verdict.ALARM : Verdict.QUIET;
    }
    return result instanceof FarringtonResult.Withheld ? Verdict.QUIET : Verdict.NONE;
  }

  private static Verdict[] ears(LabelledCounts series, Ears.Method method, double alpha) {
    Ears ears = new Ears(method, 7, 0, alpha);
    Verdict[] verdicts = new Verdict[series.counts().length];
    for (int week = FIRST; week < verdicts.length; week++) {
      Ears.Verdict said = ears.judge(series.counts(), week);
      if (said instanceof Ears.Judged judged) {
        verdicts[week] = judged.alarm() ? Verdict.ALARM : Verdict.QUIET;
      } else {
        verdicts[week] = Verdict.NONE;
      }
    }
    return verdicts;
  }

  private static LabelledScore score(Named detector, LabelledCounts series) {
    Verdict[] verdicts = detector.detector().judge(series);
    boolean[] isOutbreak = series.isOutbreak();
    int episodes = 0;
    int found = 0;
    int delay = 0;
    int flagged = 0;
    int hits = 0;
    int falseAlarms = 0;
    int unjudged = 0;
    int began = -1;
    boolean isFound = false;
    for (int week = FIRST; week < verdicts.length; week++) {
      boolean isAlarm = verdicts[week] == Verdict.ALARM;
      unjudged += verdicts[week] == Verdict.NONE ? 1 : 0;
      if (!isOutbreak[week]) {
        falseAlarms += isAlarm ? 1 : 0;
        began = -1;
        continue;
      }
      if (began < 0) {
        began = week;
        isFound = false;
        episodes++;
      }
      flagged++;
      hits += isAlarm ? 1 : 0;
      if (isAlarm && !isFound) {
        isFound = true;
        found++;
        delay += week - began;
      }
    }
    int weeks = verdicts.length - FIRST;
    String years = detector.looksBackYears() ? LEAST_YEARS + "-" + years(verdicts.length - 1) : "";
    return new LabelledScore(
        series.dataSet(),
        detector.name(),
        years,
        episodes,
        found,
        flagged,
        hits,
        delay,
        weeks - flagged,
        falseAlarms,
        unjudged);
  }
}
