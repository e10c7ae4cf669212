package io.zhijing.jobs.end;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.RecordProducer;
import io.zhijing.connectors.wire.CommandEncoder;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Command.Act;
import io.zhijing.detection.warning.Command.Order;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Measure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What officers do in the simulated region: the warning of a firm is opened again, disposed of and
 * confirmed, another is opened again and acknowledged, the open one is left waiting; one command is
 * refused.
 */
public final class OfficersActs {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SimulatedRegion region;
  private int given;

  private OfficersActs(SimulatedRegion region) {
    this.region = region;
  }

  /** Lets them act, and waits for every answer. */
  public static void in(SimulatedRegion region) throws Exception {
    new OfficersActs(region).act();
  }

  private void act() throws Exception {
    String open = id(Map.of("status", "open"));
    String firm = id(Map.of("scope", "enterprise"));
    String other = id(Map.of("peak_level", "orange"));
    give(firm, new Command.Reopen());
    give(firm, new Command.Acknowledge());
    give(firm, new Command.Dispose(Measure.RECTIFICATION, Optional.empty()));
    give(firm, new Command.Close(Verdict.CONFIRMED));
    give(other, new Command.Reopen());
    give(other, new Command.Acknowledge());
    give(open, new Command.Reopen());
  }

  private String id(Map<String, String> terms) throws IOException {
    List<String> ids = new ArrayList<>();
    String alias = DocumentKind.WARNINGS.alias(SimulatedRegion.RUN);
    try (DocumentReader reader = new DocumentReader(region.elasticsearch())) {
      reader.refresh(alias);
      for (byte[] source : reader.sources(alias, terms).values()) {
        JsonNode warning = MAPPER.readTree(source);
        ids.add(warning.path("warning_id").asText());
      }
    }
    return ids.stream().sorted().findFirst().orElseThrow();
  }

  private void give(String warning, Act act) throws Exception {
    String id = "command-" + ++given;
    KafkaSettings kafka = region.kafka();
    try (RecordProducer producer = new RecordProducer(kafka, PATIENCE)) {
      producer.send(
          kafka.topics().commands(),
          warning.getBytes(StandardCharsets.UTF_8),
          new CommandEncoder()
              .encode(new Command(new Order(id, warning, "officer li", "for a test"), act)));
    }
    String audit = DocumentKind.AUDIT.alias(SimulatedRegion.RUN);
    try (DocumentReader reader = new DocumentReader(region.elasticsearch())) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                reader.refresh(audit);
                return !reader
                    .sources(audit, Map.of("action", "command", "command_id", id))
                    .isEmpty();
              });
    }
  }
}
