package io.zhijing.jobs.mix;

import static io.zhijing.jobs.mix.MixReports.CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.Report;
import io.zhijing.jobs.state.CountedChange;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.Types;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MixCountOperatorTest {
  private static final int WEEK = 2600;
  private static final int DAY = WEEK * 7 + 3;

  private OneInputStreamOperatorTestHarness<ReportChange, CountedChange> condensed;
  private OneInputStreamOperatorTestHarness<CountedChange, MixCount> harness;
  private int passedOn;

  @BeforeEach
  void open() throws Exception {
    condensed =
        new OneInputStreamOperatorTestHarness<>(new CondenseOperator(MixReports.settings()));
    condensed.setup(Types.of(CountedChange.class).createSerializer(new SerializerConfigImpl()));
    condensed.open();
    harness = new OneInputStreamOperatorTestHarness<>(new MixCountOperator(MixReports.settings()));
    harness.open();
    passedOn = 0;
  }

  @AfterEach
  void close() throws Exception {
    condensed.close();
    harness.close();
  }

  private void change(Report report, int sign, int knownDay) throws Exception {
    long asOf = CALENDAR.endOf(knownDay);
    condensed.processElement(new StreamRecord<>(new ReportChange(report, sign, asOf), asOf));
  }

  private void pass(int day) throws Exception {
    condensed.processWatermark(new Watermark(CALENDAR.endOf(day)));
    passOn();
    harness.processWatermark(new Watermark(CALENDAR.endOf(day)));
  }

  private void passOn() throws Exception {
    List<CountedChange> all = condensed.extractOutputValues();
    for (CountedChange each : all.subList(passedOn, all.size())) {
      harness.processElement(new StreamRecord<>(each, each.known()));
    }
    passedOn = all.size();
  }

  @Test
  void reportsOfACellAndWeekBecomeOneCount() throws Exception {
    for (int i = 0; i < 5; i++) {
      change(MixReports.inspection("r" + i, DAY + i % 2, "Body  One", 4), 1, DAY + 1);
    }
    pass(DAY + 1);
    harness.processWatermark(new Watermark(CALENDAR.endBefore(WEEK + 1) - 1));
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.processWatermark(new Watermark(CALENDAR.endBefore(WEEK + 1)));
    MixCount count = harness.extractOutputValues().get(0);
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(count.week()).isEqualTo(WEEK);
    assertThat(count.known()).isEqualTo(CALENDAR.endBefore(WEEK + 1));
    assertThat(count.trials()).isEqualTo(20);
    assertThat(count.failures()).isEqualTo(5);
    assertThat(count.body()).isNotEmpty().isEqualTo(count.body().strip());
  }

  @Test
  void aProductThatThePackKnowsIsPartOfTheCellAndFreeWordingIsNot() throws Exception {
    String[] known = {" Bread ", "one"};
    String[] unknown = {"Grandma's bread, sliced, 500 g", "one"};
    change(MixReports.report("inspection", "a", DAY, known, 1), 1, DAY);
    change(MixReports.report("ecommerce", "b", DAY, unknown, 1), 1, DAY);
    pass(DAY + 7);
    assertThat(harness.extractOutputValues())
        .extracting(MixCount::product)
        .containsExactly("bread", "");
  }

  @Test
  void whatIsNotCountedInStrataIsNotCountedHere() throws Exception {
    change(MixReports.inspection("none", DAY, "one", -1), 1, DAY);
    String[] what = {"", "one"};
    change(MixReports.report("complaint", "c", DAY, what, 3), 1, DAY);
    change(MixReports.inspection("late", DAY, "one", 2), 1, DAY + 61);
    change(MixReports.inspection("both", DAY, "one", 2), 1, DAY);
    change(MixReports.inspection("both", DAY, "one", 2), -1, DAY);
    pass(DAY + 61);
    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void nothingIsHeldAcrossACheckpoint() throws Exception {
    change(MixReports.inspection("r", DAY, "one", 4), 1, DAY);
    condensed.prepareSnapshotPreBarrier(1);
    passOn();
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.prepareSnapshotPreBarrier(1);
    assertThat(harness.extractOutputValues()).hasSize(1);
  }
}
