package io.zhijing.jobs.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.Envelope;
import io.zhijing.jobs.settings.TestSettings;
import io.zhijing.jobs.state.RulesAnswer;
import io.zhijing.jobs.state.RulesChange;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

class DecodeRulesFunctionTest {
  private static List<RulesAnswer> answers(String... more) throws Exception {
    KeyedOneInputStreamOperatorTestHarness<String, Envelope, RulesChange> harness =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new DecodeRulesFunction(TestSettings.innerMongolia()),
            envelope -> "",
            BasicTypeInfo.STRING_TYPE_INFO);
    try {
      for (int i = 0; i < more.length; i++) {
        String text = "id: a\nversion: " + (i + 2) + "\nauthor: li\nreason: why\n" + more[i];
        harness.processElement(new Envelope("rules", 0, i, i, text.getBytes(UTF_8)), i);
      }
      return harness.getSideOutput(DecodeRulesFunction.ANSWERS).stream()
          .map(StreamRecord::getValue)
          .toList();
    } finally {
      harness.close();
    }
  }

  @Test
  void aCodeThatThePackLacksIsRefused() throws Exception {
    List<RulesAnswer> answers =
        answers(
            "keys: [{region: '150600', score: -0.5, reason: key}]",
            "keys: [{region: '150699', score: -0.5, reason: misspelt}]");
    assertThat(answers).extracting(RulesAnswer::outcome).containsExactly("applied", "invalid");
    assertThat(answers.get(1).note())
        .isEqualTo("keys[0] names the region 150699, which the pack does not have");
  }

  @Test
  void otherDetectorsNeedARestart() throws Exception {
    assertThat(answers("detection: {min_observed: 5}", "spread: {min_leagues: 4}"))
        .extracting(RulesAnswer::outcome)
        .containsOnly("detection_needs_a_restart");
  }
}
