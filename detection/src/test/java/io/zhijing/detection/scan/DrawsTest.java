package io.zhijing.detection.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every draw against its distribution, by a chi-squared test at 1 in 100 000. */
class DrawsTest {
  private static final int DRAWS = 100_000;

  private static void assertFits(IntUnaryOperator draw, IntToDoubleFunction probability) {
    int[] counts = new int[4000];
    for (int i = 0; i < DRAWS; i++) {
      counts[draw.applyAsInt(i)]++;
    }
    double statistic = 0;
    double observed = 0;
    double expected = 0;
    int cells = 0;
    for (int k = 0; k < counts.length; k++) {
      observed += counts[k];
      expected += DRAWS * probability.applyAsDouble(k);
      if (expected >= 10) {
        statistic += (observed - expected) * (observed - expected) / expected;
        observed = 0;
        expected = 0;
        cells++;
      }
    }
    // What is left of the tail: at most ten expected.
    assertThat(observed).isLessThan(40);
    if (cells > 1) {
      double p = ChiSquaredDistribution.of(cells - 1).survivalProbability(statistic);
      assertThat(p).as("chi-squared %s of %d cells", statistic, cells).isGreaterThan(1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.3",
    "20, 0.1",
    "30, 0.9",
    "40, 0.5",
    "1000, 0.009",
    "1000, 0.011",
    "500, 0.4",
    "3000, 0.75",
    "100000, 0.005",
    "2000000000, 0.0000001"
  })
  void binomialDrawsAreBinomial(int trials, double p) {
    SplittableRandom random = new SplittableRandom(trials);
    BinomialDistribution exact = BinomialDistribution.of(trials, p);
    assertFits(i -> BinomialDraw.draw(random, trials, p), exact::probability);
  }

  @Test
  void binomialDrawsWithoutChanceAreSure() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(BinomialDraw.draw(random, 50, 0)).isZero();
    assertThat(BinomialDraw.draw(random, 50, 1)).isEqualTo(50);
    assertThat(BinomialDraw.draw(random, 0, 0.5)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0.3", "8", "400", "2500"})
  void poissonDrawsArePoisson(double mean) {
    SplittableRandom random = new SplittableRandom(2);
    PoissonDraw draw = new PoissonDraw(mean);
    assertFits(i -> draw.next(random), PoissonDistribution.of(mean)::probability);
  }

  @Test
  void cellsAreDrawnByTheirWeights() {
    double[] weights = {0, 3, 1e-3, 50, 0, 7, 7, 0.5};
    double sum = Arrays.stream(weights).sum();
    CellDraw cells = new CellDraw(weights);
    SplittableRandom random = new SplittableRandom(3);
    assertFits(i -> cells.next(random), k -> k < weights.length ? weights[k] / sum : 0);
  }

  @ParameterizedTest
  @CsvSource({"20", "2000"})
  void eachCellOfASampleIsBinomial(int size) {
    double[] weights = {2, 0, 5, 1, 0};
    CellDraw cells = new CellDraw(weights);
    SplittableRandom random = new SplittableRandom(4);
    int[] counts = new int[weights.length];
    assertFits(
        i -> {
          cells.sample(random, size, counts);
          assertThat(Arrays.stream(counts).sum()).isEqualTo(size);
          assertThat(counts[1] + counts[4]).isZero();
          return counts[2];
        },
        BinomialDistribution.of(size, 5 / 8.0)::probability);
  }

  @ParameterizedTest
  @CsvSource({"12", "50"})
  void failuresAreDrawnFromTheTrialsWithoutReplacement(int failures) {
    int[][] trials = {{20, 5}, {10, 25}};
    ScanData data =
        new ScanData.Bernoulli(new int[][] {{0, 5}, {failures - 5, 0}}, trialsWith(trials));
    Sampler sampler = Sampler.of(data, 1);
    SplittableRandom random = new SplittableRandom(5);
    int[][] recent = new int[1][2];
    HypergeometricDistribution exact = HypergeometricDistribution.of(100, 25, failures);
    assertFits(
        i -> {
          sampler.draw(random, recent);
          return recent[0][1];
        },
        exact::probability);
  }

  /** So many trials that every failure has one: 100 in all, 25 of them in the last cell. */
  private static int[][] trialsWith(int[][] trials) {
    return new int[][] {{trials[0][0], trials[0][1]}, {50, trials[1][1]}};
  }

  @Test
  void aShuffleKeepsPlacesAndPeriodsAndDrawsTheirTable() {
    int[][] counts = {{3, 9}, {4, 2}, {6, 1}};
    Sampler sampler = Sampler.of(new ScanData.Permutation(counts), 3);
    SplittableRandom random = new SplittableRandom(6);
    int[][] recent = new int[3][2];
    HypergeometricDistribution exact = HypergeometricDistribution.of(25, 13, 7);
    assertFits(
        i -> {
          sampler.draw(random, recent);
          assertThat(recent[0][0] + recent[1][0] + recent[2][0]).isEqualTo(13);
          assertThat(recent[2][0] + recent[2][1]).isEqualTo(12);
          return recent[0][0];
        },
        exact::probability);
  }

  @Test
  void poissonDataAreSharedOutByTheirBaselines() {
    ScanData data =
        new ScanData.ExpectationBased(
            new int[][] {{1, 1}, {1, 1}}, new double[][] {{9, 9}, {3, 0.5}});
    Sampler sampler = Sampler.of(data, 1);
    SplittableRandom random = new SplittableRandom(7);
    int[][] recent = new int[1][2];
    assertFits(
        i -> {
          sampler.draw(random, recent);
          return recent[0][0];
        },
        PoissonDistribution.of(3)::probability);
  }

  @ParameterizedTest
  @CsvSource({"32767", "32768", "2000000000"})
  void lanesHoldTheirCountsAndReachTheirThresholds(int most) {
    Lanes lanes = Lanes.forCounts(most);
    int[][] windows = {{0}, {1}, {most - 1}, {most}, {5}};
    long[] packed = new long[1];
    for (int first = 0; first < windows.length; first += lanes.number()) {
      lanes.pack(windows, first, packed);
      for (int lane = 0; lane < lanes.number() && first + lane < windows.length; lane++) {
        int count = windows[first + lane][0];
        assertThat(lanes.get(lane, packed[0])).isEqualTo(count);
        for (int least : new int[] {1, 2, 5, most - 1, most, Integer.MAX_VALUE}) {
          long threshold = lanes.threshold(lane, least);
          assertThat(lanes.isReached(lane, packed[0], threshold)).isEqualTo(count >= least);
          assertThat(lanes.isAnyReached(packed[0], threshold)).isEqualTo(count >= least);
        }
      }
    }
    assertThat((double) lanes.number()).isCloseTo(3, within(1.0));
  }
}
