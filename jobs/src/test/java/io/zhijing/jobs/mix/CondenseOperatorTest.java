package io.zhijing.jobs.mix;

import static io.zhijing.jobs.mix.MixReports.CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.Report;
import io.zhijing.jobs.state.CountedChange;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportSum;
import io.zhijing.jobs.state.Types;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CondenseOperatorTest {
  private static final int DAY = 2600 * 7 + 3;

  private OneInputStreamOperatorTestHarness<ReportChange, CountedChange> harness;

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new CondenseOperator(MixReports.settings()));
    harness.setup(Types.of(CountedChange.class).createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void change(Report report, int sign, long asOf) throws Exception {
    harness.processElement(new StreamRecord<>(new ReportChange(report, sign, asOf), asOf));
  }

  private List<CountedChange> passed(int day) throws Exception {
    harness.processWatermark(new Watermark(CALENDAR.endOf(day)));
    return harness.extractOutputValues();
  }

  @Test
  void changesOfReportsThatAreCountedAlikeBecomeOne() throws Exception {
    for (int i = 0; i < 4; i++) {
      change(MixReports.inspection("r" + i, DAY, "one", 5), 1, CALENDAR.endOf(DAY) - i);
    }
    change(MixReports.inspection("r1", DAY, "one", 5), -1, CALENDAR.endOf(DAY));
    assertThat(harness.extractOutputValues()).isEmpty();
    List<CountedChange> changes = passed(DAY);
    assertThat(changes).hasSize(1);
    ReportSum sum = (ReportSum) changes.get(0);
    assertThat(sum.known()).isEqualTo(CALENDAR.endOf(DAY));
    assertThat(List.of(sum.added(), sum.takenBack())).containsExactly(4L, 1L);
    assertThat(List.of(sum.reports(), sum.trials())).containsExactly(3L, 15L);
    assertThat(sum.observed()).isEqualTo(3L * MixReports.inspection("r", DAY, "one", 5).failures());
  }

  @Test
  void whatDiffersInAnythingThatCountsStaysApart() throws Exception {
    change(MixReports.inspection("a", DAY, "one", 5), 1, CALENDAR.endOf(DAY));
    change(MixReports.inspection("b", DAY - 1, "one", 5), 1, CALENDAR.endOf(DAY));
    change(MixReports.inspection("c", DAY, "two", 5), 1, CALENDAR.endOf(DAY));
    change(MixReports.inspection("d", DAY, "one", 6), 1, CALENDAR.endOf(DAY));
    change(MixReports.inspection("e", DAY, "one", 5), 1, CALENDAR.endOf(DAY + 1));
    assertThat(passed(DAY + 1)).hasSize(5);
  }

  @Test
  void aReportAddedAndTakenBackStillTellsOfBoth() throws Exception {
    change(MixReports.inspection("a", DAY, "one", 5), 1, CALENDAR.endOf(DAY));
    change(MixReports.inspection("a", DAY, "one", 5), -1, CALENDAR.endOf(DAY));
    ReportSum sum = (ReportSum) passed(DAY).get(0);
    assertThat(List.of(sum.added(), sum.takenBack(), sum.trials(), sum.observed(), sum.failing()))
        .containsExactly(1L, 1L, 0L, 0L, 0L);
  }

  @Test
  void aReportWhoseDayHasClosedGoesOnByItselfAndAtOnce() throws Exception {
    long late = CALENDAR.endOf(DAY + MixReports.CORRECTION_DAYS + 1);
    Report report = MixReports.inspection("late", DAY, "one", 5);
    change(report, 1, late);
    assertThat(harness.extractOutputValues())
        .singleElement()
        .isInstanceOfSatisfying(
            ReportChange.class, change -> assertThat(change.report().id()).isEqualTo("late"));
  }

  @Test
  void whereMuchComesItIsNotAllLeftForTheTick() throws Exception {
    for (int i = 0; i < 1001; i++) {
      change(MixReports.inspection("r" + i, DAY, "one", i + 1), 1, CALENDAR.endOf(DAY));
    }
    assertThat(harness.extractOutputValues()).hasSize(1000);
    assertThat(passed(DAY)).hasSize(1001);
  }

  @Test
  void nothingIsHeldAcrossACheckpoint() throws Exception {
    change(MixReports.inspection("a", DAY, "one", 5), 1, CALENDAR.endOf(DAY));
    harness.prepareSnapshotPreBarrier(1);
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(passed(DAY)).hasSize(1);
  }
}
