package io.zhijing.jobs.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.TestSettings;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.FamilyCounts;
import io.zhijing.jobs.state.HeardDays;
import io.zhijing.jobs.state.Types;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CombineOperatorTest {
  private static final String PLACE = "inspection;region=150602;sector=C1353";
  private static final String FIRM = PLACE + ";enterprise=91150600YYYY00039N";
  private static final String HAZARD = "inspection;region=150602;hazard=F01";
  private static final int DAY = 20_000;
  private static final long TICK = 100;
  private static final long NEXT_TICK = 200;

  private static PipelineSettings settings;

  private OneInputStreamOperatorTestHarness<CellDelta, FamilyCounts> harness;

  @BeforeAll
  static void loadThePack() throws Exception {
    settings = TestSettings.innerMongolia();
  }

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new CombineOperator(settings));
    harness.setup(Types.of(FamilyCounts.class).createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void counted(String stratum, long tick, long trials) throws Exception {
    harness.processElement(
        new StreamRecord<>(new CellDelta(stratum, DAY, tick, trials, 1, 0), tick - 1));
  }

  private static CellDelta sum(String stratum, long tick, long trials, long observed) {
    return new CellDelta(stratum, DAY, tick, trials, observed, 0);
  }

  private Stream<FamilyCounts> sentTo(String family) {
    return harness.extractOutputValues().stream().filter(each -> each.family().equals(family));
  }

  @Test
  void whatGoesToOneFamilyGoesTogether() throws Exception {
    counted(FIRM, TICK, 2);
    counted(PLACE, TICK, 2);
    counted(FIRM, TICK, 3);
    counted(PLACE, TICK, 3);
    harness.processWatermark(new Watermark(TICK));
    assertThat(sentTo(PLACE))
        .as("the firm is judged beside its place")
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.tick()).isEqualTo(TICK);
              assertThat(sent.ofMembers()).containsExactly(sum(FIRM, TICK, 5, 2));
              assertThat(sent.ofParent()).containsExactly(sum(PLACE, TICK, 5, 2));
            });
    assertThat(sentTo(FIRM)).as("nothing is judged beside a firm").isEmpty();
    assertThat(harness.extractOutputValues())
        .filteredOn(each -> List.of(each.ofMembers()).contains(sum(PLACE, TICK, 5, 2)))
        .as("the place is judged once, in the family of what lends to it")
        .singleElement()
        .satisfies(sent -> assertThat(sent.ofParent()).isEmpty());
  }

  @Test
  void aHazardIsJudgedBesideTheTestsMadeThereAndLendsToNobody() throws Exception {
    counted(HAZARD, TICK, 0);
    harness.processWatermark(new Watermark(TICK));
    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(
            sent -> {
              assertThat(sent.family()).isEqualTo("inspection;region=150602");
              assertThat(sent.ofMembers()).containsExactly(sum(HAZARD, TICK, 0, 1));
              assertThat(sent.ofParent()).isEmpty();
            });
  }

  @Test
  void eachTickGoesByItself() throws Exception {
    counted(FIRM, TICK, 2);
    counted(FIRM, NEXT_TICK, 3);
    harness.processWatermark(new Watermark(TICK));
    assertThat(sentTo(PLACE)).extracting(FamilyCounts::tick).containsExactly(TICK);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(sentTo(PLACE)).extracting(FamilyCounts::tick).containsExactly(TICK, NEXT_TICK);
  }

  @Test
  void whatCancelsOutIsNotSent() throws Exception {
    harness.processElement(new StreamRecord<>(sum(FIRM, TICK, 2, 1), 1));
    harness.processElement(new StreamRecord<>(sum(FIRM, TICK, -2, -1), 2));
    harness.processWatermark(new Watermark(TICK));
    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void itIsToldOfAStreamHowTheReportsOfItsDaysChange() throws Exception {
    counted("inspection", TICK, 5);
    counted("inspection", NEXT_TICK, 5);
    counted("complaint", TICK, 0);
    counted(PLACE, TICK, 5);
    harness.processWatermark(new Watermark(TICK));
    assertThat(harness.getSideOutput(CombineOperator.HEARD))
        .extracting(StreamRecord::getValue)
        .extracting(HeardDays::stream)
        .containsExactly("inspection", "complaint");
    assertThat(harness.getSideOutput(CombineOperator.HEARD))
        .allSatisfy(
            told -> {
              assertThat(told.getValue().days()).containsExactly(DAY);
              assertThat(told.getValue().tick()).isEqualTo(settings.calendar().dayOf(TICK));
              assertThat(told.getTimestamp()).isEqualTo(TICK);
            });
    harness.processWatermark(new Watermark(NEXT_TICK));
    assertThat(harness.getSideOutput(CombineOperator.HEARD)).hasSize(3);
  }

  /** However the sums are divided, what is taken back comes to nothing. */
  @Test
  void whatIsTakenBackAfterItWasSentIsTakenBackOfTheStreamToo() throws Exception {
    harness.processElement(new StreamRecord<>(sum("inspection", TICK, 2, 1), 1));
    harness.prepareSnapshotPreBarrier(1);
    harness.processElement(new StreamRecord<>(sum("inspection", TICK, -2, -1), 2));
    harness.processWatermark(new Watermark(TICK));
    assertThat(harness.getSideOutput(CombineOperator.HEARD))
        .extracting(told -> told.getValue().changes()[0])
        .containsExactly(3L, -3L);
  }
}
