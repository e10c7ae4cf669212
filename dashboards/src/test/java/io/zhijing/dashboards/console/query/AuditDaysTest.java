package io.zhijing.dashboards.console.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.query.AuditQueries.AuditFilter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditDaysTest {
  @Test
  void aDayOfTheTrailIsTheAuthoritysFromMidnightToMidnight() {
    Optional<LocalDate> day = Optional.of(LocalDate.parse("2026-03-02"));
    String body =
        AuditQueries.fitting(
                new AuditFilter(Set.of(), "", "", day, day), ZoneId.of("Asia/Shanghai"))
            .body()
            .toString();
    assertThat(body)
        .contains("{\"range\":{\"at\":{\"gte\":\"2026-03-01T16:00:00Z\"}}}")
        .contains("{\"range\":{\"at\":{\"lt\":\"2026-03-02T16:00:00Z\"}}}")
        .doesNotContain("\"day\"");
  }
}
