package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.console.query.WarningFilter.Order;
import io.zhijing.dashboards.console.query.WarningQueries.Entries;
import org.junit.jupiter.api.Test;

/** In which order warnings and what was told of them come. */
class WarningOrderTest {
  @Test
  void whoMissedMostLimitsComesFirstAndBeforeAllWhoHasNoneLeft() {
    assertThat(WarningQueries.sorted(new Search(), Order.DUE).body().path("sort").toString())
        .isEqualTo(
            "[{\"missed\":{\"order\":\"desc\",\"missing\":\"_last\"}},"
                + "{\"due_at\":{\"order\":\"asc\",\"missing\":\"_first\"}},"
                + "{\"warning_id\":{\"order\":\"asc\",\"missing\":\"_last\"}}]");
  }

  @Test
  void theLatestDeliveriesAreShownInTheOrderOfTheirTimeAndTheRestIsCounted() {
    isTheLatestAndAllAreCounted(WarningQueries.lastTold("w").body());
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ObjectNode hits = answer.putObject("hits");
    hits.putObject("total").put("value", 1_402);
    ArrayNode found = hits.putArray("hits");
    for (int revision : new int[] {9, 8}) {
      found
          .addObject()
          .putObject("_source")
          .put("at", "2026-03-0" + revision + "T00:00:00Z")
          .put("action", "delivered")
          .put("revision", revision);
    }
    Entries told = WarningQueries.entries(answer);
    assertThat(told.latest()).extracting(AuditEntry::revision).containsExactly(8, 9);
    assertThat(told.earlier()).isEqualTo(1_400);
  }

  @Test
  void theLatestStepsAreShownAndTheRestIsCounted() {
    ObjectNode body = WarningQueries.lastSteps("w").body();
    isTheLatestAndAllAreCounted(body);
    assertThat(body.at("/query/bool/must_not").toString())
        .contains("delivered", "not_delivered", "matched");
  }

  private static void isTheLatestAndAllAreCounted(ObjectNode body) {
    assertThat(body.at("/sort/0/at/order").asText()).isEqualTo("desc");
    assertThat(body.at("/sort/1/revision/order").asText()).isEqualTo("desc");
    assertThat(body.path("track_total_hits").asBoolean()).isTrue();
  }
}
