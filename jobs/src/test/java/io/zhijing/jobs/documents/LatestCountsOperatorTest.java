package io.zhijing.jobs.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.jobs.state.Evaluation;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LatestCountsOperatorTest {
  private OneInputStreamOperatorTestHarness<Evaluation, Document> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new LatestCountsOperator(() -> null, lattice -> LatestCountsOperatorTest::document));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static Document document(Evaluation evaluation) {
    return new Document(
        "counts",
        evaluation.stratum() + "/" + evaluation.day(),
        evaluation.tick(),
        String.valueOf(evaluation.dayObserved()).getBytes(StandardCharsets.UTF_8));
  }

  private void found(String stratum, int day, long tick, long observed) throws Exception {
    Evaluation evaluation =
        new Evaluation(
            stratum,
            day,
            tick,
            0,
            observed,
            0,
            1,
            observed,
            0,
            0,
            0,
            0,
            1,
            "",
            "",
            "",
            0,
            0,
            "",
            false,
            "",
            new String[0],
            new String[0]);
    harness.processElement(new StreamRecord<>(evaluation, tick));
  }

  @Test
  void ofAStratumAndDayTheLatestTickIsWritten() throws Exception {
    found("a", 1, 100, 1);
    found("b", 1, 100, 5);
    found("a", 2, 200, 7);
    found("a", 1, 300, 3);
    found("a", 1, 200, 2);
    assertThat(harness.getOutput()).isEmpty();
    harness.processWatermark(new Watermark(300));
    assertThat(harness.extractOutputValues())
        .extracting(each -> each.id() + "@" + each.version())
        .containsExactly("a/1@300", "b/1@100", "a/2@200");
    assertThat(harness.getOutput()).endsWith(new Watermark(300));
  }

  @Test
  void nothingIsHeldOverACheckpointOrTheEnd() throws Exception {
    found("a", 1, 100, 1);
    harness.prepareSnapshotPreBarrier(1);
    assertThat(harness.extractOutputValues()).hasSize(1);
    found("a", 1, 100, 1);
    harness.endInput();
    assertThat(harness.extractOutputValues()).hasSize(2);
    harness.processWatermark(new Watermark(100));
    assertThat(harness.extractOutputValues()).hasSize(2);
  }
}
