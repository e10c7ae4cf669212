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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TwinsTest {
  private static final int DAY = 100;

  private final Assessor assessor =
      new Assessor(
          new Lattice(
              Map.of(
                  Dimension.REGION, FlatTaxonomy.of("r", "north", "south"),
                  Dimension.PRODUCER, FlatTaxonomy.of("r", "north", "south"),
                  Dimension.SECTOR, FlatTaxonomy.of("s", "milk", "nuts")),
              List.of()),
          RuleSet.standard());

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
  void whatIsMadeAndFoundInOnePlaceIsWarnedOfOnce() {
    Signal found = signal("inspection;region=north;sector=milk", Kind.COUNT, 29, 6, 1e-9);
    Signal made = signal("inspection;producer=north;sector=milk", Kind.COUNT, 30, 6, 1e-10);
    Assessor.Outcome outcome = assessor.assess(DAY, List.of(found, made), List.of());
    assertThat(outcome.assessments())
        .extracting(each -> each.subject().key())
        .containsExactly("inspection;producer=north;sector=milk");
    assertThat(reasons(outcome))
        .containsEntry("inspection;region=north;sector=milk", Reason.SAME_PLACE);
    Assessor.Outcome equal =
        assessor.assess(
            DAY,
            List.of(
                found, signal("inspection;producer=north;sector=milk", Kind.COUNT, 29, 6, 1e-9)),
            List.of());
    assertThat(equal.assessments())
        .extracting(each -> each.subject().key())
        .containsExactly("inspection;region=north;sector=milk");
  }

  @Test
  void twinsThatDifferMuchAreTwoRises() {
    Assessor.Outcome outcome =
        assessor.assess(
            DAY,
            List.of(
                signal("inspection;region=north;sector=milk", Kind.COUNT, 12, 4, 1e-9),
                signal("inspection;producer=north;sector=milk", Kind.COUNT, 40, 6, 1e-10)),
            List.of());
    assertThat(outcome.assessments()).hasSize(2);
  }

  @Test
  void theTwinWithAnOpenWarningSpeaksAndCarriesTheOtherOn() {
    Signal found = signal("inspection;region=north;sector=milk", Kind.COUNT, 29, 6, 1e-9);
    Signal made = signal("inspection;producer=north;sector=milk", Kind.COUNT, 30, 6, 1e-10);
    Assessor.Outcome both = assessor.assess(DAY, List.of(found, made), List.of(found.stratum()));
    assertThat(both.assessments())
        .extracting(each -> each.subject().key())
        .containsExactly("inspection;region=north;sector=milk");
    Assessor.Outcome one = assessor.assess(DAY, List.of(made), List.of(found.stratum()));
    assertThat(one.assessments())
        .extracting(each -> each.subject().key())
        .containsExactly("inspection;region=north;sector=milk");
    assertThat(reasons(one))
        .containsEntry("inspection;producer=north;sector=milk", Reason.SUPPORTS);
  }
}
