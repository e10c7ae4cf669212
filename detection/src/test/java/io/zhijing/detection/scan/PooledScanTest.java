package io.zhijing.detection.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.model.WindowCount;
import io.zhijing.detection.scan.PooledScan.Cluster;
import io.zhijing.detection.stats.Draws;
import io.zhijing.detection.stats.NegativeBinomial;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PooledScanTest {
  private static final int SIDE = 6;
  private static final int[][] GRID = grid();

  private final PooledScan scan = new PooledScan(NeighbourSets.usual(GRID).zones());

  private static int[][] grid() {
    int[][] neighbours = new int[SIDE * SIDE][];
    for (int i = 0; i < neighbours.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      neighbours[i] =
          java.util.stream.IntStream.range(0, SIDE * SIDE)
              .filter(other -> Math.abs(other % SIDE - x) + Math.abs(other / SIDE - y) == 1)
              .toArray();
    }
    return neighbours;
  }

  private static WindowCount count(long observed, double expected) {
    return WindowCount.of(28, observed, 0, expected, 1.2 * expected);
  }

  private static WindowCount[] quiet() {
    return new WindowCount[SIDE * SIDE];
  }

  private List<Cluster> clusters(WindowCount[] places, WindowCount whole, double alpha) {
    return scan.clusters(
        new PooledScan.Map(new WindowCount[][] {places}, new WindowCount[] {whole}), alpha);
  }

  @Test
  void neighboursThatHaveRisenAreTakenTogether() {
    WindowCount[] places = quiet();
    for (int place : new int[] {7, 8, 13}) {
      places[place] = count(18, 6);
    }
    places[35] = count(9, 5);
    List<Cluster> clusters = clusters(places, null, 1e-3);
    assertThat(clusters).hasSize(1);
    Cluster found = clusters.get(0);
    assertThat(found.locations()).containsExactly(7, 8, 13);
    assertThat(found.count().observed()).isEqualTo(54);
    assertThat(found.count().expected()).isEqualTo(18);
    double tail = NegativeBinomial.ofMeanAndVariance(18, 21.6).upperTail(54);
    assertThat(found.pValue()).isCloseTo(tail * found.tries(), within(1e-12));
    assertThat(found.upperBound(1e-3)).isLessThan(54).isGreaterThan(18);
  }

  @Test
  void aLonePlaceIsNoCluster() {
    WindowCount[] places = quiet();
    places[7] = count(60, 6);
    places[9] = count(60, 6);
    assertThat(clusters(places, null, 1)).isEmpty();
  }

  @Test
  void aPlaceThatHasNotRisenInTheWindowIsNoPart() {
    WindowCount[] places = quiet();
    places[7] = count(30, 6);
    places[8] = count(5, 6);
    places[9] = count(30, 6);
    assertThat(clusters(places, null, 1)).isEmpty();
  }

  @Test
  void whatTheWholeMapDoesIsNoCluster() {
    WindowCount[] places = quiet();
    for (int place : new int[] {7, 8, 13}) {
      places[place] = count(18, 6);
    }
    assertThat(clusters(places, count(216, 216), 1e-3)).hasSize(1);
    assertThat(clusters(places, count(648, 216), 1e-3)).isEmpty();
  }

  @Test
  void clustersThatShareNoPlaceStandBesideOneAnother() {
    WindowCount[] places = quiet();
    for (int place : new int[] {0, 1}) {
      places[place] = count(30, 6);
    }
    for (int place : new int[] {34, 35}) {
      places[place] = count(40, 6);
    }
    assertThat(clusters(places, null, 1e-3))
        .extracting(Cluster::locations)
        .containsExactly(List.of(34, 35), List.of(0, 1));
  }

  @Test
  void theWindowThatIsLeastLikelyLeads() {
    WindowCount[] weeks = quiet();
    WindowCount[] week = quiet();
    for (int place : new int[] {7, 8}) {
      weeks[place] = count(14, 6);
      week[place] = WindowCount.of(7, 13, 0, 1.5, 1.8);
    }
    WindowCount[] none = new WindowCount[2];
    List<Cluster> clusters =
        scan.clusters(new PooledScan.Map(new WindowCount[][] {weeks, week}, none), 1e-3);
    assertThat(clusters).hasSize(1);
    assertThat(clusters.get(0).count().days()).isEqualTo(7);
  }

  /** All places are given, so that the bound is the scan's alone. */
  @Test
  void byChanceAClusterIsNoMoreOftenThanItsPValueSays() {
    SplittableRandom random = new SplittableRandom(20161118);
    int maps = 4000;
    int found = 0;
    for (int map = 0; map < maps; map++) {
      WindowCount[] places = quiet();
      for (int place = 0; place < places.length; place++) {
        places[place] = count((long) Draws.negativeBinomial(random, 4, 1.2), 4);
      }
      found += clusters(places, null, 0.05).isEmpty() ? 0 : 1;
    }
    assertThat((double) found / maps).isBetween(0.001, 0.05);
  }

  @Test
  void theGreatestOfTheSumsIsExpectedNotTheSumOfTheGreatest() {
    WindowCount[] places = quiet();
    places[7] = new WindowCount(28, 18, 0, 6, 9, 0, 10);
    places[8] = new WindowCount(28, 18, 0, 6, 3, 8, 10);
    WindowCount together = clusters(places, null, 1).get(0).count();
    assertThat(together.expected()).isEqualTo(12);
    assertThat(together.variance()).isCloseTo(20 * 12.0 / 17, within(1e-12));
  }

  @Test
  void anEmptyMapHasNone() {
    PooledScan nowhere = new PooledScan(NeighbourSets.usual(new int[0][]).zones());
    assertThat(nowhere.clusters(new PooledScan.Map(new WindowCount[1][0], new WindowCount[1]), 1))
        .isEmpty();
    assertThat(clusters(quiet(), null, 1)).isEmpty();
  }
}
