package io.zhijing.detection.warning;

import static io.zhijing.detection.warning.Subjects.DAY;
import static io.zhijing.detection.warning.Subjects.HOUR;
import static io.zhijing.detection.warning.Subjects.at;
import static io.zhijing.detection.warning.Subjects.endOf;
import static io.zhijing.detection.warning.Subjects.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Answer.Outcome;
import io.zhijing.detection.warning.Command.Act;
import io.zhijing.detection.warning.Command.Order;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.detection.warning.SubjectLife.Inputs;
import io.zhijing.detection.warning.SubjectLife.JudgedDay;
import io.zhijing.detection.warning.SubjectLife.Outcomes;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubjectLifeTest {
  private final SubjectLife life = new SubjectLife(RuleSet.standard());
  private Optional<Warning> latest = Optional.empty();
  private Answer answer;

  private Warning judge(int day, RiskLevel level) {
    return apply(new Inputs(endOf(day), List.of(judged(day, level)), List.of(), true));
  }

  private Warning apply(Inputs inputs) {
    Outcomes outcomes = life.advance(latest, inputs);
    latest = outcomes.latest();
    answer = outcomes.answers().isEmpty() ? null : outcomes.answers().get(0);
    return latest.orElse(null);
  }

  private Outcome tell(Moment now, String actor, String note, Act act) {
    String id = "c" + now.at() + actor + act;
    Command command = new Command(new Order(id, latest.orElseThrow().id(), actor, note), act);
    apply(new Inputs(now, List.of(), List.of(command), false));
    return answer.outcome();
  }

  private Transition last() {
    return latest.orElseThrow().lastTransition();
  }

  @Test
  void fromTheFirstSignalToTheRecall() {
    judge(100, RiskLevel.ORANGE);
    assertThat(latest.orElseThrow().handling().clock().due()).isEqualTo(101 * DAY - 1 + 8 * HOUR);
    assertThat(tell(at(101, 2), "li", "", new Command.Acknowledge())).isEqualTo(Outcome.DONE);
    assertThat(latest.orElseThrow().handling().clock().stage()).isEqualTo(Stage.DISPOSE);
    assertThat(tell(at(101, 3), "li", "", new Command.Assign("wang"))).isEqualTo(Outcome.DONE);
    assertThat(tell(at(102, 3), "wang", "forged papers", new Command.Refer("public_security")))
        .isEqualTo(Outcome.DONE);
    Measure.Recall recall = new Measure.Recall("B-7", 1000, 930);
    assertThat(
            tell(at(103, 9), "wang", "", new Command.Dispose(Measure.RECALL, Optional.of(recall))))
        .isEqualTo(Outcome.DONE);
    assertThat(last().by().note()).isEqualTo("recall B-7 930/1000");
    assertThat(latest.orElseThrow().handling().clock().stage()).isEqualTo(Stage.NOTHING);
    assertThat(tell(at(104, 9), "li", "", new Command.Close(Verdict.CONFIRMED)))
        .isEqualTo(Outcome.DONE);
    Warning closed = latest.orElseThrow();
    assertThat(closed.status()).isEqualTo(Status.CLOSED);
    assertThat(closed.transitions())
        .extracting(Transition::action)
        .containsExactly(
            Action.RAISED,
            Action.ACKNOWLEDGED,
            Action.ASSIGNED,
            Action.REFERRED,
            Action.DISPOSED,
            Action.CLOSED);
    assertThat(closed.handling().verdict()).isEqualTo(Verdict.CONFIRMED);
    assertThat(closed.handling().referredTo()).containsExactly("public_security");
  }

  @Test
  void whatCannotBeDoneIsRefusedWithTheReasonAndChangesNothing() {
    judge(100, RiskLevel.BLUE);
    Warning before = latest.orElseThrow();
    Moment now = at(101, 1);
    assertThat(tell(now, "", "", new Command.Acknowledge())).isEqualTo(Outcome.NOBODY_NAMED);
    assertThat(tell(now, "li", "", new Command.Assign(" "))).isEqualTo(Outcome.NOBODY_NAMED);
    assertThat(tell(now, "li", "", new Command.Refer("x"))).isEqualTo(Outcome.NO_REASON_GIVEN);
    assertThat(tell(now, "li", "why", new Command.Refer(""))).isEqualTo(Outcome.NOBODY_NAMED);
    assertThat(tell(now, "li", "", new Command.Close(Verdict.CONFIRMED)))
        .isEqualTo(Outcome.NOTHING_DONE_YET);
    assertThat(tell(now, "li", " ", new Command.Close(Verdict.FALSE_ALARM)))
        .isEqualTo(Outcome.NO_REASON_GIVEN);
    assertThat(tell(now, "li", "why", new Command.Reopen())).isEqualTo(Outcome.NOT_CLOSED);
    assertThat(tell(now, "li", "", new Command.Unsilence())).isEqualTo(Outcome.NOT_SILENCED);
    assertThat(tell(now, "li", "why", new Command.Silence(now.at()))).isEqualTo(Outcome.END_PASSED);
    assertThat(tell(now, "li", "why", new Command.Silence(now.at() + 31 * DAY)))
        .isEqualTo(Outcome.END_TOO_FAR);
    assertThat(tell(now, "li", "", new Command.Dispose(Measure.RECALL, Optional.empty())))
        .isEqualTo(Outcome.RECALL_INCOMPLETE);
    Measure.Recall tooMuch = new Measure.Recall("B", 5, 6);
    assertThat(tell(now, "li", "", new Command.Dispose(Measure.RECALL, Optional.of(tooMuch))))
        .isEqualTo(Outcome.RECALL_INCOMPLETE);
    assertThat(latest.orElseThrow()).isEqualTo(before);
  }

  @Test
  void ofTwoOfficersWhoCloseAtOnceOneWinsAndTheOtherIsTold() {
    Warning warning = judge(100, RiskLevel.BLUE);
    Command first =
        new Command(
            new Order("a1", warning.id(), "li", "mistyped"),
            new Command.Close(Verdict.FALSE_ALARM));
    Command second =
        new Command(
            new Order("a2", warning.id(), "wang", "old batch"),
            new Command.Close(Verdict.FALSE_ALARM));
    Outcomes outcomes =
        life.advance(latest, new Inputs(at(101, 1), List.of(), List.of(second, first), false));
    assertThat(outcomes.answers())
        .extracting(Answer::actor, Answer::outcome)
        .containsExactly(tuple("li", Outcome.DONE), tuple("wang", Outcome.NOT_OPEN));
    assertThat(outcomes.revisions()).hasSize(1);
  }

  @Test
  void aRepeatedCommandActsOnce() {
    Warning warning = judge(100, RiskLevel.BLUE);
    Command command =
        new Command(new Order("a1", warning.id(), "li", ""), new Command.Acknowledge());
    apply(new Inputs(at(101, 1), List.of(), List.of(command), false));
    int revision = latest.orElseThrow().revision();
    apply(new Inputs(at(101, 2), List.of(), List.of(command), false));
    assertThat(answer.outcome()).isEqualTo(Outcome.DONE_BEFORE);
    assertThat(latest.orElseThrow().revision()).isEqualTo(revision);
    Command stranger =
        new Command(new Order("a3", "nobody@2020-01-01", "li", ""), new Command.Acknowledge());
    apply(new Inputs(at(101, 3), List.of(), List.of(stranger), false));
    assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN_WARNING);
  }

  @Test
  void aFalseAlarmStaysClosedUnlessTheEvidenceOutgrowsIt() {
    judge(100, RiskLevel.YELLOW);
    tell(at(101, 1), "li", "wrong limit", new Command.Close(Verdict.FALSE_ALARM));
    judge(101, RiskLevel.YELLOW);
    assertThat(latest.orElseThrow().status()).isEqualTo(Status.CLOSED);
    assertThat(latest.orElseThrow().evidence()).containsKey(101);
    judge(102, RiskLevel.RED);
    assertThat(latest.orElseThrow().isOpen()).isTrue();
    assertThat(last().reason()).isEqualTo(Reason.EVIDENCE_GREW);
    assertThat(latest.orElseThrow().handling().verdict()).isEqualTo(Verdict.OPEN);
  }

  @Test
  void aWarningThatAnOfficerReopenedHasItsQuietDaysAnew() {
    judge(100, RiskLevel.YELLOW);
    tell(at(101, 1), "li", "wrong limit", new Command.Close(Verdict.FALSE_ALARM));
    tell(at(115, 1), "li", "the limit was right", new Command.Reopen());
    apply(new Inputs(endOf(130), List.of(), List.of(), true));
    assertThat(latest.orElseThrow().isOpen()).isTrue();
    apply(new Inputs(endOf(136), List.of(), List.of(), true));
    assertThat(latest.orElseThrow().status()).isEqualTo(Status.CLOSED);
    assertThat(last().reason()).isEqualTo(Reason.QUIET);
  }

  @Test
  void aMissedLimitGoesUpToTheNextOfficerAndALevelUpStartsTheClockAnew() {
    Warning warning = judge(100, RiskLevel.ORANGE);
    assertThat(SubjectLife.wake(warning)).isEqualTo(101 * DAY - 1 + 8 * HOUR);
    apply(Inputs.nothing(at(101, 7)));
    assertThat(last().action()).isEqualTo(Action.RAISED);
    apply(Inputs.nothing(at(101, 8)));
    assertThat(last().action()).isEqualTo(Action.OVERDUE);
    assertThat(last().reason()).isEqualTo(Reason.NOT_ACKNOWLEDGED_IN_TIME);
    assertThat(latest.orElseThrow().handling().clock().rung()).isEqualTo(1);
    apply(Inputs.nothing(at(101, 16)));
    assertThat(latest.orElseThrow().handling().clock().rung()).isEqualTo(2);
    assertThat(SubjectLife.wake(latest.orElseThrow())).as("nobody above").isEqualTo(Long.MAX_VALUE);
    judge(101, RiskLevel.RED);
    assertThat(latest.orElseThrow().handling().clock().rung()).isZero();
    assertThat(SubjectLife.wake(latest.orElseThrow())).isEqualTo(102 * DAY - 1 + 2 * HOUR);
    tell(at(102, 1), "li", "", new Command.Acknowledge());
    apply(Inputs.nothing(at(106, 0)));
    assertThat(last().reason()).isEqualTo(Reason.NOT_DISPOSED_IN_TIME);
  }

  @Test
  void aSilenceEndsByItselfByHandOrWhenTheWarningRises() {
    judge(100, RiskLevel.BLUE);
    tell(at(101, 1), "li", "", new Command.Acknowledge());
    tell(at(101, 2), "li", "known festival", new Command.Silence(at(103, 0).at()));
    assertThat(latest.orElseThrow().handling().isSilenced(at(102, 0).at())).isTrue();
    apply(Inputs.nothing(at(103, 0)));
    assertThat(last().reason()).isEqualTo(Reason.SILENCE_ENDED);
    tell(at(103, 2), "li", "again", new Command.Silence(at(110, 0).at()));
    tell(at(103, 3), "li", "", new Command.Unsilence());
    assertThat(latest.orElseThrow().handling().silencedUntil()).isZero();
    tell(at(103, 4), "li", "again", new Command.Silence(at(110, 0).at()));
    judge(104, RiskLevel.RED);
    assertThat(latest.orElseThrow().handling().silencedUntil()).isZero();
    assertThat(latest.orElseThrow().handling().acknowledgedBy()).as("known at BLUE only").isEmpty();
  }

  @Test
  void aNewExplanationIsAStepAndMoreOfTheSameIsNot() {
    judge(100, RiskLevel.BLUE);
    judge(101, RiskLevel.BLUE);
    assertThat(last().action()).isEqualTo(Action.RAISED);
    Stratum narrower = Subjects.NORTH.with(Dimension.SECTOR, "C1353");
    JudgedDay day =
        new JudgedDay(
            102, Optional.of(Subjects.on(102, RiskLevel.BLUE, narrower)), Reason.CORRECTED);
    apply(new Inputs(endOf(102), List.of(day), List.of(), true));
    assertThat(last().action()).isEqualTo(Action.UPDATED);
    assertThat(last().reason()).isEqualTo(Reason.EXPLANATION_CHANGED);
  }

  @Test
  void aSeriesThatFlapsIsOneWarningWithFewSteps() {
    for (int day = 100; day < 160; day++) {
      boolean isAbove = day % 2 == 0;
      apply(
          new Inputs(
              endOf(day),
              isAbove ? List.of(judged(day, RiskLevel.YELLOW)) : List.of(),
              List.of(),
              true));
    }
    for (int day = 160; day < 200; day++) {
      apply(new Inputs(endOf(day), List.of(), List.of(), true));
    }
    assertThat(latest.orElseThrow().id()).endsWith("@1970-04-11");
    assertThat(latest.orElseThrow().transitions())
        .filteredOn(step -> step.action() != Action.OVERDUE)
        .extracting(Transition::action)
        .containsExactly(Action.RAISED, Action.DOWNGRADED, Action.CLOSED);
  }

  @Test
  void otherRulesBringNoEarlierWarningBackIntoTheLatest() {
    judge(100, RiskLevel.RED);
    apply(new Inputs(endOf(121), List.of(), List.of(), true));
    assertThat(latest.orElseThrow().status()).isEqualTo(Status.CLOSED);
    judge(160, RiskLevel.BLUE);
    tell(at(161, 1), "li", "", new Command.Acknowledge());
    Warning before = latest.orElseThrow();
    apply(
        new Inputs(
            endOf(162),
            List.of(changed(100, RiskLevel.RED), changed(160, RiskLevel.BLUE)),
            List.of(),
            false));
    assertThat(latest).contains(before);
  }

  @Test
  void otherRulesChangeNoWarningThatHasEnded() {
    judge(100, RiskLevel.YELLOW);
    tell(at(101, 1), "li", "wrong limit", new Command.Close(Verdict.FALSE_ALARM));
    Warning closed = latest.orElseThrow();
    JudgedDay gone = new JudgedDay(100, Optional.empty(), Reason.RULE_CHANGED);
    apply(new Inputs(endOf(103), List.of(gone), List.of(), false));
    assertThat(latest).contains(closed);
    apply(new Inputs(endOf(103), List.of(changed(100, RiskLevel.RED)), List.of(), false));
    assertThat(latest).contains(closed);
    JudgedDay corrected = new JudgedDay(100, Optional.empty(), Reason.CORRECTED);
    apply(new Inputs(endOf(104), List.of(corrected), List.of(), false));
    assertThat(latest.orElseThrow().status()).as("reports do").isEqualTo(Status.WITHDRAWN);
  }

  @Test
  void otherRulesRaiseNothingOfWhatIsOver() {
    apply(new Inputs(endOf(162), List.of(changed(100, RiskLevel.RED)), List.of(), false));
    assertThat(latest).isEmpty();
    apply(new Inputs(endOf(162), List.of(changed(160, RiskLevel.RED)), List.of(), false));
    assertThat(last().action()).isEqualTo(Action.RAISED);
  }

  @Test
  void aNewWarningEndsTheOneBefore() {
    judge(100, RiskLevel.YELLOW);
    Outcomes outcomes =
        life.advance(
            latest, new Inputs(endOf(130), List.of(judged(130, RiskLevel.BLUE)), List.of(), false));
    assertThat(outcomes.revisions())
        .extracting(Warning::id, Warning::status)
        .containsExactly(
            tuple(latest.orElseThrow().id(), Status.CLOSED),
            tuple(outcomes.latest().orElseThrow().id(), Status.OPEN));
  }

  @Test
  void whatWasDoneBeforeALevelUpIsNotEnoughAfterIt() {
    judge(100, RiskLevel.BLUE);
    tell(at(101, 1), "li", "", new Command.Acknowledge());
    tell(
        at(101, 2),
        "li",
        "nothing found",
        new Command.Dispose(Measure.NONE_NEEDED, Optional.empty()));
    judge(101, RiskLevel.RED);
    tell(at(102, 1), "li", "", new Command.Acknowledge());
    assertThat(latest.orElseThrow().handling().clock().stage()).isEqualTo(Stage.DISPOSE);
  }

  private static JudgedDay changed(int day, RiskLevel level) {
    JudgedDay judged = judged(day, level);
    return new JudgedDay(day, judged.assessment(), Reason.RULE_CHANGED);
  }
}
