package io.zhijing.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.sink.SinkEvent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as JSON, by the configuration that the command line uses. */
class LogEventTest {
  private static final String PLACE = "zhijing.log";

  @TempDir private Path folder;

  @Test
  void eachLineIsAnObjectWithItsEvent() throws Exception {
    Path file = folder.resolve("zhijing.log");
    URI configuration = LogEventTest.class.getResource("/zhijing-log4j2-json.xml").toURI();
    String before = System.getProperty(PLACE);
    System.setProperty(PLACE, file.toString());
    try (LoggerContext context = Configurator.initialize("test", null, configuration)) {
      context
          .getLogger("io.zhijing.test")
          .warn(
              MarkerManager.getMarker(LogEvent.SOURCE_SILENT.code()),
              "Nothing was heard of \"{}\"\nfor long",
              "complaint");
      context.getLogger("io.zhijing.test").error("failed", new IllegalStateException("why"));
    } finally {
      if (before == null) {
        System.clearProperty(PLACE);
      } else {
        System.setProperty(PLACE, before);
      }
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonNode silent = new ObjectMapper().readTree(lines.get(0));
    assertThat(silent.path("event").asText()).isEqualTo("source_silent");
    assertThat(silent.path("level").asText()).isEqualTo("WARN");
    assertThat(silent.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(silent.path("message").asText())
        .isEqualTo("Nothing was heard of \"complaint\"\nfor long");
    JsonNode failed = new ObjectMapper().readTree(lines.get(1));
    assertThat(failed.path("exception").asText()).contains("IllegalStateException", "why");
    assertThat(failed.has("event")).isFalse();
  }

  @Test
  void everyEventIsExplained() throws Exception {
    String operate = Files.readString(Path.of("..", "docs", "operate.md"));
    assertThat(Arrays.stream(LogEvent.values()).map(LogEvent::code))
        .allSatisfy(code -> assertThat(operate).contains("`" + code + "`"));
    assertThat(Arrays.stream(SinkEvent.values()).map(SinkEvent::code))
        .allSatisfy(code -> assertThat(operate).contains("`" + code + "`"));
  }
}
