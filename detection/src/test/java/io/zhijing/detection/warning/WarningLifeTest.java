package io.zhijing.detection.warning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WarningLifeTest {
  private static final Stratum SUBJECT = Stratum.parse("inspection;region=north");
  private final WarningLife life = new WarningLife(RuleSet.standard());

  private static Moment at(int day) {
    return new Moment(day * 86_400_000L, day);
  }

  private static Assessment on(int day, RiskLevel level) {
    Finding finding =
        new Finding(7, 10 + day, 0, 1, 4, 1e-9, "test", new BaselineState("estimated", "", 364, 0));
    return new Assessment(
        SUBJECT,
        day,
        level,
        Scope.REGIONAL,
        new Signal(SUBJECT, day, Signal.Kind.COUNT, finding),
        List.of(),
        Reach.UNKNOWN);
  }

  @Test
  void isRaisedWithTheReasonOfItsEvidence() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), Optional.empty(), at(100));
    assertThat(warning.id()).isEqualTo("inspection;region=north@1970-04-11");
    assertThat(warning.lastTransition())
        .isEqualTo(
            new Transition(
                1,
                at(100),
                Action.RAISED,
                RiskLevel.NONE,
                RiskLevel.BLUE,
                Reason.COUNT_ABOVE_EXPECTED,
                Transition.By.PIPELINE));
    assertThatThrownBy(() -> life.raise(on(100, RiskLevel.NONE), Optional.empty(), at(100)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void escalatesAtOnceAndComesDownOnlyAfterQuietDays() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), Optional.empty(), at(100));
    warning = life.support(warning, on(101, RiskLevel.RED), Reason.CORRECTED, at(101));
    assertThat(warning.lastTransition().action()).isEqualTo(Action.ESCALATED);
    assertThat(warning.lastTransition().reason()).isEqualTo(Reason.EVIDENCE_GREW);
    for (int day = 102; day <= 107; day++) {
      warning = life.support(warning, on(day, RiskLevel.BLUE), Reason.CORRECTED, at(day));
      warning = life.pass(warning, at(day));
      assertThat(warning.level()).as("day %d", day).isEqualTo(RiskLevel.RED);
    }
    warning = life.pass(warning, at(108));
    assertThat(warning.level()).isEqualTo(RiskLevel.BLUE);
    assertThat(warning.lastTransition().action()).isEqualTo(Action.DOWNGRADED);
    assertThat(warning.lastTransition().reason()).isEqualTo(Reason.QUIET);
    assertThat(warning.peakLevel()).isEqualTo(RiskLevel.RED);
  }

  @Test
  void closesAfterQuietDaysAndStaysClosed() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), Optional.empty(), at(100));
    assertThat(life.pass(warning, at(120)).isOpen()).isTrue();
    Warning closed = life.pass(warning, at(121));
    assertThat(closed.status()).isEqualTo(Status.CLOSED);
    assertThat(life.pass(closed, at(122))).isSameAs(closed);
    assertThat(life.belongsTo(closed, 121)).isTrue();
    assertThat(life.belongsTo(closed, 122)).isFalse();
  }

  @Test
  void lateEvidenceOfItsRunReopensIt() {
    Warning closed =
        life.pass(life.raise(on(100, RiskLevel.BLUE), Optional.empty(), at(100)), at(121));
    Warning reopened = life.support(closed, on(110, RiskLevel.YELLOW), Reason.CORRECTED, at(125));
    assertThat(reopened.isOpen()).isTrue();
    assertThat(reopened.lastTransition().action()).isEqualTo(Action.REOPENED);
    assertThat(reopened.lastTransition().reason()).isEqualTo(Reason.LATE_EVIDENCE);
    assertThat(reopened.level()).isEqualTo(RiskLevel.YELLOW);
  }

  @Test
  void aCorrectionThatTakesAllEvidenceWithdrawsIt() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), Optional.empty(), at(100));
    warning = life.support(warning, on(101, RiskLevel.BLUE), Reason.CORRECTED, at(101));
    warning = life.correct(warning, 100, Reason.CORRECTED, at(105));
    assertThat(warning.isOpen()).isTrue();
    warning = life.correct(warning, 101, Reason.CORRECTED, at(105));
    assertThat(warning.status()).isEqualTo(Status.WITHDRAWN);
    assertThat(warning.lastTransition().reason()).isEqualTo(Reason.CORRECTED);
    assertThat(warning.strongest()).isEmpty();
    assertThat(life.belongsTo(warning, 102)).isFalse();
  }

  @Test
  void aCorrectionThatWeakensTheEvidenceDowngradesIt() {
    Warning warning = life.raise(on(100, RiskLevel.ORANGE), Optional.empty(), at(100));
    warning = life.support(warning, on(100, RiskLevel.BLUE), Reason.CORRECTED, at(103));
    assertThat(warning.level()).isEqualTo(RiskLevel.BLUE);
    assertThat(warning.lastTransition().action()).isEqualTo(Action.DOWNGRADED);
    assertThat(warning.lastTransition().reason()).isEqualTo(Reason.CORRECTED);
  }

  @Test
  void judgingADayAgainWithTheSameResultChangesNothing() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), Optional.empty(), at(100));
    assertThat(life.support(warning, on(100, RiskLevel.BLUE), Reason.CORRECTED, at(104)))
        .isSameAs(warning);
    assertThat(life.correct(warning, 99, Reason.CORRECTED, at(104))).isSameAs(warning);
  }

  @Test
  void aClosedWarningIsNotReopenedByWeakerEvidenceOfADayItKnew() {
    Warning warning = life.raise(on(100, RiskLevel.YELLOW), Optional.empty(), at(100));
    Warning closed = life.pass(warning, at(121));
    Warning after = life.support(closed, on(100, RiskLevel.BLUE), Reason.CORRECTED, at(123));
    assertThat(after.status()).isEqualTo(Status.CLOSED);
    assertThat(after.evidence().get(100).level()).isEqualTo(RiskLevel.BLUE);
    assertThat(life.support(closed, on(100, RiskLevel.YELLOW), Reason.CORRECTED, at(123)))
        .isSameAs(closed);
  }

  @Test
  void evidenceThatComesBackAfterAWithdrawalOpensTheSameWarning() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), Optional.empty(), at(100));
    Warning withdrawn = life.correct(warning, 100, Reason.RULE_CHANGED, at(104));
    assertThat(withdrawn.lastTransition().reason()).isEqualTo(Reason.RULE_CHANGED);
    assertThat(life.belongsTo(withdrawn, 100)).isTrue();
    Warning back = life.support(withdrawn, on(100, RiskLevel.RED), Reason.RULE_CHANGED, at(105));
    assertThat(back.isOpen()).isTrue();
    assertThat(back.level()).isEqualTo(RiskLevel.RED);
    assertThat(back.lastTransition().reason()).isEqualTo(Reason.EVIDENCE_RETURNED);
    Warning other = life.raise(on(102, RiskLevel.BLUE), Optional.of(withdrawn), at(106));
    assertThat(other.revision()).as("counted on").isEqualTo(withdrawn.revision() + 1);
  }

  @Test
  void anOldDayJudgedAgainLiftsNoWarningThatHasComeDownSince() {
    Warning warning = life.raise(on(100, RiskLevel.ORANGE), Optional.empty(), at(100));
    warning = life.support(warning, on(106, RiskLevel.BLUE), Reason.CORRECTED, at(106));
    Warning down = life.pass(warning, at(107));
    assertThat(down.level()).isEqualTo(RiskLevel.BLUE);
    Warning again = life.support(down, on(99, RiskLevel.ORANGE), Reason.CORRECTED, at(108));
    assertThat(again.level()).as("late, and no more than was known").isEqualTo(RiskLevel.BLUE);
    Warning weaker = life.support(again, on(99, RiskLevel.YELLOW), Reason.CORRECTED, at(109));
    assertThat(weaker.level()).isEqualTo(RiskLevel.BLUE);
    assertThat(weaker.transitions()).isEqualTo(down.transitions());
    Warning worse = life.support(weaker, on(99, RiskLevel.RED), Reason.CORRECTED, at(110));
    assertThat(worse.lastTransition().action())
        .as("more than was known")
        .isEqualTo(Action.ESCALATED);
    assertThat(life.pass(worse, at(116)).level()).isEqualTo(RiskLevel.RED);
    assertThat(life.pass(worse, at(117)).level()).isEqualTo(RiskLevel.BLUE);
  }

  @Test
  void lateEvidenceThatProlongsNothingReopensNothing() {
    Warning closed =
        life.pass(life.raise(on(100, RiskLevel.BLUE), Optional.empty(), at(100)), at(121));
    Warning after = life.support(closed, on(104, RiskLevel.YELLOW), Reason.CORRECTED, at(125));
    assertThat(after.status()).isEqualTo(Status.CLOSED);
    assertThat(after.evidence()).containsKey(104);
  }

  @Test
  void aDayLongBeforeItsRunIsNoneOfIts() {
    Warning warning = life.raise(on(100, RiskLevel.BLUE), Optional.empty(), at(100));
    assertThat(life.belongsTo(warning, 79)).isTrue();
    assertThat(life.belongsTo(warning, 78)).isFalse();
    assertThat(life.precedes(78, warning)).isTrue();
    assertThat(life.precedes(79, warning)).isFalse();
  }
}
