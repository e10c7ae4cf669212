package io.zhijing.jobs.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.TestSettings;
import io.zhijing.jobs.state.Evaluation;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private static final int DAY = 18_000;
  private static final String NODES = ";region=150602;sector=C1353";

  private static PipelineSettings settings;
  private static Calendar calendar;

  private KeyedOneInputStreamOperatorTestHarness<String, Evaluation, Evaluation> harness;

  @BeforeAll
  static void loadThePack() throws Exception {
    settings = TestSettings.innerMongolia();
    calendar = settings.calendar();
  }

  @BeforeEach
  void open() throws Exception {
    harness = fresh();
    harness.open();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Evaluation, Evaluation> fresh()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new TogetherFunction<>(settings, new Streams())),
        Streams::nodesOf,
        BasicTypeInfo.STRING_TYPE_INFO);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static long tick(int day) {
    return calendar.endOf(day);
  }

  private void found(String stream, int day, long tick, double pValue) throws Exception {
    Evaluation evaluation =
        new Evaluation(
            stream + NODES,
            day,
            tick,
            0,
            2,
            0,
            28,
            stream.equals("complaint") ? 14 : 9,
            0,
            0,
            3,
            8,
            pValue,
            "count-window/3",
            "estimated",
            "",
            364,
            0,
            "",
            false,
            "within_expectation",
            new String[0],
            new String[0]);
    harness.processElement(new StreamRecord<>(evaluation, tick));
  }

  private List<Evaluation> passed(int day) throws Exception {
    harness.getOutput().clear();
    harness.processWatermark(new Watermark(tick(day)));
    return harness.extractOutputValues();
  }

  @Test
  void streamsOfOneStratumAreTakenTogetherWhenTheirDayHasPassed() throws Exception {
    found("inspection", DAY, tick(DAY), 1e-4);
    found("complaint", DAY, tick(DAY), 1e-4);
    found("ecommerce", DAY, tick(DAY), 0.4);
    assertThat(harness.extractOutputValues()).isEmpty();
    List<Evaluation> together = passed(DAY);
    assertThat(together).hasSize(1);
    assertThat(together.get(0).stratum()).isEqualTo("complaint" + NODES);
    assertThat(together.get(0).kind()).isEqualTo("several_streams");
    assertThat(together.get(0).streams()).containsExactly("complaint", "inspection");
    assertThat(together.get(0).observed()).isEqualTo(14);
    assertThat(together.get(0).around().mark()).isEqualTo("#streams");
    assertThat(together.get(0).signal().streams()).hasSize(2);
  }

  @Test
  void aRiseThatIsTakenBackTakesItBack() throws Exception {
    found("inspection", DAY, tick(DAY), 1e-4);
    found("complaint", DAY, tick(DAY), 1e-4);
    passed(DAY);
    found("inspection", DAY, tick(DAY + 2), 0.3);
    List<Evaluation> after = passed(DAY + 2);
    assertThat(after).hasSize(1);
    assertThat(after.get(0).cleared()).isTrue();
    assertThat(after.get(0).day()).isEqualTo(DAY);
    assertThat(after.get(0).around().mark()).isEqualTo("#streams");
  }

  @Test
  void anotherStreamThatLeadsTakesItsPlace() throws Exception {
    found("inspection", DAY, tick(DAY), 1e-4);
    found("complaint", DAY, tick(DAY), 1e-4);
    passed(DAY);
    found("inspection", DAY, tick(DAY + 2), 1e-7);
    assertThat(passed(DAY + 2))
        .extracting(Evaluation::stratum, Evaluation::isSignal)
        .containsExactly(tuple("complaint" + NODES, false), tuple("inspection" + NODES, true));
  }

  @Test
  void itStaysWithTheStreamThatItWasOfWhileItsWarningMayBeOpen() throws Exception {
    found("inspection", DAY, tick(DAY), 1e-4);
    found("complaint", DAY, tick(DAY), 1e-4);
    passed(DAY);
    for (int day : List.of(DAY + 21, DAY + 60)) {
      found("inspection", day, tick(day), 1e-7);
      found("complaint", day, tick(day), 1e-4);
    }
    assertThat(passed(DAY + 21))
        .extracting(Evaluation::stratum)
        .containsExactly("complaint" + NODES);
    assertThat(passed(DAY + 60))
        .extracting(Evaluation::stratum)
        .containsExactly("inspection" + NODES);
  }

  @Test
  void whatIsKeptSurvivesARestore() throws Exception {
    found("inspection", DAY, tick(DAY), 1e-4);
    passed(DAY);
    found("complaint", DAY, tick(DAY + 1), 1e-4);
    OperatorSubtaskState kept = harness.snapshot(1, tick(DAY));
    harness.close();
    harness = fresh();
    harness.initializeState(kept);
    harness.open();
    assertThat(passed(DAY + 1)).extracting(Evaluation::day).containsExactly(DAY);
  }

  @Test
  void nothingIsKeptOfWhatCannotBeReopened() throws Exception {
    found("inspection", DAY, tick(DAY), 1e-4);
    found("complaint", DAY, tick(DAY), 1e-4);
    passed(DAY);
    found("inspection", DAY + 400, tick(DAY + 400), 0.5);
    passed(DAY + 400);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }
}
