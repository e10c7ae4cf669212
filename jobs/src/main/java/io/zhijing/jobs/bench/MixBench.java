package io.zhijing.jobs.bench;

import io.zhijing.detection.baseline.MixHistory;
import io.zhijing.detection.baseline.RatePosterior.Periods;
import io.zhijing.detection.baseline.RatePosterior.Prior;
import io.zhijing.detection.baseline.Siblings;
import io.zhijing.detection.monitor.NullPaths;
import io.zhijing.detection.monitor.Pace;
import io.zhijing.detection.monitor.RateMonitor;
import io.zhijing.detection.monitor.Standing;
import io.zhijing.detection.sequential.RateAlternatives;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What mix adjustment is worth on real inspections: the default detector over strata and weeks with
 * it and without, the same in all else, each with the threshold that its own null simulation sets
 * for the same rate of false alarms. Nothing is labelled, so every warning counts as false; true
 * rises are put in at random places, the same for both.
 *
 * @param data the inspections
 * @param trials tests by stratum and week
 * @param failures failed tests by stratum and week
 * @param first index of the first judged week
 */
record MixBench(Inspections data, double[][] trials, double[][] failures, int first) {
  private static final int SIMULATIONS = 16;
  private static final int MERGED_WEEKS = 4;
  private static final int RISE_WEEKS = 4;
  private static final double RISE = 2;
  private static final long PLACES = 0x5DEECE66DL;

  static MixBench of(Inspections data, int first) {
    if (data.weeks() < first + RISE_WEEKS) {
      throw new IllegalArgumentException(data.weeks() + " weeks, judged from " + first);
    }
    return new MixBench(data, data.trials(), data.failures(), first);
  }

  /**
   * How it is run.
   *
   * @param rate false alarms a judged week that thresholds are set for
   * @param placements how many rises
   * @param seed of the simulation and of the rises
   */
  record Settings(double rate, int placements, long seed) {}

  /**
   * What came of one detector.
   *
   * @param isAdjusted whether expected failures were mix-adjusted
   * @param rate false alarms a judged week that its threshold was set for
   * @param threshold evidence at which it alarms
   * @param weeks judged stratum-weeks
   * @param warnings warnings, alarms of a stratum within four weeks being one
   * @param placements rises put in
   * @param found rises with an alarm while they last
   */
  record Result(
      boolean isAdjusted,
      double rate,
      double threshold,
      int weeks,
      int warnings,
      int placements,
      int found) {

    double warningsPerThousand() {
      return weeks == 0 ? Double.NaN : 1000.0 * warnings / weeks;
    }

    double detected() {
      return placements == 0 ? Double.NaN : (double) found / placements;
    }
  }

  /** Detectors differ in their reference rates and what follows from them. */
  private record Detector(Pace pace, List<Periods> periods, Prior prior, double threshold) {
    RateMonitor monitor(int stratum) {
      return monitor(periods.get(stratum));
    }

    RateMonitor monitor(Periods series) {
      return new RateMonitor(pace, RateAlternatives.standard(), series, prior);
    }
  }

  Result run(boolean isAdjusted, Settings settings) {
    Detector detector = detector(isAdjusted, settings);
    int weeks = 0;
    int warnings = 0;
    for (int i = 0; i < trials.length; i++) {
      boolean[] alarms = alarms(detector, detector.monitor(i), i, data.weeks());
      int latest = -MERGED_WEEKS - 1;
      for (int week = first; week < data.weeks(); week++) {
        weeks += trials[i][week] > 0 ? 1 : 0;
        if (alarms[week]) {
          warnings += week - latest > MERGED_WEEKS ? 1 : 0;
          latest = week;
        }
      }
    }
    return new Result(
        isAdjusted,
        settings.rate(),
        detector.threshold(),
        weeks,
        warnings,
        settings.placements(),
        found(detector, settings));
  }

  private Detector detector(boolean isAdjusted, Settings settings) {
    Pace pace = Pace.weekly();
    double[][] references = isAdjusted ? data.references(MixHistory.Memory.weekly()) : null;
    List<Periods> periods = new ArrayList<>();
    for (int i = 0; i < trials.length; i++) {
      periods.add(
          isAdjusted
              ? new Periods(trials[i], failures[i], references[i])
              : Periods.plain(trials[i], failures[i]));
    }
    Prior prior = Siblings.prior(periods, 0, first - pace.gap());
    Detector untuned = new Detector(pace, periods, prior, Double.POSITIVE_INFINITY);
    List<double[][]> paths = new ArrayList<>();
    for (int i = 0; i < trials.length; i++) {
      SplittableRandom random = new SplittableRandom(settings.seed() + i);
      RateMonitor monitor = untuned.monitor(i);
      for (int k = 0; k < SIMULATIONS; k++) {
        paths.add(monitor.simulateNull(random, first, data.weeks() - first));
      }
    }
    double threshold = new NullPaths(pace.leak(), paths).thresholdFor(settings.rate());
    return new Detector(pace, periods, prior, threshold);
  }

  /** Alarms from the first judged week up to a week, evidence beginning anew after each. */
  private boolean[] alarms(Detector detector, RateMonitor monitor, int stratum, int end) {
    boolean[] alarms = new boolean[end];
    int after = -1;
    for (int week = first; week < end; week++) {
      if (trials[stratum][week] > 0) {
        Standing standing = monitor.at(week, after);
        alarms[week] = standing.evidence() > detector.threshold();
        after = alarms[week] ? week : after;
      }
    }
    return alarms;
  }

  private record Place(int stratum, int week) {}

  private int found(Detector detector, Settings settings) {
    // Places and rises are drawn apart from the thresholds: the same for every detector.
    SplittableRandom random = new SplittableRandom(settings.seed() ^ PLACES);
    int found = 0;
    for (int k = 0; k < settings.placements(); k++) {
      Place place = place(random);
      int i = place.stratum();
      Periods series =
          new Periods(trials[i], raised(place, random), detector.periods().get(i).reference());
      int end = place.week() + RISE_WEEKS;
      boolean[] alarms = alarms(detector, detector.monitor(series), i, end);
      boolean isFound = false;
      for (int week = place.week(); week < end; week++) {
        isFound |= alarms[week];
      }
      found += isFound ? 1 : 0;
    }
    return found;
  }

  /** Any stratum and weeks in which something was tested. */
  private Place place(SplittableRandom random) {
    while (true) {
      int stratum = random.nextInt(trials.length);
      int week = first + random.nextInt(data.weeks() - first - RISE_WEEKS + 1);
      if (Arrays.stream(trials[stratum], week, week + RISE_WEEKS).sum() > 0) {
        return new Place(stratum, week);
      }
    }
  }

  /**
   * Failures with a rise: each passed test of the weeks fails with the probability that doubles the
   * stratum's rate over all weeks. Cells' baseline rates never rest on these weeks while they are
   * judged, the gap being as long as the rise.
   */
  private double[] raised(Place place, SplittableRandom random) {
    int i = place.stratum();
    double rate = Arrays.stream(failures[i]).sum() / Arrays.stream(trials[i]).sum();
    double turning = Math.min(1, (RISE - 1) * rate / (1 - rate));
    double[] raised = failures[i].clone();
    for (int week = place.week(); week < place.week() + RISE_WEEKS; week++) {
      double passed = trials[i][week] - failures[i][week];
      for (int test = 0; test < passed; test++) {
        raised[week] += random.nextDouble() < turning ? 1 : 0;
      }
    }
    return raised;
  }
}
