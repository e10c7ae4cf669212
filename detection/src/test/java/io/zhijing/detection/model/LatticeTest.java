package io.zhijing.detection.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.Tree.Node;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LatticeTest {
  private static final Lattice LATTICE =
      new Lattice(
          Map.of(
              Dimension.REGION,
              Taxonomy.closed(
                  Tree.of(
                      List.of(
                          new Node("all", "All", "全部", ""),
                          new Node("unknown", "Unknown", "未知", "all"),
                          new Node("l1", "League 1", "盟一", "all"),
                          new Node("b1", "Banner 1", "旗一", "l1"),
                          new Node("b2", "Banner 2", "旗二", "l1"))),
                  Map.of()),
              Dimension.SECTOR,
              Taxonomy.closed(
                  Tree.of(
                      List.of(
                          new Node("s", "All", "全部", ""),
                          new Node("unknown", "Unknown", "未知", "s"),
                          new Node("c", "Food", "食品", "s"))),
                  Map.of())),
          List.of(
              new Facet("region-sector", List.of(Dimension.REGION, Dimension.SECTOR)),
              new Facet("sector", List.of(Dimension.SECTOR))));

  @Test
  void aReportIsCountedAtEachLevelOnce() {
    assertThat(
            LATTICE.strata(
                ReportStream.INSPECTION,
                Map.of(Dimension.REGION, List.of("b1", "b2"), Dimension.SECTOR, List.of("c"))))
        .extracting(Stratum::key)
        .containsExactlyInAnyOrder(
            "inspection",
            "inspection;region=l1",
            "inspection;region=b1",
            "inspection;region=b2",
            "inspection;sector=c",
            "inspection;region=l1;sector=c",
            "inspection;region=b1;sector=c",
            "inspection;region=b2;sector=c");
  }

  @Test
  void containsFollowsTheTreesAndTheStream() {
    Stratum banner = Stratum.parse("inspection;region=b1;sector=c");
    assertThat(LATTICE.contains(Stratum.parse("inspection"), banner)).isTrue();
    assertThat(LATTICE.contains(Stratum.parse("inspection;region=l1"), banner)).isTrue();
    assertThat(LATTICE.contains(banner, banner)).isTrue();
    assertThat(LATTICE.contains(Stratum.parse("inspection;region=b2"), banner)).isFalse();
    assertThat(LATTICE.contains(banner, Stratum.parse("inspection;region=l1"))).isFalse();
    assertThat(LATTICE.contains(Stratum.parse("complaint"), banner)).isFalse();
    assertThat(LATTICE.depth(banner)).isEqualTo(3);
  }

  @Test
  void aStratumBorrowsFromOneLevelUp() {
    assertThat(LATTICE.lender(Stratum.parse("inspection;region=b1;sector=c")).orElseThrow().key())
        .isEqualTo("inspection;region=l1;sector=c");
    assertThat(LATTICE.lender(Stratum.parse("inspection;region=l1;sector=c")).orElseThrow().key())
        .isEqualTo("inspection;sector=c");
    assertThat(LATTICE.lender(Stratum.parse("inspection"))).isEmpty();
  }

  @Test
  void thoseThatFixANodeAndThoseOfTheSameWithoutItAreAll() {
    Map<Dimension, List<String>> nodes =
        Map.of(Dimension.REGION, List.of("b1", "b2"), Dimension.SECTOR, List.of("c"));
    List<Stratum> fixing = LATTICE.strataFixing(Dimension.SECTOR, ReportStream.INSPECTION, nodes);
    Set<Stratum> others =
        LATTICE.strata(
            ReportStream.INSPECTION, Map.of(Dimension.REGION, nodes.get(Dimension.REGION)));
    assertThat(fixing).hasSize(4).allMatch(each -> !each.node(Dimension.SECTOR).isEmpty());
    List<Stratum> both = new ArrayList<>(fixing);
    both.addAll(others);
    assertThat(both)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(LATTICE.strata(ReportStream.INSPECTION, nodes));
  }

  @Test
  void aLeafFacetAddsOneStratum() {
    Taxonomy firms = Taxonomy.flat(new Node("firms", "Firms", "企业", ""));
    List<Dimension> all = List.of(Dimension.REGION, Dimension.SECTOR, Dimension.ENTERPRISE);
    Lattice lattice =
        new Lattice(
            Map.of(
                Dimension.REGION, LATTICE.taxonomy(Dimension.REGION),
                Dimension.SECTOR, LATTICE.taxonomy(Dimension.SECTOR),
                Dimension.ENTERPRISE, firms),
            List.of(new Facet("enterprise", all, Set.copyOf(all))));
    Map<Dimension, List<String>> nodes =
        new EnumMap<>(
            Map.of(
                Dimension.REGION, List.of("b1"),
                Dimension.SECTOR, List.of("c"),
                Dimension.ENTERPRISE, List.of("91150600YYYY00039N")));
    Stratum firm = Stratum.parse("inspection;region=b1;sector=c;enterprise=91150600YYYY00039N");
    assertThat(lattice.strata(ReportStream.INSPECTION, nodes)).containsExactly(firm);
    assertThat(lattice.contains(Stratum.parse("inspection;region=l1;sector=c"), firm)).isTrue();
    assertThat(lattice.lender(firm).orElseThrow().key()).isEqualTo("inspection;region=b1;sector=c");
    assertThat(lattice.depth(firm)).isEqualTo(4);
    assertThat(lattice.label(firm, List.of(Dimension.ENTERPRISE), true))
        .isEqualTo("91150600YYYY00039N");
    nodes.remove(Dimension.ENTERPRISE);
    assertThat(lattice.strata(ReportStream.INSPECTION, nodes)).isEmpty();
  }

  @Test
  void aKeySurvivesOddCharacters() {
    Stratum odd = new Stratum(ReportStream.COMPLAINT, Map.of(Dimension.HAZARD, "a;b=c%3B d/铅"));
    assertThat(Stratum.parse(odd.key())).isEqualTo(odd);
    assertThat(odd.key()).isNotEqualTo(odd.with(Dimension.HAZARD, "a;b=c; d/铅").key());
  }

  @Test
  void aSeriesEqualsASimpleModel() {
    SplittableRandom random = new SplittableRandom(11);
    CountSeries series = new CountSeries();
    TreeMap<Integer, long[]> model = new TreeMap<>();
    for (int i = 0; i < 3000; i++) {
      int day = random.nextInt(200);
      long trials = random.nextInt(3);
      long observed = random.nextInt(3);
      series.put(day, trials, observed);
      model.put(day, new long[] {trials, observed});
      int from = random.nextInt(200);
      int to = from + random.nextInt(60);
      assertThat(series.trials(from, to))
          .isEqualTo(
              model.subMap(from, true, to, true).values().stream().mapToLong(v -> v[0]).sum());
      assertThat(series.observed(from, to))
          .isEqualTo(
              model.subMap(from, true, to, true).values().stream().mapToLong(v -> v[1]).sum());
    }
    series.forgetBefore(100);
    assertThat(series.trials(0, 99)).isZero();
    assertThat(series.trials(100, 300))
        .isEqualTo(model.tailMap(100).values().stream().mapToLong(v -> v[0]).sum());
    assertThat(CountSeries.of(series.days(), series.trials(), series.observed()).observed(0, 300))
        .isEqualTo(series.observed(0, 300));
  }
}
