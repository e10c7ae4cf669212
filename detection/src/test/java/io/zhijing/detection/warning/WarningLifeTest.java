package io.zhijing.detection.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningLifeTest {
  private static final Stratum SUBJECT = Stratum.parse("inspection;region=north");
  private final WarningLife life = new WarningLife(new RuleSet.Life(7, 21));

  private static Assessment on(int day, RiskLevel level) {
    Finding finding =
        new Finding(7, 10 + day, 0, 1, 4, 1e-9, "test", new BaselineState("estimated", "", 364, 0));
    return new Assessment(
        SUBJECT,
        day,
        level,
        Scope.REGIONAL,
        new Signal(SUBJECT, day, Signal.Kind.COUNT, finding),
        List.of());
  }

  @Test
  void isRaisedWithTheReasonOfItsEvidence() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), 100);
    assertThat(warning.id()).isEqualTo("inspection;region=north@1970-04-11");
    assertThat(warning.lastTransition())
        .isEqualTo(
            new Transition(
                1,
                100,
                Action.RAISED,
                RiskLevel.NONE,
                RiskLevel.BLUE,
                Reason.COUNT_ABOVE_EXPECTED));
    assertThatThrownBy(() -> life.raise(on(100, RiskLevel.NONE), 100))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void escalatesAtOnceAndComesDownOnlyAfterQuietDays() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), 100);
    warning = life.support(warning, on(101, RiskLevel.RED), 101);
    assertThat(warning.lastTransition().action()).isEqualTo(Action.ESCALATED);
    assertThat(warning.lastTransition().reason()).isEqualTo(Reason.EVIDENCE_GREW);
    for (int day = 102; day <= 107; day++) {
      warning = life.support(warning, on(day, RiskLevel.BLUE), day);
      warning = life.pass(warning, day);
      assertThat(warning.level()).as("day %d", day).isEqualTo(RiskLevel.RED);
    }
    warning = life.pass(warning, 108);
    assertThat(warning.level()).isEqualTo(RiskLevel.BLUE);
    assertThat(warning.lastTransition().action()).isEqualTo(Action.DOWNGRADED);
    assertThat(warning.lastTransition().reason()).isEqualTo(Reason.QUIET);
    assertThat(warning.peakLevel()).isEqualTo(RiskLevel.RED);
  }

  @Test
  void closesAfterQuietDaysAndStaysClosed() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), 100);
    assertThat(life.pass(warning, 120).isOpen()).isTrue();
    Warning closed = life.pass(warning, 121);
    assertThat(closed.status()).isEqualTo(Status.CLOSED);
    assertThat(life.pass(closed, 122)).isSameAs(closed);
    assertThat(life.belongsTo(closed, 121)).isTrue();
    assertThat(life.belongsTo(closed, 122)).isFalse();
  }

  @Test
  void lateEvidenceOfItsRunReopensIt() {
    Warning closed = life.pass(life.raise(on(100, RiskLevel.BLUE), 100), 121);
    Warning reopened = life.support(closed, on(110, RiskLevel.YELLOW), 125);
    assertThat(reopened.isOpen()).isTrue();
    assertThat(reopened.lastTransition().action()).isEqualTo(Action.REOPENED);
    assertThat(reopened.lastTransition().reason()).isEqualTo(Reason.LATE_EVIDENCE);
    assertThat(reopened.level()).isEqualTo(RiskLevel.YELLOW);
  }

  @Test
  void aCorrectionThatTakesAllEvidenceWithdrawsIt() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), 100);
    warning = life.support(warning, on(101, RiskLevel.BLUE), 101);
    warning = life.correct(warning, 100, 105);
    assertThat(warning.isOpen()).isTrue();
    warning = life.correct(warning, 101, 105);
    assertThat(warning.status()).isEqualTo(Status.WITHDRAWN);
    assertThat(warning.lastTransition().reason()).isEqualTo(Reason.CORRECTED);
    assertThat(warning.strongest()).isEmpty();
    assertThat(life.belongsTo(warning, 102)).isFalse();
  }

  @Test
  void aCorrectionThatWeakensTheEvidenceDowngradesIt() {
    Warning warning = life.raise(on(100, RiskLevel.ORANGE), 100);
    warning = life.support(warning, on(100, RiskLevel.BLUE), 103);
    assertThat(warning.level()).isEqualTo(RiskLevel.BLUE);
    assertThat(warning.lastTransition().action()).isEqualTo(Action.DOWNGRADED);
    assertThat(warning.lastTransition().reason()).isEqualTo(Reason.CORRECTED);
  }

  @Test
  void judgingADayAgainWithTheSameResultChangesNothing() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), 100);
    assertThat(life.support(warning, on(100, RiskLevel.BLUE), 104)).isSameAs(warning);
    assertThat(life.correct(warning, 99, 104)).isSameAs(warning);
  }
}
