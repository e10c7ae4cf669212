package io.zhijing.jobs.deidentify;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Report;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.PipelineSettings.HashKey;
import io.zhijing.jobs.settings.TestSettings;
import java.nio.charset.StandardCharsets;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeidentifyFunctionTest {
  private static PipelineSettings usual;

  @BeforeAll
  static void loadThePack() throws Exception {
    usual = TestSettings.innerMongolia();
  }

  private static PipelineSettings under(String key) {
    return new PipelineSettings(
        usual.calendar(),
        usual.watch(),
        usual.horizons(),
        new HashKey(key.getBytes(StandardCharsets.UTF_8)));
  }

  /** Restores what is given, and keeps what it has then. */
  private static OperatorSubtaskState restored(PipelineSettings settings, OperatorSubtaskState from)
      throws Exception {
    OneInputStreamOperatorTestHarness<RawReport, Report> harness =
        new OneInputStreamOperatorTestHarness<>(new StreamMap<>(new DeidentifyFunction(settings)));
    try {
      harness.initializeState(from);
      harness.open();
      return harness.snapshot(1, 1);
    } finally {
      harness.close();
    }
  }

  @Test
  void goesOnUnderTheSameKeyAndUnderNoOther() throws Exception {
    OperatorSubtaskState kept = restored(usual, OperatorSubtaskState.builder().build());
    assertThatCode(() -> restored(under("a key for tests, not secret"), kept))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> restored(under("another key for tests, not secret"), kept))
        .hasStackTraceContaining("is not the one under which the state was built");
  }

  @Test
  void anOlderSavepointGoesOnUnderAnyKey() {
    assertThatCode(() -> restored(usual, OperatorSubtaskState.builder().build()))
        .doesNotThrowAnyException();
  }
}
