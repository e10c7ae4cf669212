package io.zhijing.jobs.bench;

import io.zhijing.detection.scan.Circles;
import io.zhijing.detection.scan.Circles.Metric;
import io.zhijing.detection.scan.NeighbourSets;
import io.zhijing.detection.scan.Scan;
import io.zhijing.detection.scan.ScanData;
import io.zhijing.detection.scan.ScanOutcome.Cluster;
import io.zhijing.detection.scan.ScanOutcome.Found;
import io.zhijing.detection.scan.ScanSettings;
import io.zhijing.detection.scan.Zones;
import io.zhijing.jobs.simulation.RegionMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Scans of simulated maps: Poisson counts in proportion to the population, and a cluster of one to
 * six neighbouring regions where the risk is raised. Every method sees the same maps and is held to
 * the same significance level.
 *
 * @param map the regions
 * @param maps maps for each relative risk, at least 1
 * @param meanCases cases of an average region without a cluster
 * @param replicates of each scan
 */
public record ScanBench(RegionMap map, int maps, double meanCases, int replicates) {

  /** Significance level of every method. */
  public static final double LEVEL = 0.05;

  private static final List<Integer> RISKS = List.of(1, 2, 3);
  private static final int LARGEST_CLUSTER = 6;
  private static final int NEAREST = 8;

  /** What is compared. */
  public enum Method {
    /** Connected sets of neighbours, weighed by size. */
    NEIGHBOUR_SETS,
    /** Circles of up to half the population, the usual form. */
    CIRCLES,
    /** Circles of up to eight regions, for peers of about the clusters' size. */
    SMALL_CIRCLES
  }

  /**
   * What a method reached. All but the first are means over all maps, found or not, of the most
   * likely cluster against the true one.
   *
   * @param method what
   * @param relativeRisk inside the true cluster; at 1 there is none, and what is overlapped is only
   *     where it would have been
   * @param alarms share of maps with a p-value at or below the level
   * @param detection share of maps with such a p-value and a region of the true cluster
   * @param sensitivity share of the true cluster's regions that are named
   * @param predictiveValue share of the named regions that belong to the true cluster
   * @param overlap regions in both over regions in either (Jaccard)
   */
  public record Score(
      Method method,
      int relativeRisk,
      double alarms,
      double detection,
      double sensitivity,
      double predictiveValue,
      double overlap) {}

  private record Simulated(Set<Integer> cluster, ScanData data) {}

  /** The scores by relative risk, then method; the same seed gives the same scores. */
  public List<Score> run(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Method, Zones> families = families();
    List<Score> scores = new ArrayList<>();
    for (int risk : RISKS) {
      Map<Method, double[]> sums = new EnumMap<>(Method.class);
      for (int i = 0; i < maps; i++) {
        Simulated simulated = simulated(random, risk);
        long scanSeed = random.nextLong();
        families.forEach(
            (method, zones) ->
                sums.merge(method, one(simulated, method, zones, scanSeed), ScanBench::sum));
      }
      sums.forEach((method, sum) -> scores.add(score(method, risk, sum)));
    }
    return scores;
  }

  private Map<Method, Zones> families() {
    Map<Method, Zones> families = new EnumMap<>(Method.class);
    families.put(Method.NEIGHBOUR_SETS, NeighbourSets.usual(map.neighbours()).zones());
    families.put(Method.CIRCLES, circles(new Circles.PopulationShare(map.population(), 0.5)));
    families.put(Method.SMALL_CIRCLES, circles(new Circles.Nearest(NEAREST)));
    return families;
  }

  private Zones circles(Circles.Limit limit) {
    return new Circles(map.coordinates(), Metric.GREAT_CIRCLE, limit).zones().distinct();
  }

  private Simulated simulated(SplittableRandom random, int risk) {
    Set<Integer> cluster = cluster(random);
    double people = Arrays.stream(map.population()).sum();
    double[] expected = new double[map.size()];
    int[] counts = new int[map.size()];
    for (int i = 0; i < counts.length; i++) {
      expected[i] = map.population()[i] / people * map.size() * meanCases;
      double mean = expected[i] * (cluster.contains(i) ? risk : 1);
      counts[i] = PoissonDistribution.of(mean).inverseCumulativeProbability(random.nextDouble());
    }
    return new Simulated(
        cluster, new ScanData.Poisson(new int[][] {counts}, new double[][] {expected}));
  }

  /** Grown from a region drawn at random by one of the regions around it after the other. */
  private Set<Integer> cluster(SplittableRandom random) {
    int size = random.nextInt(1, LARGEST_CLUSTER + 1);
    Set<Integer> cluster = new HashSet<>(Set.of(random.nextInt(map.size())));
    while (cluster.size() < size) {
      Set<Integer> around = new TreeSet<>();
      for (int region : cluster) {
        Arrays.stream(map.neighbours()[region]).forEach(around::add);
      }
      around.removeAll(cluster);
      if (around.isEmpty()) {
        break;
      }
      cluster.add(List.copyOf(around).get(random.nextInt(around.size())));
    }
    return cluster;
  }

  /** Alarm, detection, sensitivity, predictive value and overlap of one scan. */
  private double[] one(Simulated simulated, Method method, Zones zones, long seed) {
    ScanSettings settings =
        method == Method.NEIGHBOUR_SETS
            ? ScanSettings.bySize(1, replicates, seed)
            : ScanSettings.even(1, replicates, seed);
    if (!(Scan.run(simulated.data(), zones, settings) instanceof Found found)
        || found.mostLikely().isEmpty()) {
      return new double[5];
    }
    Cluster named = found.mostLikely().get();
    Set<Integer> cluster = simulated.cluster();
    double both = named.locations().stream().filter(cluster::contains).count();
    int size = named.locations().size();
    boolean alarm = named.pValue() <= LEVEL;
    return new double[] {
      alarm ? 1 : 0,
      alarm && both > 0 ? 1 : 0,
      both / cluster.size(),
      both / size,
      both / (cluster.size() + size - both)
    };
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  private Score score(Method method, int risk, double[] sums) {
    return new Score(
        method,
        risk,
        sums[0] / maps,
        sums[1] / maps,
        sums[2] / maps,
        sums[3] / maps,
        sums[4] / maps);
  }
}
