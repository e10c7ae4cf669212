package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Facet;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import io.zhijing.detection.model.Tree.Node;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.stats.Draws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Five leagues of eight banners each, all in a row: a1 to a8, b1 to b8 and so on. */
class ClusterJudgeTest {
  private static final int TODAY = 500;
  private static final int CHANGE = TODAY - 27;
  private static final List<String> LEAGUES = List.of("a", "b", "c", "d", "e");
  private static final List<String> ROW =
      LEAGUES.stream()
          .flatMap(league -> IntStream.rangeClosed(1, 8).mapToObj(number -> league + number))
          .toList();
  private static final Lattice LATTICE =
      new Lattice(
          Map.of(Dimension.REGION, regions()),
          List.of(new Facet("region", List.of(Dimension.REGION))),
          neighbours());

  private final RuleSet.Detection rules = RuleSet.standard().detection();
  private final Judge judge = new Judge(rules);
  private final ClusterJudge clusters = new ClusterJudge(LATTICE, rules);

  private static Taxonomy regions() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node("r", "r", "r", ""));
    LEAGUES.forEach(league -> nodes.add(new Node(league, league, league, "r")));
    ROW.forEach(banner -> nodes.add(new Node(banner, banner, banner, banner.substring(0, 1))));
    return Taxonomy.closed(Tree.of(nodes), Map.of());
  }

  private static Map<String, List<String>> neighbours() {
    Map<String, List<String>> neighbours = new HashMap<>();
    for (int i = 0; i < ROW.size(); i++) {
      List<String> beside = new ArrayList<>();
      if (i > 0) {
        beside.add(ROW.get(i - 1));
      }
      if (i < ROW.size() - 1) {
        beside.add(ROW.get(i + 1));
      }
      neighbours.put(ROW.get(i), beside);
    }
    return neighbours;
  }

  /**
   * Complaints by banner, league ("" the whole map): a banner has one every other day, those that
   * rise so many times as many in the last four weeks.
   */
  private static Map<String, CountSeries> drawn(Set<String> rising, double times, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, CountSeries> series = new TreeMap<>();
    for (String banner : ROW) {
      for (int day = TODAY - 400; day <= TODAY; day++) {
        boolean isHigh = day >= CHANGE && rising.contains(banner);
        long count = (long) Draws.negativeBinomial(random, isHigh ? 0.5 * times : 0.5, 1.2);
        for (String region : List.of(banner, banner.substring(0, 1), "")) {
          CountSeries own = series.computeIfAbsent(region, first -> new CountSeries());
          own.put(day, 0, own.observed(day, day) + count);
        }
      }
    }
    return series;
  }

  private static Judge.Case of(String region, Map<String, CountSeries> series) {
    String above = region.length() > 1 ? region.substring(0, 1) : "";
    return new Judge.Case(
        Stratum.parse(region.isEmpty() ? "complaint" : "complaint;region=" + region),
        series.get(region),
        series.get(above),
        TODAY - 400,
        new int[0]);
  }

  private List<Signal> judged(Set<String> rising, double times, long seed) {
    return judged(drawn(rising, times, seed));
  }

  private List<Signal> judged(Map<String, CountSeries> series) {
    Map<String, Risen> risen = new HashMap<>();
    for (String banner : ROW) {
      Judge.Case given = of(banner, series);
      judge
          .risen(given, TODAY, judge.judge(given, TODAY))
          .ifPresent(each -> risen.put(banner, each));
    }
    Judge.Case whole = of("", series);
    return clusters.judge(
        Stratum.parse("complaint"),
        TODAY,
        risen,
        judge.windows(whole, TODAY, judge.judge(whole, TODAY)));
  }

  @Test
  void aClusterLiesOnTheNarrowestRegionThatHoldsIt() {
    List<Signal> signals = judged(Set.of("a1", "a2", "a3"), 3.5, 1);
    assertThat(signals).hasSize(1);
    Signal signal = signals.get(0);
    assertThat(signal.kind()).isEqualTo(Signal.Kind.CLUSTER);
    assertThat(signal.stratum().key()).isEqualTo("complaint;region=a");
    assertThat(signal.places()).containsExactly("a1", "a2", "a3");
    assertThat(signal.finding().method()).isEqualTo(ClusterJudge.METHOD);
    assertThat(signal.finding().observed()).isGreaterThan((long) signal.finding().upperBound());
    assertThat(signal.finding().expected()).isBetween(36.0, 50.0);
    assertThat(signal.parts())
        .extracting(Stratum::key)
        .containsExactly("complaint;region=a1", "complaint;region=a2", "complaint;region=a3");
  }

  @Test
  void aClusterOverABorderLiesOnTheWholeMap() {
    List<Signal> signals = judged(Set.of("a8", "b1"), 4, 2);
    assertThat(signals).extracting(each -> each.stratum().key()).containsExactly("complaint");
    assertThat(signals.get(0).places()).containsExactly("a8", "b1");
  }

  @Test
  void risesThatDoNotTouchAreNone() {
    assertThat(judged(Set.of("a1", "a3", "b5"), 4, 3)).isEmpty();
  }

  @Test
  void whereNothingRisesThereIsNone() {
    for (long seed = 0; seed < 40; seed++) {
      assertThat(judged(Set.of(), 1, 1000 + seed)).as("seed %s", seed).isEmpty();
    }
  }

  @Test
  void togetherTheyStandOutWhereNeitherOneNorTheirLeagueDoes() {
    int together = 0;
    int apart = 0;
    for (long seed = 0; seed < 50; seed++) {
      Map<String, CountSeries> series = drawn(Set.of("b7", "b8", "c1", "c2"), 2.4, 2000 + seed);
      together += judged(series).isEmpty() ? 0 : 1;
      boolean isAny =
          series.keySet().stream()
              .anyMatch(region -> judge.judge(of(region, series), TODAY).kind().isPresent());
      apart += isAny ? 1 : 0;
    }
    assertThat(together).isGreaterThan(apart + 15);
  }

  @Test
  void aRiseOfTheWholeMapIsNoCluster() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(judged(Set.copyOf(ROW), 2.5, 3000 + seed)).as("seed %s", seed).isEmpty();
    }
  }

  @Test
  void aFirmAndARegionWithoutNeighboursDoNotMatter() {
    assertThat(ClusterJudge.concerns(Stratum.parse("complaint;region=a1"), LATTICE, rules))
        .isTrue();
    assertThat(ClusterJudge.concerns(Stratum.parse("complaint"), LATTICE, rules)).isTrue();
    assertThat(ClusterJudge.concerns(Stratum.parse("complaint;region=a"), LATTICE, rules))
        .isFalse();
    assertThat(
            ClusterJudge.concerns(
                Stratum.parse("complaint;region=a1;enterprise=x"), LATTICE, rules))
        .isFalse();
  }

  @Test
  void withoutNeighboursNothingIsLookedAt() {
    Lattice plain = new Lattice(Map.of(Dimension.REGION, regions()), List.of());
    ClusterJudge none = new ClusterJudge(plain, rules);
    assertThat(ClusterJudge.concerns(Stratum.parse("complaint"), plain, rules)).isFalse();
    assertThat(none.judge(Stratum.parse("complaint"), TODAY, Map.of(), Optional.empty())).isEmpty();
  }
}
