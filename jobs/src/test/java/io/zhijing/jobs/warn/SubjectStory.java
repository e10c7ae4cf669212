package io.zhijing.jobs.warn;

import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Warning;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.AssessedDay;
import io.zhijing.jobs.state.CommandAnswer;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.OfficerCommand;
import io.zhijing.jobs.state.RulesChange;
import io.zhijing.jobs.state.Share;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.SubjectInput;
import io.zhijing.jobs.state.WarningChange;
import io.zhijing.jobs.state.WarningForm;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A subject whose days are judged and whose officers act, at the operator alone. */
abstract class SubjectStory {
  static final String SUBJECT = "inspection;region=150602";
  static final int DAY = 18_000;
  static final long HOUR = Duration.ofHours(1).toMillis();
  final PipelineSettings settings;
  final Calendar calendar;
  Harness harness;

  SubjectStory(PipelineSettings settings) {
    this.settings = settings;
    calendar = settings.calendar();
  }

  static final class Harness
      extends KeyedTwoInputStreamOperatorTestHarness<
          String, SubjectInput, RulesChange, WarningChange> {
    Harness(PipelineSettings settings) throws Exception {
      super(
          new CoBroadcastWithKeyedOperator<>(new WarnFunction(settings), List.of(States.rules())),
          SubjectInput::subject,
          null,
          BasicTypeInfo.STRING_TYPE_INFO);
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @BeforeEach
  void open() throws Exception {
    harness = new Harness(settings);
    harness.open();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  static AssessedDay day(int day, RiskLevel level, String cause, long tick, Share... shares) {
    Evaluation evaluation =
        new Evaluation(
            SUBJECT,
            day,
            tick,
            1,
            1,
            0,
            7,
            12,
            40,
            0,
            1.5,
            6,
            1e-9,
            "rate-window/1",
            "estimated",
            "",
            364,
            0,
            "rate",
            false,
            "",
            new String[0],
            new String[0]);
    return new AssessedDay(
        SUBJECT,
        day,
        tick,
        level.code(),
        "regional",
        new Evaluation[] {evaluation},
        new String[0],
        cause,
        new String[0],
        new String[0],
        Arrays.stream(shares).mapToInt(share -> (int) share.count()).sum(),
        shares);
  }

  void judge(int day, RiskLevel level) throws Exception {
    long tick = calendar.endOf(day);
    harness.processElement1(new StreamRecord<>(SubjectInput.of(day(day, level, "", tick)), tick));
    until(tick);
  }

  void until(long time) throws Exception {
    harness.processBothWatermarks(new Watermark(time));
  }

  void tell(String id, Command.Act act, long at) throws Exception {
    Command.Order order = new Command.Order(id, SUBJECT + "@2019-04-14", "li", "because");
    OfficerCommand command = OfficerCommand.of(new Command(order, act), at);
    harness.processElement1(new StreamRecord<>(SubjectInput.of(command), at));
  }

  void rule(int version, String more, long at) throws Exception {
    String text = "id: centre\nversion: " + version + "\nauthor: li\nreason: why\n" + more;
    RulesDocument document = RulesDocument.read(text, RuleSet.standard());
    harness.processElement2(
        new StreamRecord<>(new RulesChange(text, "centre", version, document.checksum(), at), at));
  }

  List<Warning> warnings() {
    return harness.extractOutputValues().stream()
        .map(change -> WarningForm.read(change.warning()))
        .toList();
  }

  Warning last() {
    List<Warning> all = warnings();
    return all.get(all.size() - 1);
  }

  WarningChange lastChange() {
    List<WarningChange> all = harness.extractOutputValues();
    return all.get(all.size() - 1);
  }

  List<String> answers() {
    return harness.getSideOutput(WarnFunction.ANSWERS).stream()
        .map(StreamRecord::getValue)
        .map(CommandAnswer::outcome)
        .toList();
  }
}
