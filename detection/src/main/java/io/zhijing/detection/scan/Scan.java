package io.zhijing.detection.scan;

import io.zhijing.detection.scan.ScanOutcome.Cluster;
import io.zhijing.detection.scan.ScanOutcome.Found;
import io.zhijing.detection.scan.ScanOutcome.Insufficient;
import io.zhijing.detection.scan.ScanOutcome.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The scan statistic (Kulldorff, 1997, Communications in Statistics 26:1481): of all sets of
 * locations and all windows that end in the last period, the one whose cases least look like
 * chance, with the probability that chance alone shows one like it anywhere. Searching everywhere
 * is paid for by that: one p-value for the whole search. Looks for high rates only.
 */
public final class Scan {
  /** Statistics closer than this are equal; then the smaller set leads. */
  private static final double RESOLUTION = 1e9;

  private static final double EULER = 0.5772156649015329;

  private final ScanSettings settings;
  private final SetFamily family;
  private final Likelihood likelihood;
  private final double[] handicaps;

  private Scan(ScanData data, SetFamily family, ScanSettings settings) {
    this.settings = settings;
    this.family = family;
    this.likelihood = Likelihood.of(data, family, settings.maxDuration());
    this.handicaps = handicaps(family, settings.weighting());
  }

  /** A candidate: slot and window with their count. */
  private record Candidate(int window, int slot, int count, double ratio, double statistic) {}

  /**
   * Scans the data over the sets.
   *
   * @throws IllegalArgumentException if the sets are over another number of locations, there are
   *     none, or there are fewer periods than the longest window
   */
  public static ScanOutcome run(ScanData data, SetFamily family, ScanSettings settings) {
    Optional<Reason> reason = ScanChecks.reason(data);
    if (reason.isPresent()) {
      return new Insufficient(reason.get());
    }
    requireFit(data, family, settings.maxDuration());
    return new Scan(data, family, settings).found(data);
  }

  /**
   * The log likelihood ratio of every set in every window; 0 where there are no more cases than
   * expected.
   *
   * @return {@code [duration - 1][set]}
   * @throws IllegalArgumentException if {@link #run} would, or if the data cannot be scanned
   */
  public static double[][] ratios(ScanData data, SetFamily family, int maxDuration) {
    ScanChecks.reason(data)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason.code());
            });
    requireFit(data, family, maxDuration);
    double[][] ratios = new double[maxDuration][family.size()];
    Scan scan = new Scan(data, family, ScanSettings.even(maxDuration, 2, 0));
    for (Candidate each : scan.candidates(data)) {
      ratios[each.window()][each.slot() - 1] = each.ratio();
    }
    return ratios;
  }

  private static void requireFit(ScanData data, SetFamily family, int maxDuration) {
    if (family.locations() != data.locations()
        || family.size() == 0
        || maxDuration < 1
        || maxDuration > data.periods()) {
      throw new IllegalArgumentException(
          "%d sets over %d locations, %d periods of %d locations, windows of up to %d"
              .formatted(
                  family.size(),
                  family.locations(),
                  data.periods(),
                  data.locations(),
                  maxDuration));
    }
  }

  private static double[] handicaps(SetFamily family, ScanSettings.Weighting weighting) {
    double[] handicaps = new double[family.size() + 1];
    if (weighting == ScanSettings.Weighting.EVEN) {
      return handicaps;
    }
    int[] ofSize = new int[family.locations() + 1];
    for (int set = 0; set < family.size(); set++) {
      ofSize[family.size(set)]++;
    }
    for (int set = 0; set < family.size(); set++) {
      handicaps[set + 1] = Math.log(ofSize[family.size(set)]) / 2;
    }
    return handicaps;
  }

  private Found found(ScanData data) {
    List<Candidate> leading = leading(candidates(data));
    Sampler sampler = Sampler.of(data, settings.maxDuration());
    double[] maxima =
        new Replicates(family, likelihood, handicaps, sampler.most())
            .maxima(sampler, new SplittableRandom(settings.seed()), settings.replicates());
    return new Found(leading.stream().map(each -> cluster(each, maxima)).toList(), maxima);
  }

  private List<Candidate> candidates(ScanData data) {
    int[][] recent = new int[settings.maxDuration()][];
    for (int back = 0; back < recent.length; back++) {
      recent[back] = data.counts()[data.periods() - 1 - back].clone();
    }
    Replicates.cumulate(recent);
    List<Candidate> candidates = new ArrayList<>();
    long[] sums = new long[family.size() + 1];
    for (int window = 0; window < recent.length; window++) {
      family.sum(Arrays.stream(recent[window]).asLongStream().toArray(), sums);
      for (int slot = 1; slot < sums.length; slot++) {
        int count = (int) sums[slot];
        if (count >= likelihood.least(window, slot)) {
          double ratio = likelihood.ratio(window, slot, count);
          candidates.add(new Candidate(window, slot, count, ratio, ratio - handicaps[slot]));
        }
      }
    }
    return candidates;
  }

  /** The most likely, then those without a location in common with any before. */
  private List<Candidate> leading(List<Candidate> candidates) {
    candidates.sort(
        Comparator.comparingDouble((Candidate each) -> -Math.rint(each.statistic() * RESOLUTION))
            .thenComparingInt(each -> family.size(each.slot() - 1))
            .thenComparingInt(Candidate::window)
            .thenComparingInt(Candidate::slot));
    List<Candidate> leading = new ArrayList<>();
    BitSet taken = new BitSet(family.locations());
    for (Candidate each : candidates) {
      int[] members = family.members(each.slot() - 1);
      if (Arrays.stream(members).noneMatch(taken::get)) {
        Arrays.stream(members).forEach(taken::set);
        leading.add(each);
      }
      if (leading.size() == settings.mostClusters()) {
        break;
      }
    }
    return leading;
  }

  private Cluster cluster(Candidate each, double[] maxima) {
    int window = each.window();
    int slot = each.slot();
    return new Cluster(
        slot - 1,
        Arrays.stream(family.members(slot - 1)).boxed().toList(),
        window + 1,
        each.count(),
        likelihood.expected[window][slot],
        likelihood.relativeRisk(window, slot, each.count()),
        each.ratio(),
        each.statistic(),
        pValue(each.statistic(), maxima),
        gumbelPValue(each.statistic(), maxima));
  }

  /** Replicates equal to the statistic, beyond rounding, count as reaching it. */
  private static double pValue(double statistic, double[] maxima) {
    long reaching =
        Arrays.stream(maxima).filter(each -> each >= statistic - 1 / RESOLUTION).count();
    return (reaching + 1.0) / (maxima.length + 1.0);
  }

  private static double gumbelPValue(double statistic, double[] maxima) {
    double mean = Arrays.stream(maxima).average().orElseThrow();
    double squares = Arrays.stream(maxima).map(each -> (each - mean) * (each - mean)).sum();
    double scale = Math.sqrt(6 * squares / (maxima.length - 1)) / Math.PI;
    if (!(scale > 0)) {
      return statistic > mean ? 0 : 1;
    }
    double location = mean - EULER * scale;
    return -Math.expm1(-Math.exp(-(statistic - location) / scale));
  }
}
