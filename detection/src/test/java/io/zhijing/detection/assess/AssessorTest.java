package io.zhijing.detection.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.assess.Decision.Reason;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Facet;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Signal.Around;
import io.zhijing.detection.model.Signal.Kind;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AssessorTest {
  private static final int DAY = 100;
  private static final Lattice LATTICE =
      new Lattice(
          Map.of(
              Dimension.REGION, FlatTaxonomy.of("r", "north", "south", "west"),
              Dimension.SECTOR, FlatTaxonomy.of("s", "milk", "nuts"),
              Dimension.HAZARD, FlatTaxonomy.of("h", "lead", "mould")),
          List.of(new Facet("all", List.of(Dimension.REGION, Dimension.SECTOR))));
  private final Assessor assessor = new Assessor(LATTICE, RuleSet.standard());

  private static Signal signal(String key, long observed, double expected) {
    return signal(key, Kind.COUNT, observed, expected, 1e-20);
  }

  private static Signal signal(
      String key, Kind kind, long observed, double expected, double pValue) {
    Finding finding =
        new Finding(
            7,
            observed,
            0,
            expected,
            expected + 4 * Math.sqrt(expected),
            pValue,
            "test",
            new BaselineState("estimated", "", 364, 0));
    return new Signal(Stratum.parse(key), DAY, kind, finding);
  }

  private Map<String, Reason> reasons(Assessor.Outcome outcome) {
    return outcome.decisions().stream()
        .collect(Collectors.toMap(each -> each.signal().stratum().key(), Decision::reason));
  }

  @Test
  void theMostSpecificStratumLeadsAndInhibitsItsParents() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                signal("inspection", 60, 10),
                signal("inspection;region=north", 52, 4),
                signal("inspection;region=north;sector=milk", 50, 2)),
            List.of());
    assertThat(outcome.assessments()).hasSize(1);
    Assessment assessment = outcome.assessments().get(0);
    assertThat(assessment.subject().key()).isEqualTo("inspection;region=north;sector=milk");
    assertThat(assessment.scope()).isEqualTo(Scope.REGIONAL);
    assertThat(assessment.level()).isEqualTo(RiskLevel.RED);
    assertThat(assessment.explained()).hasSize(2);
    assertThat(reasons(outcome))
        .containsEntry("inspection;region=north", Reason.EXPLAINED_BY_CHILD)
        .containsEntry("inspection", Reason.EXPLAINED_BY_CHILD);
  }

  @Test
  void aRiseOverManyRegionsIsOneWarningOfTheWholeSector() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                signal("inspection;sector=milk", Kind.COUNT, 90, 9, 1e-40),
                signal("inspection;region=north;sector=milk", 30, 3),
                signal("inspection;region=south;sector=milk", 30, 3),
                signal("inspection;region=west;sector=milk", 30, 3)),
            List.of());
    assertThat(outcome.assessments()).hasSize(1);
    assertThat(outcome.assessments().get(0).subject().key()).isEqualTo("inspection;sector=milk");
    assertThat(outcome.assessments().get(0).scope()).isEqualTo(Scope.SECTORAL);
    assertThat(reasons(outcome))
        .containsEntry("inspection;region=west;sector=milk", Reason.PART_OF_WIDER_RISE);
  }

  @Test
  void aPartThatIsStrongerThanTheWholeLeads() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                signal("inspection;sector=milk", Kind.COUNT, 90, 40, 1e-8),
                signal("inspection;region=north;sector=milk", Kind.COUNT, 20, 1, 1e-18)),
            List.of());
    assertThat(outcome.assessments())
        .extracting(each -> each.subject().key())
        .contains("inspection;region=north;sector=milk");
  }

  @Test
  void whatAnotherStratumExplainsIsNotWarnedOfTwice() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                signal("complaint;hazard=lead", 32, 2),
                signal("complaint;sector=nuts;hazard=lead", 31, 1),
                signal("complaint;region=north;hazard=lead", 20, 1)),
            List.of());
    assertThat(outcome.assessments())
        .extracting(each -> each.subject().key())
        .containsExactly("complaint;sector=nuts;hazard=lead");
    assertThat(reasons(outcome))
        .containsEntry("complaint;region=north;hazard=lead", Reason.EXPLAINED_ELSEWHERE);
  }

  private static Signal cluster(String key, long observed, double expected, String... places) {
    Signal whole = signal(key, Kind.CLUSTER, observed, expected, 1e-15);
    return new Signal(
        whole.stratum(), DAY, Kind.CLUSTER, whole.finding(), Around.places(List.of(places)));
  }

  @Test
  void aClusterLeadsForItsPlacesAndNotForWhatLiesBetween() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                cluster("inspection;sector=milk", 40, 8, "north", "south"),
                signal("inspection;region=north;sector=milk", Kind.COUNT, 16, 4, 1e-7),
                signal("inspection;region=west;sector=milk", Kind.COUNT, 14, 4, 1e-7)),
            List.of());
    assertThat(reasons(outcome))
        .containsEntry("inspection;sector=milk", Reason.LEADS)
        .containsEntry("inspection;region=north;sector=milk", Reason.PART_OF_WIDER_RISE)
        .containsEntry("inspection;region=west;sector=milk", Reason.LEADS);
    Assessment cluster =
        outcome.assessments().stream()
            .filter(each -> each.subject().key().equals("inspection;sector=milk"))
            .findFirst()
            .orElseThrow();
    assertThat(cluster.reach().regions()).contains("north", "south");
    assertThat(cluster.evidence().places()).containsExactly("north", "south");
  }

  @Test
  void ofClustersOverOneAnotherTheMostSpecificLeads() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                cluster("inspection", 42, 9, "north", "south"),
                cluster("inspection;sector=milk", 40, 8, "north", "south"),
                cluster("inspection;sector=nuts", 30, 8, "south", "west")),
            List.of());
    assertThat(reasons(outcome))
        .containsEntry("inspection", Reason.EXPLAINED_BY_CHILD)
        .containsEntry("inspection;sector=milk", Reason.LEADS);
  }

  @Test
  void aWholeStratumAroundTheSamePlacesIsTheSameRise() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                cluster("inspection", 40, 8, "north", "south"),
                signal("inspection;sector=milk", 42, 9)),
            List.of());
    assertThat(outcome.assessments())
        .extracting(each -> each.subject().key())
        .containsExactly("inspection;sector=milk");
  }

  @Test
  void aThirdOfAClusterDoesNotExplainIt() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                cluster("inspection;sector=milk", 18, 1, "north", "south", "west"),
                signal("inspection;region=north;sector=milk", Kind.COUNT, 6, 0.3, 1e-4)),
            List.of());
    assertThat(reasons(outcome))
        .containsEntry("inspection;sector=milk", Reason.LEADS)
        .containsEntry("inspection;region=north;sector=milk", Reason.PART_OF_WIDER_RISE);
  }

  @Test
  void aPlaceThatIsMostOfAClusterExplainsIt() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                cluster("inspection;sector=milk", 50, 8, "north", "south"),
                signal("inspection;region=north;sector=milk", 44, 4)),
            List.of());
    assertThat(reasons(outcome))
        .containsEntry("inspection;sector=milk", Reason.EXPLAINED_BY_CHILD)
        .containsEntry("inspection;region=north;sector=milk", Reason.LEADS);
  }

  @Test
  void ofAStratumAndAClusterInItTheStrongerSpeaks() {
    Signal cluster = cluster("inspection;sector=milk", 40, 8, "north", "south");
    Signal weaker = signal("inspection;sector=milk", Kind.COUNT, 60, 25, 1e-9);
    Signal stronger = signal("inspection;sector=milk", Kind.COUNT, 90, 25, 1e-18);
    Assessor.Outcome byCluster = assessor.assess(DAY, List.of(weaker, cluster), List.of());
    assertThat(byCluster.assessments().get(0).evidence()).isEqualTo(cluster);
    assertThat(byCluster.decisions())
        .extracting(Decision::reason)
        .containsExactly(Reason.LEADS, Reason.WEAKER_OF_TWO);
    Assessor.Outcome byWhole = assessor.assess(DAY, List.of(cluster, stronger), List.of());
    assertThat(byWhole.assessments().get(0).evidence()).isEqualTo(stronger);
    assertThat(byWhole.decisions())
        .filteredOn(each -> each.reason() == Reason.WEAKER_OF_TWO)
        .extracting(Decision::signal)
        .containsExactly(cluster);
  }

  private static Signal streams(String key, long observed, double expected, double pValue) {
    Signal own = signal(key, Kind.SEVERAL_STREAMS, observed, expected, pValue);
    return new Signal(
        own.stratum(),
        DAY,
        Kind.SEVERAL_STREAMS,
        own.finding(),
        Around.streams(List.of(ReportStream.INSPECTION, ReportStream.COMPLAINT)));
  }

  @Test
  void severalStreamsSpeakForAStratumWhereTheyAreStronger() {
    Signal together = streams("inspection;sector=milk", 30, 12, 1e-12);
    Signal alone = signal("inspection;sector=milk", Kind.COUNT, 30, 12, 1e-6);
    Assessor.Outcome outcome = assessor.assess(DAY, List.of(alone, together), List.of());
    assertThat(outcome.assessments()).hasSize(1);
    assertThat(outcome.assessments().get(0).evidence()).isEqualTo(together);
    Signal equal = signal("inspection;sector=milk", Kind.COUNT, 30, 12, 1e-12);
    assertThat(
            assessor
                .assess(DAY, List.of(together, equal), List.of())
                .assessments()
                .get(0)
                .evidence())
        .isEqualTo(equal);
  }

  @Test
  void severalStreamsOfAParentAreExplainedByThoseOfItsMainPart() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                streams("inspection;sector=milk", 34, 20, 1e-9),
                streams("inspection;region=north;sector=milk", 18, 6, 1e-10)),
            List.of());
    assertThat(reasons(outcome))
        .containsEntry("inspection;sector=milk", Reason.EXPLAINED_BY_CHILD)
        .containsEntry("inspection;region=north;sector=milk", Reason.LEADS);
  }

  @Test
  void aSmallPartOfSeveralStreamsDoesNotExplainThem() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                streams("inspection;sector=milk", 34, 20, 1e-9),
                streams("inspection;region=north;sector=milk", 10, 6, 1e-8)),
            List.of());
    assertThat(reasons(outcome)).containsEntry("inspection;sector=milk", Reason.LEADS);
  }

  @Test
  void whatIsNewToTheStreamIsWarnedOfAlsoWhereSeveralStreamsSpeakForIt() {
    Signal anywhere = signal("inspection;hazard=lead", Kind.FIRST_EVER, 6, 0, 1e-2);
    Signal here = streams("inspection;hazard=lead", 6, 1, 1e-5);
    Assessor.Outcome outcome = assessor.assess(DAY, List.of(anywhere, here), List.of());
    assertThat(outcome.assessments()).extracting(Assessment::level).containsExactly(RiskLevel.BLUE);
    assertThat(outcome.assessments().get(0).evidence()).isEqualTo(here);
  }

  @Test
  void whatIsWarnedOfAlreadyExplainsWhatCrossesIt() {
    List<Signal> signals =
        List.of(
            signal("complaint;region=north", 40, 8),
            signal("complaint;region=north;sector=nuts", Kind.COUNT, 34, 1, 1e-12),
            signal("complaint;region=north;hazard=lead", Kind.COUNT, 35, 1, 1e-15));
    Stratum nuts = Stratum.parse("complaint;region=north;sector=nuts");
    assertThat(reasons(assessor.assess(DAY, signals, List.of())))
        .containsEntry("complaint;region=north;sector=nuts", Reason.EXPLAINED_ELSEWHERE);
    Assessor.Outcome outcome = assessor.assess(DAY, signals, List.of(nuts));
    assertThat(outcome.assessments()).extracting(Assessment::subject).containsExactly(nuts);
    assertThat(reasons(outcome))
        .containsEntry("complaint;region=north;hazard=lead", Reason.EXPLAINED_ELSEWHERE);
  }

  @Test
  void ofTwoThatCrossOneLeadsAlsoIfTheOtherIsALittleMoreUnlikely() {
    List<Signal> signals =
        List.of(
            signal("complaint;region=north", 40, 8),
            signal("complaint;region=north;sector=nuts", Kind.COUNT, 35, 1, 1e-12),
            signal("complaint;region=north;hazard=lead", Kind.COUNT, 34, 1, 1e-15));
    assertThat(assessor.assess(DAY, signals, List.of()).assessments()).hasSize(1);
  }

  @Test
  void whatIsMoreSpecificAndCrossesAnOpenWarningIsNone() {
    Stratum lead = Stratum.parse("complaint;hazard=lead");
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                signal("complaint", 60, 25),
                signal("complaint;region=north;sector=nuts", 34, 1),
                signal(lead.key(), 35, 1)),
            List.of(lead));
    assertThat(outcome.assessments()).extracting(Assessment::subject).containsExactly(lead);
  }

  @Test
  void anOpenWarningIsCarriedOnRatherThanRaisedAnew() {
    Stratum open = Stratum.parse("complaint;sector=nuts;hazard=lead");
    Signal narrower = signal("complaint;region=north;sector=nuts;hazard=lead", 30, 1);
    Assessor.Outcome outcome = assessor.assess(DAY, List.of(narrower), List.of(open));
    assertThat(outcome.assessments()).hasSize(1);
    assertThat(outcome.assessments().get(0).subject()).isEqualTo(open);
    assertThat(outcome.assessments().get(0).evidence()).isEqualTo(narrower);
    assertThat(outcome.decisions().get(0).reason()).isEqualTo(Reason.SUPPORTS);
  }

  @Test
  void weakSignalsStayBelowTheLowestLevel() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY, List.of(signal("complaint;sector=nuts", Kind.COUNT, 5, 1, 1e-4)), List.of());
    assertThat(outcome.assessments()).isEmpty();
    assertThat(outcome.decisions().get(0).reason()).isEqualTo(Reason.BELOW_LOWEST_LEVEL);
  }

  @Test
  void aHazardThatIsNewEverywhereLeadsAndOneNewOnlyHereDoesNot() {
    Signal here = signal("complaint;sector=nuts;hazard=lead", Kind.FIRST_EVER, 2, 0, 0.01);
    Signal everywhere = signal("complaint;hazard=lead", Kind.FIRST_EVER, 2, 0, 0.01);
    assertThat(assessor.assess(DAY, List.of(here), List.of()).assessments()).isEmpty();
    Assessor.Outcome outcome = assessor.assess(DAY, List.of(here, everywhere), List.of());
    assertThat(outcome.assessments()).hasSize(1);
    assertThat(outcome.assessments().get(0).level()).isEqualTo(RiskLevel.BLUE);
    assertThat(outcome.assessments().get(0).subject()).isEqualTo(here.stratum());
  }

  @Test
  void theOrderOfTheInputDoesNotMatter() {
    List<Signal> signals = new ArrayList<>();
    for (String region : List.of("north", "south", "west")) {
      signals.add(signal("inspection;region=" + region, 20, 3));
      for (String sector : List.of("milk", "nuts")) {
        signals.add(signal("inspection;region=" + region + ";sector=" + sector, 10, 2));
      }
    }
    Function<Assessor.Outcome, String> text = Object::toString;
    String expected = text.apply(assessor.assess(DAY, signals, List.of()));
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(signals, random);
      assertThat(text.apply(assessor.assess(DAY, signals, List.of()))).isEqualTo(expected);
    }
  }
}
