package io.zhijing.jobs.holding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldingOperatorTest {
  private OneInputStreamOperatorTestHarness<String, String> harness;

  /** Counts texts; each is due at the number that it begins with. */
  private static final class Counting extends HoldingOperator<String, String, int[], String> {
    private static final long serialVersionUID = 1;

    @Override
    protected void take(String text) {
      held(text, () -> new int[1])[0]++;
    }

    @Override
    protected long dueAt(String text, int[] count) {
      return Long.parseLong(text.substring(0, text.indexOf(' ')));
    }

    @Override
    protected void send(String text, int[] count) {
      send(text + " x" + count[0], dueAt(text, count));
    }
  }

  @BeforeEach
  void open() throws Exception {
    harness = new OneInputStreamOperatorTestHarness<>(new Counting());
    harness.setup(StringSerializer.INSTANCE);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void take(String... texts) throws Exception {
    for (String text : texts) {
      harness.processElement(new StreamRecord<>(text));
    }
  }

  @Test
  void aWatermarkSendsWhatIsDueBeforeItPassesAndLeavesTheRest() throws Exception {
    take("10 a", "20 b", "10 a", "15 c");
    harness.processWatermark(new Watermark(9));
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.processWatermark(new Watermark(15));
    take("20 b");
    assertThat(harness.extractOutputValues()).containsExactly("10 a x2", "15 c x1");
    assertThat(harness.getOutput()).last().isEqualTo(new Watermark(15));
    harness.processWatermark(new Watermark(20));
    assertThat(harness.extractOutputValues()).hasSize(3).last().isEqualTo("20 b x2");
    assertThat(harness.getOutput()).last().isEqualTo(new Watermark(20));
  }

  @Test
  void whatComesAfterTheEarliestIsSentStillIsDueInItsTime() throws Exception {
    take("20 b");
    harness.processWatermark(new Watermark(19));
    take("20 a", "30 c");
    harness.processWatermark(new Watermark(20));
    assertThat(harness.extractOutputValues()).isEqualTo(List.of("20 b x1", "20 a x1"));
  }

  @Test
  void nothingIsHeldAcrossACheckpointNorAtTheEnd() throws Exception {
    take("10 a");
    harness.prepareSnapshotPreBarrier(1);
    assertThat(harness.extractOutputValues()).containsExactly("10 a x1");
    take("10 a");
    harness.endInput();
    assertThat(harness.extractOutputValues()).containsExactly("10 a x1", "10 a x1");
  }

  @Test
  void tooMuchIsSentAtOnce() throws Exception {
    for (int i = 0; i < 20_001; i++) {
      take("10 " + i);
    }
    assertThat(harness.extractOutputValues()).hasSize(20_000);
  }
}
