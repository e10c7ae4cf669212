package io.zhijing.jobs.warn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Handling;
import io.zhijing.detection.warning.Measure;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning.Status;
import io.zhijing.jobs.documents.CreditDocuments;
import io.zhijing.jobs.settings.TestSettings;
import io.zhijing.jobs.state.Share;
import io.zhijing.jobs.state.SubjectInput;
import io.zhijing.jobs.state.WarningChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

class WarnFunctionTest extends SubjectStory {
  WarnFunctionTest() throws Exception {
    super(TestSettings.innerMongolia());
  }

  @Test
  void aMissedLimitIsSeenWhenItPassesAndNotAtTheEndOfTheDay() throws Exception {
    judge(DAY, RiskLevel.RED);
    long raised = calendar.endOf(DAY);
    until(raised + 2 * HOUR - 1);
    assertThat(last().lastTransition().action()).isEqualTo(Action.RAISED);
    assertThat(lastChange().inCharge()).isEqualTo("region_officer");
    until(raised + 2 * HOUR);
    assertThat(last().lastTransition().action()).isEqualTo(Action.OVERDUE);
    assertThat(last().lastTransition().when().at()).isEqualTo(raised + 2 * HOUR);
    assertThat(lastChange().inCharge()).isEqualTo("region_director");
  }

  /**
   * A day of reports is judged a day after its end; whoever was told then would be late already.
   */
  @Test
  void limitsCountFromWhenADayCanBeKnown() throws Exception {
    judge(DAY, RiskLevel.RED);
    long known = settings.knownAt(calendar.endOf(DAY));
    assertThat(known).isEqualTo(calendar.endOf(DAY + 1));
    assertThat(last().handling().clock().due()).isEqualTo(known + 2 * HOUR);
    tell("a", new Command.Assign("wang"), known + HOUR);
    assertThat(last().lastTransition().action()).isEqualTo(Action.ASSIGNED);
    tell("b", new Command.Acknowledge(), known + 2 * HOUR - 1);
    assertThat(warnings())
        .extracting(warning -> warning.lastTransition().action())
        .containsExactly(Action.RAISED, Action.ASSIGNED, Action.ACKNOWLEDGED);
    long due = last().handling().clock().due();
    assertThat(due).isEqualTo(known + 2 * HOUR - 1 + 72 * HOUR);
    until(due - 24 * HOUR - 1);
    assertThat(last().lastTransition().action()).isEqualTo(Action.ACKNOWLEDGED);
    until(due - 24 * HOUR);
    assertThat(last().lastTransition().reason()).isEqualTo(Reason.NOT_DISPOSED_IN_TIME);
  }

  @Test
  void aSilenceThatIsOverWhenADayIsKnownSilencesNothing() throws Exception {
    judge(DAY, RiskLevel.BLUE);
    long end = calendar.endOf(DAY + 1) + 10 * HOUR;
    tell("a", new Command.Silence(end), calendar.endOf(DAY + 1) + HOUR);
    assertThat(lastChange().silencedUntil()).isEqualTo(end);
    judge(DAY + 1, RiskLevel.BLUE);
    assertThat(lastChange().silencedUntil()).isZero();
    assertThat(last().handling().silencedUntil()).isZero();
  }

  @Test
  void aCommandActsWhenItComesAndItsWarningSurvivesARestart() throws Exception {
    judge(DAY, RiskLevel.RED);
    long at = calendar.endOf(DAY) + HOUR;
    tell("a", new Command.Acknowledge(), at);
    tell("b", new Command.Acknowledge(), at);
    assertThat(answers()).containsExactly("done", "already_acknowledged");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = new Harness(settings);
    harness.setup();
    harness.initializeState(state);
    harness.open();
    tell("a", new Command.Acknowledge(), at + 1);
    assertThat(answers()).containsExactly("done_before");
    until(at + 72 * HOUR);
    assertThat(last().lastTransition().reason()).isEqualTo(Reason.NOT_DISPOSED_IN_TIME);
    assertThat(last().handling().acknowledgedBy()).isEqualTo("li");
  }

  @Test
  void newRulesHoldAtOnceAndAfterARestartAndOlderOnesAreForgotten() throws Exception {
    judge(DAY, RiskLevel.YELLOW);
    assertThat(lastChange().rules()).isEqualTo("standard@1");
    assertThat(lastChange().duty()).isEqualTo("study");
    long at = calendar.endOf(DAY) + HOUR;
    rule(3, "duties: {yellow: {act: meeting}}", at);
    rule(2, "duties: {yellow: {act: too_old}}", at + 1);
    harness.processElement1(
        new StreamRecord<>(SubjectInput.of(day(DAY, RiskLevel.BLUE, "rule_changed", at)), at));
    assertThat(last().lastTransition().action()).isEqualTo(Action.DOWNGRADED);
    assertThat(last().lastTransition().reason()).isEqualTo(Reason.RULE_CHANGED);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = new Harness(settings);
    harness.setup();
    harness.initializeState(state);
    harness.open();
    judge(DAY + 1, RiskLevel.YELLOW);
    assertThat(lastChange().rules()).startsWith("centre@3#");
    assertThat(lastChange().duty()).isEqualTo("meeting");
  }

  @Test
  void whatRulesTakeAwayIsWithdrawnWithoutWaitingForAnyClock() throws Exception {
    judge(DAY, RiskLevel.YELLOW);
    long at = calendar.endOf(DAY) + HOUR;
    harness.processElement1(
        new StreamRecord<>(SubjectInput.of(day(DAY, RiskLevel.NONE, "rule_changed", at)), at));
    assertThat(last().status()).isEqualTo(Status.WITHDRAWN);
    assertThat(last().handling().clock().stage()).isEqualTo(Handling.Stage.NOTHING);
  }

  private List<String> credit() throws Exception {
    List<String> events = new ArrayList<>();
    for (StreamRecord<WarningChange> each : harness.getSideOutput(WarnFunction.CONFIRMATIONS)) {
      assertThat(CreditDocuments.concerns(each.getValue())).isTrue();
      Document document = new CreditDocuments("test").event(each.getValue());
      JsonNode json = new ObjectMapper().readTree(document.json());
      events.add(
          String.join(
              " ", json.path("enterprise").asText(), json.path("status").asText(), document.id()));
    }
    return events;
  }

  private void confirmWithFirmA(long at) throws Exception {
    Share[] shares = {new Share("enterprise", "firm-a", 6), new Share("enterprise", "firm-b", 4)};
    long tick = calendar.endOf(DAY);
    harness.processElement1(
        new StreamRecord<>(
            SubjectInput.of(day(DAY, RiskLevel.BLUE, "rule_changed", tick, shares)), tick));
    tell("a", new Command.Dispose(Measure.RECTIFICATION, Optional.empty()), at);
    tell("b", new Command.Close(Command.Verdict.CONFIRMED), at + 1);
  }

  @Test
  void aConfirmedWarningThatIsWithdrawnIsRevokedForTheFirmThatWasConfirmed() throws Exception {
    long at = calendar.endOf(DAY) + HOUR;
    confirmWithFirmA(at);
    long next = calendar.endOf(DAY + 1);
    harness.processElement1(
        new StreamRecord<>(SubjectInput.of(day(DAY, RiskLevel.NONE, "", next)), next));
    until(next);
    assertThat(last().status()).isEqualTo(Status.WITHDRAWN);
    String id = SUBJECT + "@2019-04-14";
    assertThat(credit()).containsExactly("firm-a standing " + id, "firm-a revoked " + id);
  }

  @Test
  void aConfirmedWarningThatDataOpenAgainIsRevokedForTheFirmThatWasConfirmed() throws Exception {
    long at = calendar.endOf(DAY) + HOUR;
    confirmWithFirmA(at);
    long next = calendar.endOf(DAY + 2);
    Share other = new Share("enterprise", "firm-b", 9);
    harness.processElement1(
        new StreamRecord<>(SubjectInput.of(day(DAY + 2, RiskLevel.RED, "", next, other)), next));
    until(next);
    assertThat(last().lastTransition().action()).isEqualTo(Action.REOPENED);
    tell("c", new Command.Close(Command.Verdict.FALSE_ALARM), next + 1);
    tell("d", new Command.Reopen(), next + 2);
    String id = SUBJECT + "@2019-04-14";
    assertThat(credit()).containsExactly("firm-a standing " + id, "firm-a revoked " + id);
  }

  @Test
  void aSilenceOfTheRulesStandsInWhatIsToldOfTheWarning() throws Exception {
    rule(
        2,
        "silences: [{region: '150602', until: '2030-01-01T00:00:00Z', actor: li, reason: known}]",
        1);
    judge(DAY, RiskLevel.BLUE);
    assertThat(lastChange().silencedUntil())
        .isEqualTo(Instant.parse("2030-01-01T00:00:00Z").toEpochMilli());
    assertThat(last().handling().silencedUntil()).isZero();
  }

  @Test
  void theEndOfABoundedInputClosesNothing() throws Exception {
    judge(DAY, RiskLevel.RED);
    until(Long.MAX_VALUE);
    assertThat(warnings()).hasSize(1);
  }
}
