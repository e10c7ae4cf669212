package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.simulation.Incident;
import io.zhijing.jobs.simulation.Incident.Effect;
import io.zhijing.jobs.simulation.Scorecard;
import io.zhijing.jobs.simulation.Scorecard.Found;
import io.zhijing.jobs.simulation.Scorecard.Raised;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentScoresTest {
  private static final LocalDate DAY = LocalDate.parse("2025-06-02");
  private static final Integer MISSED = null;

  private static Found found(Effect effect, Integer delay) {
    Incident incident =
        new Incident("I", effect, 5, "", List.of("150400"), List.of(), "", DAY, 42, "I", "I");
    return new Found(
        incident,
        Optional.ofNullable(delay).map(days -> raised(DAY.plusDays(days))),
        delay == null ? 0 : 1);
  }

  private static Raised raised(LocalDate day) {
    return new Raised("w", Stratum.parse("inspection;region=150400"), day);
  }

  private static IncidentScores.Year year(
      Integer oneDelay, Integer otherDelay, Integer decoyDelay, int falseWarnings) {
    return new IncidentScores.Year(
        1,
        new Scorecard(
            List.of(found(Effect.RISE, oneDelay), found(Effect.FIRM, otherDelay)),
            List.of(found(Effect.CAMPAIGN, decoyDelay)),
            Collections.nCopies(falseWarnings, raised(DAY))),
        falseWarnings);
  }

  @Test
  void anIncidentIsToldOfOverTheYearsInWhichItWasFound() {
    IncidentScores scores =
        new IncidentScores(
            List.of(
                year(5, MISSED, MISSED, 0), year(9, MISSED, 1, 3), year(20, MISSED, MISSED, 4)));
    List<IncidentScores.Row> rows = scores.rows();
    assertThat(rows).extracting(IncidentScores.Row::found).containsExactly(3, 0, 1);
    assertThat(rows.get(0).medianDelay()).hasValue(9);
    assertThat(rows.get(1).medianDelay()).isEmpty();
    assertThat(new IncidentScores(scores.years().subList(0, 2)).rows().get(0).medianDelay())
        .hasValue(7);
    assertThat(scores.mean(IncidentScores.Year::warnings)).isEqualTo(7.0 / 3);
  }

  @Test
  void goodEnoughIsFiveInSixFoundNoDecoyAndFourFalseOnAverage() {
    assertThat(isGoodEnough(year(1, 1, MISSED, 8), year(1, 1, MISSED, 0))).isTrue();
    assertThat(isGoodEnough(year(1, 1, MISSED, 8), year(1, 1, MISSED, 1))).isFalse();
    assertThat(isGoodEnough(year(1, 1, MISSED, 0), year(1, MISSED, MISSED, 0))).isFalse();
    assertThat(isGoodEnough(year(1, 1, 1, 0), year(1, 1, MISSED, 0))).isFalse();
  }

  private static boolean isGoodEnough(IncidentScores.Year... years) {
    return new IncidentScores(List.of(years)).isGoodEnough();
  }

  @Test
  void withoutAYearThereIsNoScore() {
    assertThatThrownBy(() -> new IncidentScores(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no year");
  }
}
