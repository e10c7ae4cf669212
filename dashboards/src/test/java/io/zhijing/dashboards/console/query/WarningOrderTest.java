package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.query.WarningFilter.Order;
import org.junit.jupiter.api.Test;

/** In which order warnings come. */
class WarningOrderTest {
  @Test
  void whoMissedMostLimitsComesFirstAndBeforeAllWhoHasNoneLeft() {
    assertThat(WarningQueries.sorted(new Search(), Order.DUE).body().path("sort").toString())
        .isEqualTo(
            "[{\"missed\":{\"order\":\"desc\",\"missing\":\"_last\"}},"
                + "{\"due_at\":{\"order\":\"asc\",\"missing\":\"_first\"}},"
                + "{\"warning_id\":{\"order\":\"asc\",\"missing\":\"_last\"}}]");
  }
}
