package io.zhijing.jobs.bench;

import io.zhijing.detection.monitor.CountMonitor;
import io.zhijing.detection.monitor.NullPaths;
import io.zhijing.detection.monitor.Pace;
import io.zhijing.detection.monitor.Standing;
import io.zhijing.detection.sequential.CountAlternatives;
import io.zhijing.jobs.bench.KnownParameters.Rule;
import io.zhijing.jobs.bench.Score.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The count bench: weekly counts with season, trend and past outbreaks, one new outbreak in each
 * (after Noufaily et al., 2013, Statistics in Medicine 32, section 3).
 *
 * @param span which weeks are judged
 * @param clean counts by series and week, without the new outbreak
 * @param raised the same with it
 * @param outbreaks by series the first and last week of the new outbreak
 * @param means true mean by series and week
 * @param dispersions true variance to mean by series
 */
record CountBench(
    BenchSpan span,
    double[][] clean,
    double[][] raised,
    int[][] outbreaks,
    double[][] means,
    double[] dispersions) {
  private static final double WEEKS_PER_YEAR = 52;
  private static final int SIMULATIONS = 6;
  private static final int WARM_UP = 52;

  static CountBench read(Path directory) throws IOException {
    BenchSpan span = BenchSpan.read(directory);
    Path cleanFile = directory.resolve("series_clean.csv");
    double[][] clean = BenchTable.series(cleanFile);
    List<Map<String, String>> rows = BenchTable.read(cleanFile).rows();
    double[][] raised = BenchTable.series(directory.resolve("series_outbreak.csv"));
    int[][] outbreaks = outbreaks(directory.resolve("outbreaks.csv"), rows);
    Path scenarios = directory.resolve("scenarios.csv");
    Map<String, Map<String, String>> byScenario = new HashMap<>();
    for (Map<String, String> row : BenchTable.read(scenarios).rows()) {
      byScenario.put(row.get("scenario"), row);
    }
    double[][] means = new double[clean.length][];
    double[] dispersions = new double[clean.length];
    for (int i = 0; i < clean.length; i++) {
      Map<String, String> scenario = byScenario.get(rows.get(i).get("scenario"));
      if (scenario == null) {
        throw new IOException(scenarios + " lacks a scenario that " + cleanFile + " names");
      }
      means[i] = trueMean(scenarios, scenario, clean[i].length);
      dispersions[i] = BenchTable.number(scenarios, scenario, "phi");
    }
    return new CountBench(span, clean, raised, outbreaks, means, dispersions);
  }

  private static int[][] outbreaks(Path file, List<Map<String, String>> series) throws IOException {
    Map<String, int[]> bySeries = new HashMap<>();
    for (Map<String, String> row : BenchTable.read(file).rows()) {
      if ("current".equals(row.get("kind"))) {
        int start = (int) BenchTable.number(file, row, "start") - 1;
        int last = (int) BenchTable.number(file, row, "lastWeek") - 1;
        bySeries.put(row.get("series"), new int[] {start, last});
      }
    }
    int[][] outbreaks = new int[series.size()][];
    for (int i = 0; i < outbreaks.length; i++) {
      outbreaks[i] = bySeries.get(series.get(i).get("series"));
    }
    return outbreaks;
  }

  private static double[] trueMean(Path file, Map<String, String> scenario, int weeks)
      throws IOException {
    double theta = BenchTable.number(file, scenario, "theta");
    double beta = BenchTable.number(file, scenario, "beta");
    double cosine = BenchTable.number(file, scenario, "gamma1");
    double sine = BenchTable.number(file, scenario, "gamma2");
    double harmonics = BenchTable.number(file, scenario, "m");
    double[] mean = new double[weeks];
    for (int week = 1; week <= weeks; week++) {
      double log = theta + beta * week;
      for (int j = 1; j <= harmonics; j++) {
        double angle = 2 * Math.PI * j * week / WEEKS_PER_YEAR;
        log += cosine * Math.cos(angle) + sine * Math.sin(angle);
      }
      mean[week - 1] = Math.exp(log);
    }
    return mean;
  }

  /** A result: the score of the default detector and the threshold it set itself. */
  record Result(Score score, double threshold) {}

  /**
   * The default detector. Its threshold follows from the rate by simulating, from what was known
   * before the judged weeks, futures in which nothing rises; no label is used.
   *
   * @param rate false alarms a week that the threshold is set for
   * @param seed of the simulation
   */
  Result run(double rate, long seed) {
    Pace pace = Pace.weekly().withPeriodsPerYear(WEEKS_PER_YEAR);
    CountMonitor[] monitors = new CountMonitor[clean.length];
    List<List<double[][]>> simulated =
        IntStream.range(0, clean.length)
            .parallel()
            .mapToObj(
                i -> {
                  monitors[i] = new CountMonitor(pace, CountAlternatives.standard(), clean[i]);
                  return simulate(monitors[i], new SplittableRandom(seed + i));
                })
            .toList();
    NullPaths paths = new NullPaths(pace.leak(), simulated.stream().flatMap(List::stream).toList());
    double threshold = paths.thresholdFor(rate);
    Tally tally = new Tally();
    IntStream.range(0, clean.length)
        .parallel()
        .forEach(
            i -> {
              CountMonitor raisedMonitor =
                  new CountMonitor(pace, CountAlternatives.standard(), raised[i]);
              tally.add(judge(i, monitors[i], raisedMonitor, threshold));
            });
    return new Result(tally.score("zhijing"), threshold);
  }

  private List<double[][]> simulate(CountMonitor monitor, SplittableRandom random) {
    List<double[][]> paths = new ArrayList<>();
    for (int k = 0; k < SIMULATIONS; k++) {
      paths.add(monitor.simulateNull(random, span.first(), span.weeks()));
    }
    return paths;
  }

  private Tally judge(int i, CountMonitor cleanly, CountMonitor raisedly, double threshold) {
    Tally tally = new Tally();
    int after = -1;
    for (int week = span.first(); week < span.end(); week++) {
      Standing standing = cleanly.at(week, after);
      boolean isAlarm = standing.evidence() > threshold;
      tally.week(standing instanceof Standing.Estimated, isAlarm);
      after = isAlarm ? week : after;
    }
    if (outbreaks[i] != null) {
      boolean[] alarms = new boolean[raised[i].length];
      after = -1;
      for (int week = span.first(); week <= outbreaks[i][1]; week++) {
        alarms[week] = raisedly.at(week, after).evidence() > threshold;
        after = alarms[week] ? week : after;
      }
      tally.rise(KnownParameters.firstAlarm(alarms, outbreaks[i]));
    }
    return tally;
  }

  /** What a detector reaches that knows the true means and dispersions. */
  KnownParameters known(CountAlternatives alternatives) {
    int from = Math.max(0, span.first() - WARM_UP);
    double[][][] cleanly = new double[clean.length][][];
    double[][][] raisedly = new double[clean.length][][];
    int[][] rises = new int[clean.length][];
    for (int i = 0; i < clean.length; i++) {
      cleanly[i] = ratios(i, clean[i], from, alternatives);
      raisedly[i] = ratios(i, raised[i], from, alternatives);
      rises[i] =
          outbreaks[i] == null ? null : Arrays.stream(outbreaks[i]).map(w -> w - from).toArray();
    }
    return new KnownParameters(cleanly, raisedly, rises, span.first() - from);
  }

  private double[][] ratios(int i, double[] counts, int from, CountAlternatives alternatives) {
    double[][] ratios = new double[span.end() - from][alternatives.shifts().length];
    for (int week = 0; week < ratios.length; week++) {
      alternatives.logRatios(
          counts[from + week], means[i][from + week], dispersions[i], ratios[week]);
    }
    return ratios;
  }

  /** The limits: Page's sum and the default's evidence, both at the false alarm rate. */
  List<Score> limits(double rate) {
    return List.of(
        known(new CountAlternatives(2)).atRate("known parameters, CUSUM", Rule.CUSUM, 0, rate),
        known(CountAlternatives.standard())
            .atRate("known parameters, evidence", Rule.EVIDENCE, Pace.weekly().leak(), rate));
  }
}
