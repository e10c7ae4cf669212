package io.zhijing.jobs.bench;

import io.zhijing.detection.baseline.RatePosterior.Periods;
import io.zhijing.detection.baseline.RatePosterior.Prior;
import io.zhijing.detection.baseline.Siblings;
import io.zhijing.detection.monitor.NullPaths;
import io.zhijing.detection.monitor.Pace;
import io.zhijing.detection.monitor.RateMonitor;
import io.zhijing.detection.monitor.Standing;
import io.zhijing.detection.sequential.RateAlternatives;
import io.zhijing.detection.stats.BetaBinomialLog;
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
 * The rate bench: weekly failures of trials, overdispersed, with campaigns and weeks without a
 * trial, one spike in each.
 *
 * @param span which weeks are judged
 * @param trials by series and week
 * @param clean failures by series and week, without the spike
 * @param raised the same with it
 * @param spikes by series the first and last week of the spike; null where it has no trial
 * @param rates true failure rate by series
 * @param correlations true intra-week correlation by series
 */
record RateBench(
    BenchSpan span,
    double[][] trials,
    double[][] clean,
    double[][] raised,
    int[][] spikes,
    double[] rates,
    double[] correlations) {
  private static final int SIMULATIONS = 8;
  private static final int WARM_UP = 26;
  private static final double NO_CORRELATION = 1e-6;

  static RateBench read(Path directory) throws IOException {
    BenchSpan span = BenchSpan.read(directory);
    double[][] trials = BenchTable.series(directory.resolve("trials.csv"));
    double[][] clean = BenchTable.series(directory.resolve("failures_clean.csv"));
    double[][] raised = BenchTable.series(directory.resolve("failures_spike.csv"));
    Path file = directory.resolve("spikes.csv");
    List<Map<String, String>> rows = BenchTable.read(file).rows();
    if (rows.size() != trials.length || clean.length != trials.length) {
      throw new IOException(file + " and the series differ in number");
    }
    int[][] spikes = new int[rows.size()][];
    double[] rates = new double[rows.size()];
    double[] correlations = new double[rows.size()];
    for (int i = 0; i < spikes.length; i++) {
      Map<String, String> row = rows.get(i);
      if (BenchTable.number(file, row, "trialsInSpike") > 0) {
        int start = (int) BenchTable.number(file, row, "start") - 1;
        int end = (int) BenchTable.number(file, row, "end") - 1;
        spikes[i] = new int[] {start, end};
      }
      rates[i] = BenchTable.number(file, row, "p");
      correlations[i] = BenchTable.number(file, row, "rho");
    }
    return new RateBench(span, trials, clean, raised, spikes, rates, correlations);
  }

  /** The same series with nothing known before the latest weeks ahead of the judged ones. */
  RateBench withHistory(int weeks) {
    int from = span.first() - weeks;
    int[][] shifted = new int[spikes.length][];
    for (int i = 0; i < spikes.length; i++) {
      shifted[i] =
          spikes[i] == null ? null : Arrays.stream(spikes[i]).map(week -> week - from).toArray();
    }
    return new RateBench(
        new BenchSpan(weeks, span.weeks()),
        cut(trials, from),
        cut(clean, from),
        cut(raised, from),
        shifted,
        rates,
        correlations);
  }

  private static double[][] cut(double[][] series, int from) {
    return Arrays.stream(series)
        .map(each -> Arrays.copyOfRange(each, from, each.length))
        .toArray(double[][]::new);
  }

  /** A result: the score of the default detector and the threshold it set itself. */
  record Result(Score score, double threshold) {}

  /**
   * The default detector on each series by itself; see {@link CountBench#run}.
   *
   * @param rate false alarms a judged week that the threshold is set for
   * @param seed of the simulation
   */
  Result run(String name, double rate, long seed) {
    Prior[] none = new Prior[trials.length];
    Arrays.fill(none, Prior.none());
    return run(name, new Calibration(rate, seed), none);
  }

  /** The default detector with what the other series of the same base rate lend. */
  Result runBorrowing(String name, double rate, long seed) {
    Map<Double, List<Periods>> byRate = new HashMap<>();
    for (int i = 0; i < trials.length; i++) {
      byRate
          .computeIfAbsent(rates[i], p -> new ArrayList<>())
          .add(Periods.plain(trials[i], clean[i]));
    }
    Map<Double, Prior> priors = new HashMap<>();
    byRate.forEach((p, siblings) -> priors.put(p, Siblings.prior(siblings, 0, span.first())));
    Prior[] prior = new Prior[trials.length];
    for (int i = 0; i < prior.length; i++) {
      prior[i] = priors.get(rates[i]);
    }
    return run(name, new Calibration(rate, seed), prior);
  }

  private record Calibration(double rate, long seed) {}

  private Result run(String name, Calibration calibration, Prior[] priors) {
    Pace pace = Pace.weekly();
    RateMonitor[] monitors = new RateMonitor[trials.length];
    List<List<double[][]>> simulated =
        IntStream.range(0, trials.length)
            .parallel()
            .mapToObj(
                i -> {
                  monitors[i] = monitor(pace, i, clean[i], priors[i]);
                  return simulate(monitors[i], new SplittableRandom(calibration.seed() + i));
                })
            .toList();
    NullPaths paths = new NullPaths(pace.leak(), simulated.stream().flatMap(List::stream).toList());
    double threshold = paths.thresholdFor(calibration.rate());
    Tally tally = new Tally();
    IntStream.range(0, trials.length)
        .parallel()
        .forEach(
            i -> {
              RateMonitor raisedly = monitor(pace, i, raised[i], priors[i]);
              tally.add(judge(i, monitors[i], raisedly, threshold));
            });
    return new Result(tally.score(name), threshold);
  }

  private RateMonitor monitor(Pace pace, int i, double[] failures, Prior prior) {
    return new RateMonitor(
        pace, RateAlternatives.standard(), Periods.plain(trials[i], failures), prior);
  }

  private List<double[][]> simulate(RateMonitor monitor, SplittableRandom random) {
    List<double[][]> paths = new ArrayList<>();
    for (int k = 0; k < SIMULATIONS; k++) {
      paths.add(monitor.simulateNull(random, span.first(), span.weeks()));
    }
    return paths;
  }

  private Tally judge(int i, RateMonitor cleanly, RateMonitor raisedly, double threshold) {
    Tally tally = new Tally();
    int after = -1;
    for (int week = span.first(); week < span.end(); week++) {
      if (trials[i][week] > 0) {
        Standing standing = cleanly.at(week, after);
        boolean isAlarm = standing.evidence() > threshold;
        tally.week(standing instanceof Standing.Estimated, isAlarm);
        after = isAlarm ? week : after;
      }
    }
    if (spikes[i] != null) {
      boolean[] alarms = new boolean[trials[i].length];
      after = -1;
      for (int week = span.first(); week <= spikes[i][1]; week++) {
        alarms[week] = raisedly.at(week, after).evidence() > threshold;
        after = alarms[week] ? week : after;
      }
      tally.rise(KnownParameters.firstAlarm(alarms, spikes[i]));
    }
    return tally;
  }

  /** The limits: Page's sum and the default's evidence, both at the false alarm rate. */
  List<Score> limits(double rate) {
    return List.of(
        known(new RateAlternatives(2)).atRate("known parameters, CUSUM", Rule.CUSUM, 0, rate),
        known(RateAlternatives.standard())
            .atRate("known parameters, evidence", Rule.EVIDENCE, Pace.weekly().leak(), rate));
  }

  private KnownParameters known(RateAlternatives alternatives) {
    int from = Math.max(0, span.first() - WARM_UP);
    double[][][] cleanly = new double[trials.length][][];
    double[][][] raisedly = new double[trials.length][][];
    int[][] rises = new int[trials.length][];
    for (int i = 0; i < trials.length; i++) {
      cleanly[i] = ratios(i, clean[i], from, alternatives);
      raisedly[i] = ratios(i, raised[i], from, alternatives);
      rises[i] = spikes[i] == null ? null : Arrays.stream(spikes[i]).map(w -> w - from).toArray();
    }
    return new KnownParameters(cleanly, raisedly, rises, span.first() - from);
  }

  private double[][] ratios(int i, double[] failures, int from, RateAlternatives alternatives) {
    double rho = Math.max(NO_CORRELATION, correlations[i]);
    double[][] ratios = new double[span.end() - from][];
    for (int week = 0; week < ratios.length; week++) {
      double n = trials[i][from + week];
      double y = failures[from + week];
      if (n > 0) {
        ratios[week] = new double[alternatives.oddsRatios().length];
        double before = BetaBinomialLog.kernel(y, n, rates[i], rho);
        for (int k = 0; k < ratios[week].length; k++) {
          double p = RateAlternatives.raised(rates[i], alternatives.oddsRatios()[k]);
          ratios[week][k] = BetaBinomialLog.kernel(y, n, p, rho) - before;
        }
      }
    }
    return ratios;
  }
}
