package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllExplainedTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static JsonNode warning(String id, String raisedAt) {
    return MAPPER.createObjectNode().put("warning_id", id).put("raised_at", raisedAt);
  }

  @Test
  void theLatestWarningOfASubjectIsTheOneThatWasRaisedLast() {
    assertThat(
            AllExplained.latest(
                List.of(
                    warning("inspection;region=1@2025-07-03", "2025-07-03T15:59:59.999Z"),
                    warning("inspection;region=1@2025-07-02", "2025-07-02T15:59:59.999Z"),
                    warning("inspection;region=2@2025-01-02", "2025-01-02T15:59:59.999Z"))))
        .containsOnly(
            entry("inspection;region=1", "2025-07-03T15:59:59.999Z"),
            entry("inspection;region=2", "2025-01-02T15:59:59.999Z"));
  }
}
