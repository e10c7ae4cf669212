package io.zhijing.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.simulation.Incident.Effect;
import io.zhijing.jobs.simulation.Scorecard.Raised;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorecardTest {
  private static final LocalDate DAY = LocalDate.parse("2025-06-02");
  private static final Lattice LATTICE = new PackWatch("inner-mongolia").get();
  private static final Incident RISK =
      incident("I1", Effect.RISE, List.of("150400"), List.of("H62"), "microbial");
  private static final Incident DECOY =
      incident("D1", Effect.CAMPAIGN, List.of("150500"), List.of(), "");

  private static Incident incident(
      String id, Effect effect, List<String> where, List<String> what, String hazard) {
    return new Incident(id, effect, 5, "inspection", where, what, hazard, DAY, 42, id, id);
  }

  private static Raised raised(String stratum, int daysAfter) {
    return new Raised(stratum, Stratum.parse(stratum), DAY.plusDays(daysAfter));
  }

  private static Scorecard score(Raised... raised) {
    return Scorecard.of(List.of(RISK, DECOY), List.of(raised), LATTICE);
  }

  @Test
  void theFirstWarningAtAboveOrBelowFindsIt() {
    Scorecard card =
        score(
            raised("inspection;region=150404;hazard=microbial", 20),
            raised("inspection;region=150400;sector=H62", 12),
            raised("inspection;hazard=food", 30));
    assertThat(card.risksFound()).isEqualTo(1);
    assertThat(card.found().get(0).delay()).contains(12L);
    assertThat(card.found().get(0).warnings()).isEqualTo(3);
    assertThat(card.falseWarnings()).isEmpty();
  }

  @Test
  void elsewhereBeforehandInAnotherStreamOrNamingNothingIsFalse() {
    Scorecard card =
        score(
            raised("inspection;region=150100;sector=H62", 12),
            raised("inspection;region=150400;sector=H62", -1),
            raised("inspection;region=150400;sector=H62", 42 + 28),
            raised("complaint;region=150400;sector=H62", 12),
            raised("inspection;region=150400;hazard=heavy-metal", 12),
            raised("inspection", 12));
    assertThat(card.found().get(0).first()).isEmpty();
    assertThat(card.falseWarnings()).hasSize(6);
  }

  @Test
  void aWarningOfADecoyIsNoFalseOneButIsCounted() {
    Scorecard card = score(raised("inspection;region=150500;sector=C13", 5));
    assertThat(card.decoysRaised()).isEqualTo(1);
    assertThat(card.falseWarnings()).isEmpty();
  }

  @Test
  void whatFoundARiskIsNotHeldAgainstADecoy() {
    Incident there = incident("D2", Effect.CAMPAIGN, List.of("150400"), List.of(), "");
    Scorecard card =
        Scorecard.of(
            List.of(RISK, there),
            List.of(raised("inspection;region=150400;sector=H62", 3)),
            LATTICE);
    assertThat(card.risksFound()).isEqualTo(1);
    assertThat(card.decoysRaised()).isZero();
  }
}
