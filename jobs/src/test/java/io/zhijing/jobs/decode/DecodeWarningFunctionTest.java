package io.zhijing.jobs.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.jobs.state.WarningStep;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class DecodeWarningFunctionTest {
  private static final String RECORD =
      """
      {"warning_id": "inspection;region=150000@2020-06-01", "revision": 1,
       "stratum": "inspection;region=150000", "focus": "inspection;region=150100",
       "duty": "emergency_plan", "owed": "acknowledge", "due_at": "2020-06-02T02:00:00Z",
       "transitions": [{"revision": 1, "on": "2020-06-01", "action": "raised", "from": "none",
         "to": "red", "reason": "rate_above_expected", "at": "2020-06-02T00:00:00Z"}]}
      """;

  private static JsonNode facts() throws Exception {
    OneInputStreamOperatorTestHarness<Envelope, WarningStep> harness =
        ProcessFunctionTestHarnesses.forProcessFunction(new DecodeWarningFunction());
    harness.processElement(new Envelope("warnings", 0, 0, 0, RECORD.getBytes(UTF_8)), 0);
    byte[] facts = harness.extractOutputValues().get(0).facts();
    harness.close();
    return new ObjectMapper().readTree(facts);
  }

  @Test
  void aStepKeepsTheWarningsOwnStratumBesideItsFocus() throws Exception {
    assertThat(facts().path("stratum").asText()).isEqualTo("inspection;region=150000");
    assertThat(facts().path("focus").asText()).isEqualTo("inspection;region=150100");
  }

  @Test
  void aStepKeepsWhatItsLimitIsFor() throws Exception {
    assertThat(facts().path("due_at").asText()).isEqualTo("2020-06-02T02:00:00Z");
    assertThat(facts().path("owed").asText()).isEqualTo("acknowledge");
  }
}
