package io.zhijing.jobs.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.TestSettings;
import io.zhijing.jobs.state.AssessedDay;
import io.zhijing.jobs.state.DecidedSignal;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.RulesChange;
import io.zhijing.jobs.state.States;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssessFunctionTest {
  private static final String STRATUM = "inspection;region=150602";
  private static final int DAY = 18_000;

  private PipelineSettings settings;
  private KeyedTwoInputStreamOperatorTestHarness<String, Evaluation, RulesChange, AssessedDay>
      harness;

  @BeforeEach
  void open() throws Exception {
    settings = TestSettings.innerMongolia();
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new AssessFunction(settings), List.of(States.rules())),
            evaluation -> "inspection",
            null,
            BasicTypeInfo.STRING_TYPE_INFO);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private long endOf(int day) {
    return settings.calendar().endOf(day);
  }

  private void judged(int tickOn, String kind) throws Exception {
    Evaluation evaluation =
        new Evaluation(
            STRATUM,
            DAY,
            endOf(tickOn),
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
            kind,
            kind.isEmpty(),
            "",
            new String[0],
            new String[0]);
    harness.processElement1(new StreamRecord<>(evaluation, endOf(tickOn)));
    harness.processBothWatermarks(new Watermark(endOf(tickOn)));
  }

  private void rules(long at) throws Exception {
    String text = "id: centre\nversion: 2\nauthor: li\nreason: why\nlevels: {blue: {score: 8}}\n";
    String checksum = RulesDocument.read(text, RuleSet.standard()).checksum();
    harness.processElement2(
        new StreamRecord<>(new RulesChange(text, "centre", 2, checksum, at), at));
  }

  private List<DecidedSignal> decided() {
    return harness.getSideOutput(AssessFunction.DECISIONS).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  /** Documents keep the version with the latest time; the next tick is earlier than now. */
  @Test
  void decisionsByNewRulesGiveWayToThoseOfTheNextTick() throws Exception {
    judged(DAY, "rate");
    assertThat(decided()).hasSize(1);
    rules(endOf(DAY) + Duration.ofHours(30).toMillis());
    assertThat(decided()).hasSize(2);
    judged(DAY + 1, "");
    assertThat(decided())
        .extracting(DecidedSignal::tick)
        .containsExactly(endOf(DAY), endOf(DAY), endOf(DAY + 1));
    assertThat(decided().get(2).decision()).isEqualTo("cleared");
  }
}
