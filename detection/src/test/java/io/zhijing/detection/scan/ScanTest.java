package io.zhijing.detection.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.scan.ScanOutcome.Cluster;
import io.zhijing.detection.scan.ScanOutcome.Found;
import io.zhijing.detection.scan.ScanOutcome.Insufficient;
import io.zhijing.detection.scan.ScanOutcome.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of the scan that hold whatever the data; the numbers are held to R's in jobs. */
class ScanTest {
  private static final int SIDE = 6;
  private static final int PLACES = SIDE * SIDE;
  private static final Zones NEIGHBOURS = NeighbourSets.usual(grid()).zones();
  private static final ScanSettings SETTINGS = ScanSettings.bySize(3, 199, 7);

  /** A board of squares, beside one another by an edge or a falling diagonal. */
  private static int[][] grid() {
    int[][] neighbours = new int[PLACES][];
    for (int i = 0; i < PLACES; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      neighbours[i] =
          IntStream.range(0, PLACES)
              .filter(
                  j -> {
                    int dx = j % SIDE - x;
                    int dy = j / SIDE - y;
                    return Math.abs(dx) + Math.abs(dy) == 1 || (dx == dy && Math.abs(dx) == 1);
                  })
              .toArray();
    }
    return neighbours;
  }

  private static int[][] cases(long seed, int periods, int mean) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] cases = new int[periods][PLACES];
    for (int[] period : cases) {
      for (int i = 0; i < PLACES * mean; i++) {
        period[random.nextInt(PLACES)]++;
      }
    }
    return cases;
  }

  private static double[][] even(int periods, double value) {
    double[][] even = new double[periods][PLACES];
    Arrays.stream(even).forEach(row -> Arrays.fill(row, value));
    return even;
  }

  private static int[][] trials(int periods) {
    int[][] trials = new int[periods][PLACES];
    Arrays.stream(trials).forEach(row -> Arrays.fill(row, 40));
    return trials;
  }

  static List<ScanData> models() {
    int[][] cases = cases(3, 5, 4);
    for (int t = 3; t < 5; t++) {
      cases[t][14] += 15;
      cases[t][15] += 14;
      cases[t][21] += 15;
    }
    return List.of(
        new ScanData.Poisson(cases, even(5, 3)),
        new ScanData.Bernoulli(cases, trials(5)),
        new ScanData.ExpectationBased(cases, even(5, 4)),
        new ScanData.Permutation(cases));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelFindsWhatIsThere(ScanData data) {
    Found found = (Found) Scan.run(data, NEIGHBOURS, SETTINGS);
    Cluster cluster = found.mostLikely().orElseThrow();
    assertThat(cluster.locations()).containsExactlyInAnyOrder(14, 15, 21);
    assertThat(cluster.duration()).isEqualTo(2);
    assertThat(cluster.pValue()).isEqualTo(1 / 200.0);
    assertThat(cluster.gumbelPValue()).isLessThan(1e-4);
    assertThat(cluster.relativeRisk()).isBetween(1.5, 6.0);
    assertThat((double) cluster.observed()).isGreaterThan(1.3 * cluster.expected());
  }

  @ParameterizedTest
  @MethodSource("models")
  void clustersShareNoLocationAndComeInOrder(ScanData data) {
    List<Cluster> clusters = ((Found) Scan.run(data, NEIGHBOURS, SETTINGS)).clusters();
    assertThat(clusters).hasSize(10);
    assertThat(clusters.stream().flatMap(each -> each.locations().stream()).toList())
        .doesNotHaveDuplicates();
    assertThat(clusters)
        .isSortedAccordingTo((a, b) -> Double.compare(b.statistic(), a.statistic()));
    assertThat(clusters).allMatch(each -> each.observed() > each.expected());
    assertThat(clusters).isSortedAccordingTo((a, b) -> Double.compare(a.pValue(), b.pValue()));
  }

  @ParameterizedTest
  @MethodSource("models")
  void theSameSeedGivesTheSameResult(ScanData data) {
    Found once = (Found) Scan.run(data, NEIGHBOURS, SETTINGS);
    Found again = (Found) Scan.run(data, NEIGHBOURS, SETTINGS);
    assertThat(again.clusters()).isEqualTo(once.clusters());
    assertThat(again.maxima()).isEqualTo(once.maxima());
    Found other = (Found) Scan.run(data, NEIGHBOURS, ScanSettings.bySize(3, 199, 8));
    assertThat(other.maxima()).isNotEqualTo(once.maxima());
  }

  @Test
  void withoutClustersTheAlarmsAreAsOftenAsSaid() {
    int maps = 200;
    Zones pairs = new NeighbourSets(grid(), 2, 3).zones();
    for (int model = 0; model < 4; model++) {
      int alarms = 0;
      for (int map = 0; map < maps; map++) {
        int[][] cases = cases(1000 + map, 3, 2);
        ScanData data =
            switch (model) {
              case 0 -> new ScanData.Poisson(cases, even(3, 1));
              case 1 -> new ScanData.Bernoulli(cases, trials(3));
              case 2 -> new ScanData.ExpectationBased(poisson(map, 3), even(3, 2));
              default -> new ScanData.Permutation(cases);
            };
        Found found = (Found) Scan.run(data, pairs, ScanSettings.bySize(2, 99, map));
        alarms += found.mostLikely().orElseThrow().pValue() <= 0.1 ? 1 : 0;
      }
      // Four standard errors of a share of 0.1 in 200.
      assertThat((double) alarms / maps).as("model %d", model).isCloseTo(0.1, within(0.085));
    }
  }

  private static int[][] poisson(long seed, int periods) {
    SplittableRandom random = new SplittableRandom(seed);
    PoissonDraw draw = new PoissonDraw(2);
    int[][] cases = new int[periods][PLACES];
    Arrays.stream(cases).forEach(row -> Arrays.setAll(row, i -> draw.next(random)));
    return cases;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void theLevelAndTheLanesChangeNothing(int windows) {
    for (int mean : new int[] {4, 400}) {
      ScanData data = new ScanData.Poisson(cases(5, 5, mean), even(5, 1));
      ScanSettings settings = ScanSettings.even(windows, 59, 1);
      double[] maxima = ((Found) Scan.run(data, NEIGHBOURS, settings)).maxima();
      assertThat(maxima).containsExactly(plainMaxima(data, windows, 59), within(1e-12));
    }
  }

  /** Every set of every replicate by the ratios themselves. */
  private static double[] plainMaxima(ScanData data, int windows, int replicates) {
    Sampler sampler = Sampler.of(data, windows);
    SplittableRandom random = new SplittableRandom(1);
    int[][] drawn = new int[windows][PLACES];
    int all = (int) ScanChecks.total(data.counts());
    double[] maxima = new double[replicates];
    for (int i = 0; i < replicates; i++) {
      sampler.draw(random, drawn);
      int[][] counts = new int[5][PLACES];
      for (int back = 0; back < windows; back++) {
        counts[4 - back] = drawn[back];
      }
      // What is older than the windows matters by its total only.
      counts[0][0] += all - (int) ScanChecks.total(drawn);
      ScanData replicate = new ScanData.Poisson(counts, data.weights());
      maxima[i] =
          Arrays.stream(Scan.ratios(replicate, NEIGHBOURS, windows))
              .flatMapToDouble(Arrays::stream)
              .max()
              .orElseThrow();
    }
    Arrays.sort(maxima);
    return maxima;
  }

  @Test
  void manyTrialsCostNoPrecision() {
    // By decimal arithmetic of 50 digits; the terms of the likelihood are as large as 5e8.
    int[][] failures = {{3000, 2700, 2900}};
    int[][] trials = {{9_000_000, 9_000_000, 9_000_000}};
    Zones single = new NeighbourSets(new int[3][0], 1, 1).zones();
    double[] ratios = Scan.ratios(new ScanData.Bernoulli(failures, trials), single, 1)[0];
    assertThat(ratios)
        .containsExactly(new double[] {4.617818690356413, 0, 0.2902318137507587}, within(1e-11));
  }

  static Stream<Object[]> unusable() {
    int[][] none = new int[2][PLACES];
    int[][] one = cases(1, 2, 1);
    int[][] negative = cases(1, 2, 1);
    negative[1][3] = -1;
    double[][] nan = even(2, 1);
    nan[0][5] = Double.NaN;
    double[][] hole = even(2, 1);
    int[][] inHole = cases(1, 2, 4);
    hole[1][0] = 0;
    double[][] below = even(2, 1);
    below[0][0] = -1;
    return Stream.of(
        new Object[] {new ScanData.Permutation(new int[0][]), Reason.EMPTY},
        new Object[] {new ScanData.Permutation(new int[3][0]), Reason.EMPTY},
        new Object[] {new ScanData.Permutation(new int[][] {{4}}), Reason.TOO_FEW_LOCATIONS},
        new Object[] {new ScanData.Permutation(negative), Reason.NEGATIVE_COUNT},
        new Object[] {new ScanData.Permutation(none), Reason.NO_CASES},
        new Object[] {new ScanData.Poisson(none, even(2, 1)), Reason.NO_CASES},
        new Object[] {
          new ScanData.Permutation(new int[][] {{2_000_000_000, 2_000_000_000}}),
          Reason.TOO_MANY_CASES
        },
        new Object[] {new ScanData.Poisson(one, nan), Reason.BAD_EXPECTED},
        new Object[] {new ScanData.Poisson(one, below), Reason.BAD_EXPECTED},
        new Object[] {ScanData.Poisson.ofShares(one, even(2, 0)), Reason.BAD_EXPECTED},
        new Object[] {new ScanData.Poisson(one, even(2, 0)), Reason.NO_EXPECTED},
        new Object[] {new ScanData.ExpectationBased(inHole, hole), Reason.CASES_WITHOUT_EXPECTED},
        new Object[] {new ScanData.Bernoulli(one, new int[2][PLACES]), Reason.NO_EXPECTED},
        new Object[] {new ScanData.Bernoulli(trials(2), one), Reason.FAILURES_EXCEED_TRIALS});
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void whatCannotBeScannedIsNamed(ScanData data, Reason reason) {
    assertThat(Scan.run(data, NEIGHBOURS, SETTINGS)).isEqualTo(new Insufficient(reason));
    assertThat(Arrays.stream(Reason.values()).map(Reason::code)).doesNotHaveDuplicates();
  }

  @Test
  void shapesThatDifferAreAMistakeOfTheCaller() {
    assertThatThrownBy(() -> new ScanData.Poisson(new int[2][3], new double[2][4]))
        .isInstanceOf(IllegalArgumentException.class);
    ScanData data = new ScanData.Permutation(cases(1, 2, 1));
    assertThatThrownBy(() -> Scan.run(data, NEIGHBOURS, ScanSettings.even(3, 99, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 periods");
    Zones other = new NeighbourSets(new int[3][0], 1, 1).zones();
    assertThatThrownBy(() -> Scan.run(data, other, ScanSettings.even(1, 99, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSetAboveWhichNothingCanBeIsNoCluster() {
    int[][] failures = {{5, 5, 5}};
    Zones single = new NeighbourSets(new int[3][0], 1, 1).zones();
    Found found =
        (Found)
            Scan.run(
                new ScanData.Bernoulli(failures, failures), single, ScanSettings.even(1, 19, 1));
    assertThat(found.clusters()).isEmpty();
    assertThat(found.maxima()).containsOnly(0);
  }

  @Test
  void casesThatLieAllInsideGiveAnInfiniteRiskAndNoMissingNumber() {
    Zones single = new NeighbourSets(new int[3][0], 1, 1).zones();
    ScanData data = new ScanData.Poisson(new int[][] {{0, 6, 0}}, new double[][] {{1, 1, 1}});
    Cluster cluster =
        ((Found) Scan.run(data, single, ScanSettings.even(1, 99, 1))).mostLikely().orElseThrow();
    assertThat(cluster.locations()).containsExactly(1);
    assertThat(cluster.relativeRisk()).isInfinite();
    assertThat(cluster.logLikelihoodRatio()).isCloseTo(6 * Math.log(3), within(1e-12));
    assertThat(cluster.gumbelPValue()).isBetween(0.0, 1.0);
  }
}
