package io.zhijing.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.end.SimulatedRegion;
import io.zhijing.jobs.end.SimulatedRegionExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A back-test over a history, beside the job that saw it arrive. */
@ExtendWith(SimulatedRegionExtension.class)
class BacktestIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PARALLELISM = 2;

  /** What came of itself: officers' acts, and what became of those, are the running job's alone. */
  private static List<String> life(JsonNode warning) {
    List<String> life = new ArrayList<>();
    life.add(warning.path("stratum").asText() + " " + warning.path("focus").asText());
    life.add(warning.path("raised_on").asText() + " " + warning.path("scope").asText());
    for (JsonNode step : warning.path("transitions")) {
      if (step.path("actor").asText().isEmpty()) {
        life.add(
            String.join(
                " ",
                step.path("on").asText(),
                step.path("action").asText(),
                step.path("to").asText(),
                step.path("reason").asText()));
      }
    }
    return life;
  }

  private static Map<String, List<String>> lives(Map<String, String> documents) throws IOException {
    Map<String, List<String>> lives = new TreeMap<>();
    for (Map.Entry<String, String> each : documents.entrySet()) {
      lives.put(each.getKey(), life(MAPPER.readTree(each.getValue())));
    }
    return lives;
  }

  @Test
  void raisesWhatTheRunningJobRaised(SimulatedRegion region) throws Exception {
    Map<String, String> tested = new TreeMap<>();
    try (EmbeddedFlink flink = EmbeddedFlink.start(PARALLELISM, EmbeddedFlink.USUAL_PORT)) {
      Collection<Document> documents =
          new Backtest("backtest-it", region.pack(), region.settings())
              .run(
                  new Backtest.History(region.year().reports(), region.year().plan().last()),
                  Set.of(DocumentKind.WARNINGS),
                  PARALLELISM,
                  flink::run);
      for (Document document : documents) {
        tested.put(document.id(), MAPPER.readTree(document.json()).toString());
      }
    }
    Map<String, String> raised =
        region.servers().documents(SimulatedRegion.RUN, DocumentKind.WARNINGS);
    assertThat(raised).hasSizeGreaterThan(10);
    assertThat(lives(tested)).isEqualTo(lives(raised));
  }
}
