package io.zhijing.detection.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.assess.Decision.Reason;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Signal.Kind;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrossingsTest {
  private static final int DAY = 100;
  private static final Stratum BY_SECTOR = Stratum.parse("complaint;region=north;sector=nuts");
  private static final Stratum BY_HAZARD = Stratum.parse("complaint;region=north;hazard=lead");

  private final Assessor assessor =
      new Assessor(
          new Lattice(
              Map.of(
                  Dimension.REGION, FlatTaxonomy.of("r", "north", "south"),
                  Dimension.SECTOR, FlatTaxonomy.of("s", "milk", "nuts"),
                  Dimension.HAZARD, FlatTaxonomy.of("h", "lead", "mould")),
              List.of()),
          RuleSet.standard());

  private static Signal signal(Stratum stratum, long observed, double expected) {
    double bound = expected + 4 * Math.sqrt(expected);
    BaselineState baseline = new BaselineState("estimated", "", 364, 0);
    Finding finding = new Finding(7, observed, 0, expected, bound, 1e-12, "test", baseline);
    return new Signal(stratum, DAY, Kind.COUNT, finding);
  }

  private static Signal signal(String key, long observed, double expected) {
    return signal(Stratum.parse(key), observed, expected);
  }

  private Assessor.Outcome assess(List<Stratum> open, Signal... signals) {
    return assessor.assess(DAY, Arrays.asList(signals), open);
  }

  private static List<Stratum> warned(Assessor.Outcome outcome) {
    return outcome.assessments().stream().map(Assessment::subject).toList();
  }

  private static Decision decision(Assessor.Outcome outcome, Stratum stratum) {
    return outcome.decisions().stream()
        .filter(each -> each.signal().stratum().equals(stratum))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneRiseAtOnePlaceIsWarnedOfOnceThoughThePlaceAsAWholeIsQuiet() {
    Assessor.Outcome outcome =
        assess(List.of(), signal(BY_SECTOR, 25, 3), signal(BY_HAZARD, 24, 1));
    assertThat(warned(outcome)).containsExactly(BY_HAZARD);
    assertThat(decision(outcome, BY_SECTOR).reason()).isEqualTo(Reason.EXPLAINED_ELSEWHERE);
    assertThat(decision(outcome, BY_SECTOR).by()).contains(BY_HAZARD);
  }

  @Test
  void whatIsWarnedOfAlreadySpeaksThoughTheOtherIsLarger() {
    assertThat(
            warned(assess(List.of(BY_SECTOR), signal(BY_SECTOR, 25, 3), signal(BY_HAZARD, 40, 1))))
        .containsExactly(BY_SECTOR);
  }

  /** A part of the hazard's reports explains the sector today, and crosses nothing itself. */
  @Test
  void anOpenWarningIsCarriedOnWhereItsSubjectIsExplainedToday() {
    Signal part = signal("complaint;region=north;sector=nuts;hazard=mould", 20, 1);
    Assessor.Outcome outcome =
        assess(List.of(BY_SECTOR), signal(BY_SECTOR, 25, 3), part, signal(BY_HAZARD, 24, 1));
    assertThat(warned(outcome)).containsExactly(BY_SECTOR);
    assertThat(decision(outcome, BY_HAZARD).reason()).isEqualTo(Reason.SUPPORTS);
  }

  @Test
  void aSubjectThatIsQuietTodayCarriesNothingThatCrossesIt() {
    assertThat(warned(assess(List.of(BY_SECTOR), signal(BY_HAZARD, 24, 1))))
        .containsExactly(BY_HAZARD);
  }

  @Test
  void whatDiffersInSizeOrPlaceOrIsOnlyASectorIsWarnedOfByItself() {
    Signal much = signal(BY_HAZARD, 80, 1);
    assertThat(warned(assess(List.of(), signal(BY_SECTOR, 25, 3), much))).hasSize(2);
    Signal elsewhere = signal("complaint;region=south;hazard=lead", 24, 1);
    assertThat(warned(assess(List.of(), signal(BY_SECTOR, 25, 3), elsewhere))).hasSize(2);
    Signal sector = signal("complaint;region=north;sector=milk", 24, 1);
    assertThat(warned(assess(List.of(), signal(BY_SECTOR, 25, 3), sector))).hasSize(2);
  }

  @Test
  void everywhereThereIsRoomForTwoRises() {
    Signal sector = signal("complaint;sector=nuts", 25, 3);
    Signal hazard = signal("complaint;hazard=lead", 24, 1);
    assertThat(warned(assess(List.of(), sector, hazard))).hasSize(2);
    Signal wholeSector = signal("complaint;region=r;sector=nuts", 25, 3);
    Signal wholeHazard = signal("complaint;region=r;hazard=lead", 24, 1);
    assertThat(warned(assess(List.of(), wholeSector, wholeHazard))).hasSize(2);
  }
}
