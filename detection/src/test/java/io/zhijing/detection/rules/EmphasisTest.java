package io.zhijing.detection.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.assess.Assessor;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Signal.Kind;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import io.zhijing.detection.model.Tree.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmphasisTest {
  private static final Stratum MILK = Stratum.parse("inspection;region=north;sector=milk");
  private static final Lattice LATTICE =
      new Lattice(
          Map.of(
              Dimension.REGION, tree("r", "north", "south"),
              Dimension.SECTOR, tree("s", "milk", "nuts"),
              Dimension.HAZARD, tree("h", "lead", "mould")),
          List.of());

  private static Taxonomy tree(String root, String one, String other) {
    return Taxonomy.closed(
        Tree.of(
            List.of(
                new Node(root, root, root, ""),
                new Node("unknown", "unknown", "unknown", root),
                new Node(one, one, one, root),
                new Node(other, other, other, root))),
        Map.of());
  }

  private static RuleSet rules(Emphasis emphasis) {
    RuleSet standard = RuleSet.standard();
    return new RuleSet(
        "centre",
        2,
        standard.detection(),
        standard.levels(),
        standard.life(),
        standard.duties(),
        emphasis,
        standard.spread());
  }

  private static Emphasis key(double score) {
    return new Emphasis(
        List.of(new Emphasis.Key(Dimension.SECTOR, "milk", score, "重点产品")), List.of());
  }

  private static List<RiskLevel> levels(RuleSet rules, Kind kind, double pValue) {
    Finding finding =
        new Finding(7, 30, 0, 5, 12, pValue, "test", new BaselineState("estimated", "", 364, 0));
    return new Assessor(LATTICE, rules)
            .assess(100, List.of(new Signal(MILK, 100, kind, finding)), List.of())
            .assessments()
            .stream()
            .map(each -> each.level())
            .toList();
  }

  @Test
  void theSameDataReachALevelOnlyWhereTheProductIsKey() {
    assertThat(levels(rules(Emphasis.none()), Kind.COUNT, 1e-6)).isEmpty();
    assertThat(levels(rules(key(-1.5)), Kind.COUNT, 1e-6)).containsExactly(RiskLevel.BLUE);
    assertThat(levels(rules(Emphasis.none()), Kind.COUNT, 1e-10)).containsExactly(RiskLevel.YELLOW);
    assertThat(levels(rules(key(2)), Kind.COUNT, 1e-10)).containsExactly(RiskLevel.BLUE);
    assertThat(levels(rules(key(8)), Kind.COUNT, 1e-10)).isEmpty();
  }

  @Test
  void keysThatFitAddUpAndOthersDoNotMatter() {
    Emphasis both =
        new Emphasis(
            List.of(
                new Emphasis.Key(Dimension.SECTOR, "milk", -1, "key product"),
                new Emphasis.Key(Dimension.REGION, "north", -0.5, "key region"),
                new Emphasis.Key(Dimension.REGION, "south", 4, "elsewhere"),
                new Emphasis.Key(Dimension.HAZARD, "lead", 9, "not named by the stratum")),
            List.of());
    assertThat(both.shift(MILK, LATTICE)).isEqualTo(-1.5);
    assertThat(both.shift(Stratum.parse("inspection"), LATTICE)).isZero();
  }

  @Test
  void aStreamNeedsAScoreOfItsOwnAndKeysComeOnTop() {
    RuleSet lower = RuleSet.standard().withStreamScores(Map.of(ReportStream.INSPECTION, -1.5));
    assertThat(levels(lower, Kind.COUNT, 1e-6)).containsExactly(RiskLevel.BLUE);
    RuleSet complaints = RuleSet.standard().withStreamScores(Map.of(ReportStream.COMPLAINT, -1.5));
    assertThat(levels(complaints, Kind.COUNT, 1e-6)).isEmpty();
    Emphasis both = new Emphasis(key(-1).keys(), List.of(), Map.of(ReportStream.INSPECTION, -0.5));
    assertThat(both.shift(MILK, LATTICE)).isEqualTo(-1.5);
    assertThat(both.keyShift(MILK, LATTICE)).isEqualTo(-1);
    assertThat(both.shift(Stratum.parse("inspection"), LATTICE)).isEqualTo(-0.5);
    assertThat(both.shift(Stratum.parse("complaint;sector=milk"), LATTICE)).isEqualTo(-1);
  }

  @Test
  void aNewHazardIsWarnedOfWhereAStreamNeedsMoreAndNotWhereAKeyDoes() {
    Stratum hazard = Stratum.parse("inspection;hazard=lead");
    Finding found =
        new Finding(28, 2, 0, 0, 1, 0.01, "test", new BaselineState("estimated", "", 364, 0));
    List<Signal> signals = List.of(new Signal(hazard, 100, Kind.FIRST_EVER, found));
    RuleSet strict = RuleSet.standard().withStreamScores(Map.of(ReportStream.INSPECTION, 2.0));
    assertThat(new Assessor(LATTICE, strict).assess(100, signals, List.of()).assessments())
        .hasSize(1);
    Emphasis key =
        new Emphasis(
            List.of(new Emphasis.Key(Dimension.HAZARD, "lead", 2, "known and harmless")),
            List.of());
    assertThat(new Assessor(LATTICE, rules(key)).assess(100, signals, List.of()).assessments())
        .isEmpty();
  }

  @Test
  void aStreamCannotAskForWhatIsNoSignal() {
    assertThat(rules(online(-2)).faults()).isEmpty();
    assertThat(rules(online(-3)).faults())
        .singleElement()
        .asString()
        .contains("streams", "blue to 4.0 (ecommerce)", "below 4.7");
    assertThat(rules(online(Double.NaN)).faults()).contains("streams.ecommerce must be a number");
  }

  @Test
  void aStreamWithAScoreOfItsOwnKeepsItsSignalsFromElsewhere() {
    RuleSet standard = RuleSet.standard();
    RuleSet lower = standard.withStreamScores(Map.of(ReportStream.ECOMMERCE, -3.0));
    assertThat(lower.faults()).isEmpty();
    double usual = standard.detection().alpha(ReportStream.ECOMMERCE);
    assertThat(lower.detection().alpha(ReportStream.ECOMMERCE) / usual)
        .isCloseTo(100, within(1e-9));
    assertThat(lower.detection().alpha(ReportStream.INSPECTION)).isEqualTo(usual);
    RuleSet moved = lower.withLowestScore(6);
    assertThat(moved.detection().alpha(ReportStream.INSPECTION)).isCloseTo(1e-4, within(1e-12));
    assertThat(moved.detection().alpha(ReportStream.ECOMMERCE)).isCloseTo(1e-2, within(1e-10));
  }

  private static Emphasis online(double score) {
    return new Emphasis(List.of(), List.of(), Map.of(ReportStream.ECOMMERCE, score));
  }

  @Test
  void aKeyCannotAskForWhatIsNoSignal() {
    assertThat(rules(key(-2)).faults()).isEmpty();
    assertThat(rules(key(-3)).faults())
        .singleElement()
        .asString()
        .contains("blue to 4.0", "below 4.7");
  }

  @Test
  void aSilenceHoldsWhatLiesBelowAllItsNodes() {
    Emphasis.Silence silence =
        new Emphasis.Silence(
            Map.of(Dimension.REGION, "north", Dimension.SECTOR, "milk"), 77, "li", "festival");
    Emphasis emphasis = new Emphasis(List.of(), List.of(silence));
    assertThat(emphasis.silencedUntil(MILK, LATTICE)).isEqualTo(77);
    assertThat(emphasis.silencedUntil(MILK.with(Dimension.HAZARD, "lead"), LATTICE)).isEqualTo(77);
    assertThat(emphasis.silencedUntil(Stratum.parse("inspection;region=north"), LATTICE)).isZero();
  }

  @Test
  void aRootHoldsEverythingBelowItAndWhatNamesNothing() {
    Emphasis key =
        new Emphasis(
            List.of(new Emphasis.Key(Dimension.REGION, "r", -1, "all of it")),
            List.of(
                new Emphasis.Silence(
                    Map.of(Dimension.REGION, "r", Dimension.SECTOR, "milk"),
                    77,
                    "li",
                    "festival")));
    assertThat(key.shift(MILK, LATTICE)).isEqualTo(-1);
    assertThat(key.shift(Stratum.parse("inspection"), LATTICE)).isEqualTo(-1);
    assertThat(key.silencedUntil(MILK, LATTICE)).isEqualTo(77);
    assertThat(key.silencedUntil(Stratum.parse("inspection;sector=nuts"), LATTICE)).isZero();
    assertThat(rules(key).faults(LATTICE)).isEmpty();
  }

  @Test
  void codesThatThePackLacksAreFaultsAndSoIsASilenceOfARoot() {
    Emphasis wrong =
        new Emphasis(
            List.of(
                new Emphasis.Key(Dimension.SECTOR, "milk", -0.5, "fine"),
                new Emphasis.Key(Dimension.SECTOR, "mlik", -0.5, "misspelt"),
                new Emphasis.Key(Dimension.PRODUCER, "north", -0.5, "not watched")),
            List.of(
                new Emphasis.Silence(
                    Map.of(Dimension.REGION, "east", Dimension.SECTOR, "milk"), 77, "li", "why"),
                new Emphasis.Silence(Map.of(Dimension.REGION, "r"), 77, "li", "why")));
    assertThat(rules(wrong).faults()).isEmpty();
    assertThat(rules(wrong).faults(LATTICE))
        .containsExactly(
            "keys[1] names the sector mlik, which the pack does not have",
            "keys[2] names the producer north, which the pack does not have",
            "silences[0] names the region east, which the pack does not have",
            "silences[1] would silence everything: name a node below the root");
  }
}
