package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.detection.rules.RuleSet;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pipeline over the notifications of 2020 and 2021, with ends in memory. */
class RasffReplayIT {
  private static final int MONTHS = 24;
  private static List<JsonNode> warnings;

  @BeforeAll
  static void replay() throws Exception {
    LocalDate first = LocalDate.parse("2020-01-01");
    Replay replay =
        new Replay(
            "rasff", RuleSet.standard(), Map.of("notification", (int) first.toEpochDay()), 60);
    CollectedDocuments documents =
        replay.run(replay.envelopes(replay.shippedReports("rasff"), LocalDate.parse("2021-12-31")));
    warnings =
        documents.of("test-warnings").values().stream().map(CollectedDocuments::json).toList();
  }

  @Test
  void warnsInTimeOfEthyleneOxideInSeedsFromIndia() {
    JsonNode warning =
        warnings.stream()
            .filter(each -> each.path("hazard").asText().equals("ethylene-oxide"))
            .filter(each -> each.path("producer").asText().equals("IN"))
            .filter(each -> each.path("sector").asText().equals("nuts-and-seeds"))
            .filter(each -> each.path("raised_on").asText().compareTo("2020-10-13") <= 0)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no such warning"));
    assertThat(warning.path("what_en").asText()).contains("Ethylene oxide");
    assertThat(warning.path("where_en").asText()).isEqualTo("India");
    assertThat(warning.path("transitions"))
        .anyMatch(
            step ->
                List.of("orange", "red").contains(step.path("to").asText())
                    && step.path("on").asText().compareTo("2020-11-09") <= 0);
  }

  @Test
  void staysWithinTenWarningsAMonth() {
    assertThat(warnings.size()).isBetween(1, 10 * MONTHS);
  }
}
