package io.zhijing.detection.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.detection.scan.Circles.Metric;
import io.zhijing.detection.scan.Circles.Nearest;
import io.zhijing.detection.scan.Circles.PopulationShare;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZonesTest {
  /** On a line at 0, 1, 3 and 7. */
  private static final double[][] LINE = {{0, 0}, {1, 0}, {3, 0}, {7, 0}};

  /** A ring of six around a centre, 6; and two that hang on by a thread, 7 and 8. */
  private static final int[][] WHEEL = {
    {1, 5, 6, 7},
    {0, 2, 6},
    {1, 3, 6},
    {2, 4, 6},
    {3, 5, 6},
    {4, 0, 6},
    {0, 1, 2, 3, 4, 5},
    {0, 8},
    {7}
  };

  private static List<Set<Integer>> sets(SetFamily family) {
    return IntStream.range(0, family.size())
        .<Set<Integer>>mapToObj(
            set -> new HashSet<>(Arrays.stream(family.members(set)).boxed().toList()))
        .toList();
  }

  @Test
  void circlesGrowByDistanceUpToTheirNumberOfPlaces() {
    Zones zones = new Circles(LINE, Metric.EUCLIDEAN, new Nearest(3)).zones();
    assertThat(zones.size()).isEqualTo(12);
    assertThat(zones.members(2)).containsExactly(0, 1, 2);
    assertThat(zones.members(11)).containsExactly(3, 2, 1);
    assertThat(sets(zones.distinct())).doesNotHaveDuplicates().hasSize(9);
    assertThat(sets(zones.distinct())).containsAll(sets(zones));
  }

  @Test
  void circlesEndBeforeTheyPassTheirShareOfThePopulation() {
    double[] population = {10, 20, 10, 60};
    Zones zones = new Circles(LINE, Metric.EUCLIDEAN, new PopulationShare(population, 0.3)).zones();
    assertThat(sets(zones))
        .containsExactly(Set.of(0), Set.of(0, 1), Set.of(1), Set.of(1, 0), Set.of(2), Set.of(2, 1));
  }

  @Test
  void greatCirclesSeeThatMeridiansDrawTogether() {
    double[][] north = {{100, 60}, {103, 60}, {100, 62}};
    Zones flat = new Circles(north, Metric.EUCLIDEAN, new Nearest(2)).zones();
    Zones round = new Circles(north, Metric.GREAT_CIRCLE, new Nearest(2)).zones();
    assertThat(flat.members(1)).containsExactly(0, 2);
    assertThat(round.members(1)).containsExactly(0, 1);
  }

  @Test
  void neighbourSetsAreAllTheConnectedSetsOfFour() {
    Zones zones = new NeighbourSets(WHEEL, 4, 4).zones();
    assertThat(sets(zones)).doesNotHaveDuplicates();
    assertThat(sets(zones)).containsExactlyInAnyOrderElementsOf(connected(4));
  }

  /** By trying every subset. */
  private static List<Set<Integer>> connected(int most) {
    return IntStream.range(1, 1 << WHEEL.length)
        .filter(bits -> Integer.bitCount(bits) <= most && reached(bits) == bits)
        .<Set<Integer>>mapToObj(
            bits ->
                new HashSet<>(
                    IntStream.range(0, WHEEL.length)
                        .filter(i -> (bits >> i & 1) == 1)
                        .boxed()
                        .toList()))
        .toList();
  }

  private static int reached(int bits) {
    int reached = Integer.lowestOneBit(bits);
    for (int step = 0; step < WHEEL.length; step++) {
      for (int i = 0; i < WHEEL.length; i++) {
        for (int other : WHEEL[i]) {
          reached |= (reached >> i & 1) == 1 ? 1 << other & bits : 0;
        }
      }
    }
    return reached;
  }

  @Test
  void largerNeighbourSetsMustHangTogether() {
    List<Set<Integer>> sets = sets(NeighbourSets.usual(WHEEL).zones());
    assertThat(sets)
        .contains(Set.of(6, 0, 1, 2, 3, 4), Set.of(6, 0, 1, 3, 4))
        .doesNotContain(Set.of(8, 7, 0, 1, 2), Set.of(8, 7, 0, 1, 6, 2), Set.of(0, 1, 2, 3, 4, 5));
    assertThat(sets).doesNotHaveDuplicates().allMatch(set -> set.size() <= 6);
  }

  @Test
  void sumsOverZonesAreTheSumsOfTheirMembers() {
    Zones circles = new Circles(LINE, Metric.EUCLIDEAN, new Nearest(4)).zones();
    Zones zones = circles.and(new NeighbourSets(new int[][] {{1}, {0}, {3}, {2}}, 2, 2).zones());
    assertThat(sets(zones)).doesNotHaveDuplicates().contains(Set.of(2, 3), Set.of(0, 1, 2, 3));
    long[] counts = {1, 10, 100, 1000};
    double[] weights = {1, 10, 100, 1000};
    long[] sums = new long[zones.size() + 1];
    double[] weighed = new double[zones.size() + 1];
    zones.sum(counts, sums);
    zones.sum(weights, weighed);
    for (int zone = 0; zone < zones.size(); zone++) {
      long sum = Arrays.stream(zones.members(zone)).mapToLong(i -> counts[i]).sum();
      assertThat(sums[zone + 1]).isEqualTo(sum);
      assertThat(weighed[zone + 1]).isEqualTo((double) sum);
      assertThat(zones.size(zone)).isEqualTo(zones.members(zone).length);
    }
  }

  @Test
  void mapsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new NeighbourSets(new int[][] {{1}, {}}, 4, 6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 names 1");
    assertThatThrownBy(() -> new NeighbourSets(WHEEL, 4, 3))
        .isInstanceOf(IllegalArgumentException.class);
    double[][] hole = {{1, 2}, {Double.NaN, 3}};
    assertThatThrownBy(() -> new Circles(hole, Metric.EUCLIDEAN, new Nearest(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new Circles(LINE, Metric.EUCLIDEAN, new PopulationShare(new double[3], 0.5)))
        .isInstanceOf(IllegalArgumentException.class);
    Zones four = new Circles(LINE, Metric.EUCLIDEAN, new Nearest(1)).zones();
    assertThatThrownBy(() -> four.and(NeighbourSets.usual(WHEEL).zones()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
