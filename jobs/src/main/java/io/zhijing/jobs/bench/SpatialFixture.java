package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.scan.Circles;
import io.zhijing.detection.scan.Circles.Metric;
import io.zhijing.detection.scan.Circles.Nearest;
import io.zhijing.detection.scan.Circles.PopulationShare;
import io.zhijing.detection.scan.Scan;
import io.zhijing.detection.scan.ScanData;
import io.zhijing.detection.scan.ScanOutcome.Cluster;
import io.zhijing.detection.scan.ScanOutcome.Found;
import io.zhijing.detection.scan.ScanSettings;
import io.zhijing.detection.scan.Zones;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A reference result of a scan statistic (files {@code kulldorff_*} and {@code scan_*} of the R
 * packages SpatialEpi and scanstatistics) beside what {@link Scan} makes of the same input.
 *
 * <p>Ratios, counts and clusters must agree to {@value #TOLERANCE}, relative or to 1. SpatialEpi's
 * binomial form takes differences of terms as large as N log N for N people: there twice the
 * rounding of such a term is allowed. What is drawn must agree within four standard errors of the
 * two samples' shares and eight replicates; a Gumbel p-value, which the reference fits in its own
 * way, within a factor of two.
 */
public final class SpatialFixture {
  private static final double TOLERANCE = 1e-8;
  private static final double STANDARD_ERRORS = 4;
  private static final double REPLICATES_MORE = 8;
  private static final double GUMBEL_FACTOR = 2;
  private static final int REPLICATES = 999;
  private static final int MOST_CLUSTERS = 20;

  private final JsonNode fixture;
  private final boolean binomial;
  private final Deviations deviations;

  private SpatialFixture(JsonNode fixture) {
    this.fixture = fixture;
    this.binomial = fixture.at("/control/model").asText().startsWith("binomial");
    this.deviations = new Deviations(binomial ? cancelled() : TOLERANCE);
  }

  private double cancelled() {
    double people = Arrays.stream(numbers(fixture.get("population"))).sum();
    return 2 * Math.ulp(1.0) * people * Math.log(people);
  }

  /** Whether a file is one of these, by its {@code algorithm}. */
  public static boolean isOne(JsonNode fixture) {
    String algorithm = fixture.path("algorithm").asText();
    return algorithm.startsWith("kulldorff.") || algorithm.startsWith("scanstatistics.");
  }

  /**
   * Compares every number of the file.
   *
   * @param seed of the replicates
   * @throws IllegalArgumentException if the file is of another kind
   */
  public static SpatialComparison compare(JsonNode fixture, long seed) {
    if (!isOne(fixture)) {
      throw new IllegalArgumentException("not spatial: " + fixture.path("algorithm"));
    }
    SpatialFixture one = new SpatialFixture(fixture);
    if (fixture.get("algorithm").asText().startsWith("kulldorff.")) {
      one.compareSpatial(seed);
    } else {
      one.compareSpaceTime(seed);
    }
    return one.deviations.comparison(fixture.get("id").asText());
  }

  private void compareSpatial(long seed) {
    double[] population = numbers(fixture.get("population"));
    int[][] cases = {integers(fixture.get("cases"))};
    ScanData data =
        binomial
            ? new ScanData.Bernoulli(cases, new int[][] {integers(fixture.get("population"))})
            : new ScanData.Poisson(cases, new double[][] {numbers(fixture.get("expectedInput"))});
    double share = fixture.at("/control/popUpperBound").asDouble();
    Zones zones =
        new Circles(
                table(fixture.get("coordinates")),
                Metric.EUCLIDEAN,
                new PopulationShare(population, share))
            .zones();
    double[] ratios = Scan.ratios(data, zones, 1)[0];
    JsonNode expected = fixture.get("zoneLogLikelihoodRatios");
    deviations.exact("zones", zones.size(), expected.get("count").asInt());
    deviations.near("largest", Arrays.stream(ratios).max().orElseThrow(), expected.get("max"));
    deviations.near("sum", Arrays.stream(ratios).sum(), expected.get("sum"));
    JsonNode first = expected.get("first200");
    for (int i = 0; i < first.size(); i++) {
      deviations.near("zone " + i, ratios[i], first.get(i));
    }
    Found found = scan(data, zones, 1, seed);
    spatialCluster("most likely", found.clusters().get(0), fixture.get("mostLikelyCluster"));
    secondaries(found);
    maxima(found.maxima());
  }

  private void secondaries(Found found) {
    JsonNode secondaries = fixture.get("secondaryClusters");
    for (int i = 0; i < secondaries.size(); i++) {
      spatialCluster("secondary " + i, found.clusters().get(i + 1), secondaries.get(i));
    }
    double alpha = fixture.at("/control/alphaLevel").asDouble();
    if (found.clusters().size() > secondaries.size() + 1) {
      double next = found.clusters().get(secondaries.size() + 1).pValue();
      deviations.check(
          "the next secondary, p " + next, next >= alpha - samplingError(alpha, simulations()));
    }
  }

  private void spatialCluster(String where, Cluster cluster, JsonNode expected) {
    List<Integer> locations = oneBased(cluster.locations());
    deviations.check(
        where + " " + locations, locations.equals(integersOf(expected.get("locationIds"))));
    double[] population = numbers(fixture.get("population"));
    double inside = cluster.locations().stream().mapToDouble(i -> population[i]).sum();
    deviations.near(where + " population", inside, expected.get("population"));
    deviations.exact(where + " cases", cluster.observed(), expected.get("cases").asLong());
    deviations.near(where + " expected", cluster.expected(), expected.get("expected"));
    deviations.near(where + " smr", smr(cluster), expected.get("smr"));
    deviations.near(where + " llr", cluster.logLikelihoodRatio(), expected.get("llr"));
    drawn(where + " p", cluster.pValue(), expected.get("pValue").asDouble());
  }

  private void compareSpaceTime(long seed) {
    ScanData data = spaceTime();
    int nearest = fixture.at("/control/k").asInt();
    // The files say great circles; their zones are those of degrees taken as plane coordinates.
    Zones zones =
        new Circles(
                table(fixture.get("coordinatesLongLat")), Metric.EUCLIDEAN, new Nearest(nearest))
            .zones()
            .distinct();
    deviations.exact("zones", zones.size(), fixture.get("zoneCount").asInt());
    int periods = data.periods();
    scores(Scan.ratios(data, zones, periods), zones);
    Found found = scan(data, zones, periods, seed);
    Cluster cluster = found.clusters().get(0);
    JsonNode expected = fixture.get("mostLikelyCluster");
    List<Integer> locations = oneBased(cluster.locations());
    deviations.check(
        "most likely " + locations,
        new HashSet<>(locations).equals(new HashSet<>(integersOf(expected.get("locations")))));
    deviations.exact("duration", cluster.duration(), expected.get("duration").asInt());
    deviations.near("score", cluster.logLikelihoodRatio(), expected.get("score"));
    double inside = smr(cluster);
    if (data instanceof ScanData.ExpectationBased) {
      deviations.near("relative risk", cluster.relativeRisk(), expected.get("relativeRisk"));
    } else {
      deviations.near("relative risk inside", inside, expected.get("relrisk_in"));
      deviations.near(
          "relative risk outside", inside / cluster.relativeRisk(), expected.get("relrisk_out"));
    }
    drawn("p", cluster.pValue(), fixture.get("mcPvalue").asDouble());
    gumbel(cluster.gumbelPValue(), fixture.get("gumbelPvalue").asDouble());
    maxima(found.maxima());
  }

  private static double smr(Cluster cluster) {
    return (double) cluster.observed() / cluster.expected();
  }

  private ScanData spaceTime() {
    int[][] counts =
        StreamSupport.stream(fixture.get("counts").spliterator(), false)
            .map(SpatialFixture::integers)
            .toArray(int[][]::new);
    if (fixture.path("population").isArray()) {
      return ScanData.Poisson.ofShares(counts, table(fixture.get("population")));
    }
    return fixture.path("baselines").isArray()
        ? new ScanData.ExpectationBased(counts, table(fixture.get("baselines")))
        : new ScanData.Permutation(counts);
  }

  /** The best scores, each with its own zone and duration, and as the best of all. */
  private void scores(double[][] ratios, Zones zones) {
    Map<Set<Integer>, Integer> bySet = new HashMap<>();
    for (int zone = 0; zone < zones.size(); zone++) {
      bySet.put(new HashSet<>(Arrays.stream(zones.members(zone)).boxed().toList()), zone);
    }
    Map<Integer, Integer> byNumber = new HashMap<>();
    for (JsonNode zone : fixture.get("topZones")) {
      int[] members = IntStream.of(integers(zone.get("locations"))).map(i -> i - 1).toArray();
      Set<Integer> set = new HashSet<>(Arrays.stream(members).boxed().toList());
      deviations.check("zone " + zone.get("zone") + " is one", bySet.containsKey(set));
      byNumber.put(zone.get("zone").asInt(), bySet.getOrDefault(set, 0));
    }
    double[] ranked = Arrays.stream(ratios).flatMapToDouble(Arrays::stream).sorted().toArray();
    JsonNode top = fixture.get("topScores");
    for (int i = 0; i < top.size(); i++) {
      JsonNode score = top.get(i).get("score");
      int zone = byNumber.get(top.get(i).get("zone").asInt());
      int duration = top.get(i).get("duration").asInt();
      deviations.near("top score " + i, ratios[duration - 1][zone], score);
      deviations.near("rank " + i, ranked[ranked.length - 1 - i], score);
    }
  }

  private static Found scan(ScanData data, Zones zones, int windows, long seed) {
    ScanSettings settings =
        new ScanSettings(windows, REPLICATES, seed, ScanSettings.Weighting.EVEN, MOST_CLUSTERS);
    if (Scan.run(data, zones, settings) instanceof Found found) {
      return found;
    }
    throw new IllegalArgumentException("the file's data cannot be scanned");
  }

  /** The share of replicates above each of the reference's quantiles. */
  private void maxima(double[] maxima) {
    JsonNode expected = fixture.get("monteCarloMaxima");
    for (int i = 0; i < expected.get("probs").size(); i++) {
      double above = 1 - expected.get("probs").get(i).asDouble();
      double quantile = expected.get("quantiles").get(i).asDouble();
      double share =
          (double) Arrays.stream(maxima).filter(each -> each > quantile).count() / maxima.length;
      drawn("replicates above " + quantile, share, above);
    }
  }

  private void drawn(String where, double actual, double expected) {
    deviations.check(
        "%s: %s, expected %s".formatted(where, actual, expected),
        Math.abs(actual - expected) <= samplingError(expected, simulations()));
  }

  private int simulations() {
    return fixture.at("/control/nSimulations").asInt();
  }

  /** Four standard errors of the difference of two shares, and for the tail eight replicates. */
  private static double samplingError(double share, int simulations) {
    double variance = share * (1 - share) * (1.0 / simulations + 1.0 / REPLICATES);
    return STANDARD_ERRORS * Math.sqrt(variance)
        + REPLICATES_MORE / Math.min(simulations, REPLICATES);
  }

  private void gumbel(double actual, double expected) {
    deviations.check(
        "Gumbel p: %s, expected %s".formatted(actual, expected),
        actual <= expected * GUMBEL_FACTOR && actual >= expected / GUMBEL_FACTOR);
  }

  private static List<Integer> oneBased(List<Integer> locations) {
    return locations.stream().map(location -> location + 1).toList();
  }

  private static List<Integer> integersOf(JsonNode array) {
    return Arrays.stream(integers(array)).boxed().toList();
  }

  private static int[] integers(JsonNode array) {
    IntUnaryOperator at = i -> array.get(i).asInt();
    return IntStream.range(0, array.size()).map(at).toArray();
  }

  private static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }

  private static double[][] table(JsonNode rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(SpatialFixture::numbers)
        .toArray(double[][]::new);
  }
}
