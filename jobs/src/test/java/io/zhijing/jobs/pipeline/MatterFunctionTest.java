package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.Report;
import io.zhijing.jobs.mix.MixReports;
import io.zhijing.jobs.reconcile.MatterFunction;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportUpdate;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MatterFunctionTest {
  private static final int DAY = 18_200;
  private static final long AT = MixReports.CALENDAR.endOf(DAY);

  private KeyedOneInputStreamOperatorTestHarness<String, ReportChange, ReportChange> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new MatterFunction(MixReports.settings())),
            change -> "one matter",
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static Report report(String id, int day) {
    return MixReports.inspection(id, day, "one", 5);
  }

  private void change(Report report, int sign) throws Exception {
    harness.processElement(new StreamRecord<>(new ReportChange(report, sign, AT), AT));
  }

  private List<String> changes() {
    return harness.extractOutputValues().stream()
        .map(change -> change.sign() + " " + change.report().id())
        .toList();
  }

  @Test
  void whatIsTakenBackAtTheMomentThatItComesDoesNotCount() throws Exception {
    change(report("a", DAY), 1);
    change(report("a", DAY), -1);
    harness.processWatermark(new Watermark(AT));
    assertThat(changes()).isEmpty();
    var updates = harness.getSideOutput(MatterFunction.REPORTS);
    assertThat(updates).isNull();
    change(report("b", DAY), 1);
    harness.processWatermark(new Watermark(AT + 1));
    assertThat(changes()).as("in whose place another may count").containsExactly("1 b");
  }

  @Test
  void aNewerVersionOfTheSameMomentTakesThePlaceOfTheOlder() throws Exception {
    change(report("a", DAY), 1);
    change(report("a", DAY), -1);
    change(report("a", DAY + 1), 1);
    harness.processWatermark(new Watermark(AT));
    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(change -> assertThat(change.report().eventDay()).isEqualTo(DAY + 1));
    assertThat(harness.getSideOutput(MatterFunction.REPORTS))
        .extracting(StreamRecord::getValue)
        .extracting(ReportUpdate::status)
        .containsExactly("counted");
  }

  /** A report of a later day may still be taken back when that of the earlier one no longer may. */
  @Test
  void aMatterIsRememberedAsLongAsItsLatestReport() throws Exception {
    int kept = MixReports.settings().rememberedDays();
    change(report("a", DAY - 20), 1);
    change(report("b", DAY), 1);
    harness.processWatermark(new Watermark(AT));
    harness.processWatermark(new Watermark(MixReports.CALENDAR.endOf(DAY + kept) - 1));
    assertThat(harness.numKeyedStateEntries()).isPositive();
    harness.processWatermark(new Watermark(MixReports.CALENDAR.endOf(DAY + kept)));
    assertThat(harness.numKeyedStateEntries()).isZero();
  }
}
