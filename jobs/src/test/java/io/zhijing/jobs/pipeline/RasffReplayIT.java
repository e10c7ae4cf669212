package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.rules.RuleSet;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pipeline over the notifications of 2020 and 2021, with ends in memory. */
class RasffReplayIT {
  @Test
  void warnsOfEthyleneOxideInTime() throws Exception {
    LocalDate first = LocalDate.parse("2020-01-01");
    Replay replay =
        new Replay(
            "rasff", RuleSet.standard(), Map.of("notification", (int) first.toEpochDay()), 60);
    long start = System.nanoTime();
    CollectedDocuments documents =
        replay.run(replay.envelopes(replay.shippedReports("rasff"), LocalDate.parse("2021-12-31")));
    System.err.println("took " + (System.nanoTime() - start) / 1e9);
    var warnings = documents.of("test-warnings");
    System.err.println(
        "warnings "
            + warnings.size()
            + " counts "
            + documents.of("test-counts").size()
            + " signals "
            + documents.of("test-signals").size());
    warnings.values().stream()
        .map(CollectedDocuments::json)
        .sorted(java.util.Comparator.comparing(n -> n.get("raised_on").asText()))
        .forEach(n -> System.err.println(line(n)));
    System.err.println(
        documents.of("test-health").values().stream().map(CollectedDocuments::json).toList());
    assertThat(warnings).isNotEmpty();
  }

  private static String line(JsonNode n) {
    return String.join(
        " | ",
        n.get("raised_on").asText(),
        n.path("closed_on").asText(),
        n.get("peak_level").asText(),
        n.path("scope").asText(),
        n.path("where_en").asText(),
        n.path("what_en").asText(),
        n.path("observed").asText(),
        String.format("%.2f", n.path("expected").asDouble()),
        String.format("%.1f", n.path("score").asDouble()),
        n.path("stratum").asText());
  }
}
