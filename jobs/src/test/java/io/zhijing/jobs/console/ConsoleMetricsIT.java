package io.zhijing.jobs.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.dashboards.console.metrics.ConsoleMetric;
import io.zhijing.jobs.observe.Scrape;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the console tells Prometheus, at an address that is not that of its pages. */
@ExtendWith(RunningConsole.Shared.class)
class ConsoleMetricsIT {
  private final RunningConsole console;

  ConsoleMetricsIT(RunningConsole console) {
    this.console = console;
  }

  private long requests(String outcome) throws Exception {
    return Scrape.of(console.metrics())
        .sum(ConsoleMetric.REQUESTS.prometheusName(), Map.of("outcome", outcome));
  }

  @Test
  void requestsAreCountedByHowTheyEnded() throws Exception {
    long fine = requests("ok");
    long wrong = requests("client_error");
    Caller.nobody(console.address()).get("/about");
    Caller.nobody(console.address()).get("/warnings");
    await()
        .untilAsserted(
            () -> {
              assertThat(requests("ok")).isEqualTo(fine + 1);
              assertThat(requests("client_error")).as("not signed in").isEqualTo(wrong + 1);
            });
    assertThat(requests("server_error")).isZero();
  }

  @Test
  void openWarningsAreThoseThatAreStored() throws Exception {
    long open = 0;
    for (String source : console.documents(DocumentKind.WARNINGS).values()) {
      open += "open".equals(new ObjectMapper().readTree(source).path("status").asText()) ? 1 : 0;
    }
    Scrape scrape = Scrape.of(console.metrics());
    assertThat(open).isPositive();
    assertThat(scrape.sum(ConsoleMetric.OPEN_WARNINGS.prometheusName(), Map.of())).isEqualTo(open);
    assertThat(scrape.sum(ConsoleMetric.ELASTICSEARCH_UP.prometheusName(), Map.of())).isOne();
  }

  @Test
  void labelsNameNobodyAndNoPlace() throws Exception {
    Caller.of(console, "vera").get("/warnings?region=150600");
    Scrape scrape = Scrape.of(console.metrics());
    for (Scrape.Sample sample : scrape.samples()) {
      if (sample.name().startsWith("zhijing_")) {
        assertThat(sample.labels().keySet()).isSubsetOf("outcome", "level", "le");
        assertThat(sample.labels().values())
            .allMatch(value -> value.matches("[a-z_]+|[0-9.]+|\\+Inf"));
      }
    }
    assertThat(scrape.names())
        .contains("zhijing_console_request_seconds_count", "jvm_threads_current");
  }

  @Test
  void itsPagesTellNoMetrics() {
    assertThat(Caller.of(console, "adam").get("/metrics").status()).isEqualTo(404);
  }
}
