package io.zhijing.detection.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.assess.Contributions.Cell;
import io.zhijing.detection.assess.Decision.Reason;
import io.zhijing.detection.model.Contribution;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Signal.Kind;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import io.zhijing.detection.model.Tree.Node;
import io.zhijing.detection.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Leagues l1 to l4 in a row with banners a and b each; b of one borders a of the next. */
class SpreadTest {
  private static final int DAY = 100;
  private static final Lattice LATTICE =
      new Lattice(
          Map.of(
              Dimension.REGION, tree("r", "l1>l1a,l1b", "l2>l2a,l2b", "l3>l3a,l3b", "l4>l4a,l4b"),
              Dimension.PRODUCER, tree("w", "asia>in,cn", "europe>de,fr"),
              Dimension.SECTOR, tree("s", "C>C13,C14,C18", "F>F52"),
              Dimension.HAZARD, tree("h", "eo>2ce", "lead>"),
              Dimension.ENTERPRISE, Taxonomy.flat(new Node("firms", "Firms", "企业", ""))),
          List.of(),
          Map.of(
              "l1b", List.of("l2a"),
              "l2a", List.of("l1b"),
              "l1", List.of("l2"),
              "l2", List.of("l1")));
  private static final RuleSet.Spread RULES = RuleSet.Spread.standard();
  private final Spread spread = new Spread(LATTICE, RULES);

  private static Taxonomy tree(String root, String... branches) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(root, root, root, ""));
    for (String branch : branches) {
      String top = branch.substring(0, branch.indexOf('>'));
      nodes.add(new Node(top, top, top, root));
      for (String leaf : branch.substring(branch.indexOf('>') + 1).split(",", -1)) {
        if (!leaf.isEmpty()) {
          nodes.add(new Node(leaf, leaf, leaf, top));
        }
      }
    }
    return Taxonomy.closed(Tree.of(nodes), Map.of());
  }

  private static Signal signal(String nodes, long observed, double expected) {
    Finding finding =
        new Finding(
            28,
            observed,
            0,
            expected,
            expected + 4,
            1e-9,
            "test",
            new BaselineState("estimated", "", 364, 0));
    return new Signal(Stratum.parse("inspection;" + nodes), DAY, Kind.COUNT, finding);
  }

  private static Decision decision(String nodes, Reason reason) {
    return new Decision(signal(nodes, 25, 5), reason, Optional.empty());
  }

  private Spread.Found of(String lead, Decision... others) {
    List<Decision> day = new ArrayList<>(List.of(others));
    Signal leading = signal(lead, 40, 5);
    day.add(new Decision(leading, Reason.LEADS, Optional.empty()));
    return spread.of(leading, day);
  }

  private static Decision weak(String nodes) {
    return decision(nodes, Reason.BELOW_LOWEST_LEVEL);
  }

  private static Decision part(String nodes) {
    return decision(nodes, Reason.PART_OF_WIDER_RISE);
  }

  @Test
  void oneProductInOnePlaceOrInNeighbouringBannersIsRegional() {
    assertThat(of("region=l1a;sector=C13").scope()).isEqualTo(Scope.REGIONAL);
    Spread.Found league =
        of("region=l1;sector=C13", part("region=l1a;sector=C13"), part("region=l1b;sector=C13"));
    assertThat(league.scope()).isEqualTo(Scope.REGIONAL);
    assertThat(league.reach().regions()).containsExactly("l1a", "l1b");
    assertThat(league.reach().sectors()).containsExactly("C13");
    Spread.Found overTheBorder =
        of("sector=C13", part("region=l1b;sector=C13"), part("region=l2a;sector=C13"));
    assertThat(overTheBorder.scope()).isEqualTo(Scope.REGIONAL);
    Spread.Found apart =
        of("sector=C13", part("region=l1a;sector=C13"), part("region=l4a;sector=C13"));
    assertThat(apart.scope()).as("neither neighbours nor many").isEqualTo(Scope.SECTORAL);
    Signal small = signal("region=l1a;sector=C13", 10, 5);
    Spread.Found diffuse =
        of("sector=C13", new Decision(small, Reason.PART_OF_WIDER_RISE, Optional.empty()));
    assertThat(diffuse.scope()).as("the place is a small part").isEqualTo(Scope.SECTORAL);
  }

  @Test
  void oneSectorOverManyLeaguesIsSectoral() {
    assertThat(
            of(
                    "sector=C13",
                    part("region=l1;sector=C13"),
                    part("region=l2b;sector=C13"),
                    part("region=l4;sector=C13"))
                .scope())
        .isEqualTo(Scope.SECTORAL);
    assertThat(of("sector=C13").scope()).as("no place stands out").isEqualTo(Scope.SECTORAL);
  }

  @Test
  void whatIsTooWeakAloneIsSeenTogether() {
    Spread.Found found =
        of("region=l1a;sector=C13", weak("region=l2a;sector=C13"), weak("region=l3;sector=C13"));
    assertThat(found.scope()).isEqualTo(Scope.SECTORAL);
    assertThat(found.reach().regions()).containsExactly("l1a", "l2a", "l3");
    assertThat(of("region=l1", weak("region=l2"), weak("region=l3")).scope())
        .isEqualTo(Scope.SYSTEMIC);
  }

  @Test
  void manySectorsAtOnceAreSystemic() {
    Spread.Found found = of("sector=C", part("sector=C13"), part("sector=C14"), part("sector=C18"));
    assertThat(found.scope()).isEqualTo(Scope.SYSTEMIC);
    assertThat(found.reach().sectors()).containsExactly("C13", "C14", "C18");
    assertThat(of("sector=C13", weak("sector=C14"), weak("sector=F52")).scope())
        .isEqualTo(Scope.SYSTEMIC);
    assertThat(of("sector=C13", weak("sector=C14")).scope()).isEqualTo(Scope.SECTORAL);
    assertThat(of("hazard=lead").scope()).as("nothing else is known").isEqualTo(Scope.SYSTEMIC);
  }

  @Test
  void whatHasNothingToDoWithItDoesNotCount() {
    Spread.Found found =
        of(
            "region=l1a;sector=C13",
            weak("region=l2a;sector=F52"),
            weak("region=l3a;sector=C18"),
            weak("region=l4;hazard=lead"),
            decision("region=l2;sector=C13", Reason.EXPLAINED_BY_CHILD),
            decision("region=l3;sector=C13", Reason.EXPLAINED_BY_CHILD));
    assertThat(found.scope()).isEqualTo(Scope.REGIONAL);
    assertThat(found.reach().regions()).containsExactly("l1a");
  }

  @Test
  void aSourceIsOnePlaceUntilTheHazardIsInManySectors() {
    assertThat(
            of(
                    "producer=in;sector=C13;hazard=eo",
                    decision("region=l1;hazard=eo", Reason.EXPLAINED_ELSEWHERE),
                    decision("region=l2;hazard=eo", Reason.EXPLAINED_ELSEWHERE),
                    decision("region=l4;hazard=eo", Reason.EXPLAINED_ELSEWHERE))
                .scope())
        .isEqualTo(Scope.REGIONAL);
    assertThat(
            of(
                    "producer=in;sector=C13;hazard=eo",
                    weak("producer=de;sector=C14;hazard=2ce"),
                    weak("producer=fr;sector=F52;hazard=eo"))
                .scope())
        .isEqualTo(Scope.SYSTEMIC);
  }

  @Test
  void aSingleFirmIsNoneOfThem() {
    assertThat(of("region=l1a;sector=C13;enterprise=F1", weak("region=l2a;sector=C13")).scope())
        .isEqualTo(Scope.ENTERPRISE);
    Signal league = signal("region=l1;sector=C13", 20, 5);
    Signal firm = signal("region=l1a;sector=C13;enterprise=F1", 9, 0);
    Decision leads = new Decision(league, Reason.LEADS, Optional.empty());
    Decision part = new Decision(firm, Reason.PART_OF_WIDER_RISE, Optional.empty());
    assertThat(spread.of(league, List.of(leads, part)).scope())
        .as("at least half of the rise")
        .isEqualTo(Scope.ENTERPRISE);
    Signal small = signal("region=l1a;sector=C13;enterprise=F1", 7, 0);
    Decision smaller = new Decision(small, Reason.PART_OF_WIDER_RISE, Optional.empty());
    assertThat(spread.of(league, List.of(leads, smaller)).scope()).isEqualTo(Scope.REGIONAL);
  }

  private static Cell cell(String region, String sector, String hazard, String firm, long count) {
    return new Cell(
        Map.of(
            Dimension.REGION, List.of(region),
            Dimension.SECTOR, List.of(sector),
            Dimension.HAZARD, List.of(hazard),
            Dimension.ENTERPRISE, List.of(firm)),
        1,
        count);
  }

  private static Assessment assessment(String nodes, long observed, double expected) {
    Signal signal = signal(nodes, observed, expected);
    return new Assessment(
        signal.stratum(), DAY, RiskLevel.BLUE, Scope.SYSTEMIC, signal, List.of(), Reach.UNKNOWN);
  }

  @Test
  void contributionsDivideTheCountAndNameTheGreatestFive() {
    List<Cell> cells = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      cells.add(cell(i % 2 == 0 ? "l1a" : "l1b", "C13", "lead", "F" + i, i));
    }
    cells.add(cell("l2a", "C13", "lead", "F9", 100));
    Reach reach =
        new Contributions(LATTICE, RULES)
            .explain(assessment("region=l1;sector=C13", 30, 8), cells)
            .reach();
    assertThat(reach.counted()).as("two of the observed are not known").isEqualTo(28);
    assertThat(reach.contributions())
        .containsExactly(
            new Contribution(Dimension.REGION, "l1b", 16),
            new Contribution(Dimension.REGION, "l1a", 12),
            new Contribution(Dimension.HAZARD, "lead", 28),
            new Contribution(Dimension.ENTERPRISE, "F7", 7),
            new Contribution(Dimension.ENTERPRISE, "F6", 6),
            new Contribution(Dimension.ENTERPRISE, "F5", 5),
            new Contribution(Dimension.ENTERPRISE, "F4", 4),
            new Contribution(Dimension.ENTERPRISE, "F3", 3),
            new Contribution(Dimension.ENTERPRISE, "", 3));
  }

  @Test
  void aFirmWithHalfOfTheCountHasTheScopeOfAFirm() {
    Contributions contributions = new Contributions(LATTICE, RULES);
    Assessment lead = assessment("hazard=lead", 10, 4);
    List<Cell> half =
        List.of(cell("l1a", "C13", "lead", "F1", 5), cell("l3a", "C14", "eo", "F2", 9));
    assertThat(contributions.explain(lead, half).scope()).isEqualTo(Scope.SYSTEMIC);
    List<Cell> many = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      many.add(cell("l1a", "C13", "lead", "F1", 1));
    }
    assertThat(contributions.explain(lead, many).scope()).isEqualTo(Scope.ENTERPRISE);
  }

  @Test
  void whereNothingWasExpectedContributionsTellThePlaces() {
    Contributions contributions = new Contributions(LATTICE, RULES);
    List<Cell> two =
        List.of(cell("l1a", "C13", "lead", "F1", 1), cell("l1b", "C13", "lead", "F2", 1));
    Assessment rare = contributions.explain(assessment("hazard=lead", 2, 0.1), two);
    assertThat(rare.scope()).isEqualTo(Scope.REGIONAL);
    assertThat(rare.reach().regions()).containsExactly("l1");
    assertThat(rare.reach().sectors()).containsExactly("C");
    Assessment usual = contributions.explain(assessment("hazard=lead", 2, 1.5), two);
    assertThat(usual.scope())
        .as("what is usual tells nothing of the rise")
        .isEqualTo(Scope.SYSTEMIC);
    assertThat(usual.reach().regions()).isEmpty();
  }
}
