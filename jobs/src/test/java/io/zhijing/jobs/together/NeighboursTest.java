package io.zhijing.jobs.together;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.WindowCount;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.TestSettings;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.RegionRise;
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

class NeighboursTest {
  private static final int DAY = 18_000;

  /** Side by side, of three leagues. */
  private static final List<String> NEIGHBOURS = List.of("150122", "150221", "150622");

  private static PipelineSettings settings;
  private static Calendar calendar;

  private KeyedOneInputStreamOperatorTestHarness<String, RegionRise, Evaluation> harness;

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

  private static KeyedOneInputStreamOperatorTestHarness<String, RegionRise, Evaluation> fresh()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new TogetherFunction<>(settings, new Neighbours())),
        Neighbours::kindOf,
        BasicTypeInfo.STRING_TYPE_INFO);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static long tick(int day) {
    return calendar.endOf(day);
  }

  private void rise(String region, int day, long tick, long observed) throws Exception {
    WindowCount[] windows = {WindowCount.of(28, observed, 60, 0.6, 0.7)};
    String stratum = "inspection;region=" + region + ";sector=C1353";
    RegionRise rise =
        observed == 0
            ? RegionRise.none(stratum, day, tick)
            : new RegionRise(stratum, day, tick, "estimated", "", 364, 0, windows);
    harness.processElement(new StreamRecord<>(rise, tick));
  }

  private List<Evaluation> passed(int day) throws Exception {
    harness.getOutput().clear();
    harness.processWatermark(new Watermark(tick(day)));
    return harness.extractOutputValues();
  }

  @Test
  void neighboursOfOneKindAreTakenTogetherWhenTheirDayHasPassed() throws Exception {
    for (String region : NEIGHBOURS) {
      rise(region, DAY, tick(DAY), 7);
    }
    rise("152921", DAY, tick(DAY), 3);
    assertThat(harness.extractOutputValues()).isEmpty();
    List<Evaluation> found = passed(DAY);
    assertThat(found).hasSize(1);
    Evaluation cluster = found.get(0);
    assertThat(cluster.stratum()).isEqualTo("inspection;sector=C1353");
    assertThat(cluster.kind()).isEqualTo("cluster");
    assertThat(cluster.observed()).isEqualTo(21);
    assertThat(cluster.places()).containsExactlyElementsOf(NEIGHBOURS);
    assertThat(cluster.signal().places()).isEqualTo(NEIGHBOURS);
  }

  @Test
  void aRiseThatIsTakenBackTakesItsClusterBack() throws Exception {
    for (String region : NEIGHBOURS) {
      rise(region, DAY, tick(DAY), 7);
    }
    passed(DAY);
    rise(NEIGHBOURS.get(1), DAY, tick(DAY + 3), 0);
    List<Evaluation> found = passed(DAY + 3);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).cleared()).isTrue();
    assertThat(found.get(0).isSignal()).isFalse();
    assertThat(found.get(0).around().mark()).isEqualTo("#cluster");
    assertThat(found.get(0).day()).isEqualTo(DAY);
    rise(NEIGHBOURS.get(1), DAY, tick(DAY + 4), 7);
    assertThat(passed(DAY + 4)).extracting(Evaluation::isSignal).containsExactly(true);
  }

  @Test
  void whatIsKeptSurvivesARestore() throws Exception {
    rise(NEIGHBOURS.get(0), DAY, tick(DAY), 7);
    rise(NEIGHBOURS.get(1), DAY, tick(DAY), 7);
    passed(DAY);
    rise(NEIGHBOURS.get(2), DAY, tick(DAY + 1), 7);
    OperatorSubtaskState kept = harness.snapshot(1, tick(DAY));
    harness.close();
    harness = fresh();
    harness.initializeState(kept);
    harness.open();
    assertThat(passed(DAY + 1)).extracting(Evaluation::observed).containsExactly(21L);
  }

  @Test
  void nothingIsKeptOfWhatCannotBeReopened() throws Exception {
    for (String region : NEIGHBOURS) {
      rise(region, DAY, tick(DAY), 7);
    }
    passed(DAY);
    int much = harness.numKeyedStateEntries();
    rise("152921", DAY + 400, tick(DAY + 400), 3);
    passed(DAY + 400);
    assertThat(harness.numKeyedStateEntries()).isLessThanOrEqualTo(much);
    assertThat(harness.numEventTimeTimers()).isZero();
  }
}
