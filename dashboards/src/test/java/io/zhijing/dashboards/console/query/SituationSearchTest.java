package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What the situation and a trace ask. */
class SituationSearchTest {
  private static final String COUNTED_ONLY = "{\"term\":{\"status\":\"counted\"}}";
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");

  @Test
  void onlyReportsThatCountAreCounted() {
    assertThat(SituationQueries.counted(MONDAY).body().toString()).contains(COUNTED_ONLY);
    assertThat(TraceQueries.of("91150600AAAAAAAA1A").body().toString()).contains(COUNTED_ONLY);
  }
}
