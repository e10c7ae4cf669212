package io.zhijing.jobs.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.wire.WireSchema;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.end.SimulatedRegion;
import io.zhijing.jobs.end.SimulatedRegionExtension;
import io.zhijing.jobs.metrics.Metric;
import io.zhijing.jobs.state.LedgerEntry.Account;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the job over a whole simulated year, with bad, repeated, corrected, withdrawn and late
 * records in it, tells Prometheus: it adds up, to the number.
 */
@ExtendWith(SimulatedRegionExtension.class)
class MetricsIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Scrape scrape(SimulatedRegion region) throws Exception {
    return Scrape.of(region.servers().metrics()).ofJob(SimulatedRegion.RUN);
  }

  private static long records(Scrape scrape, String stream, Account account) {
    return scrape.sum(
        Metric.RECORDS.prometheusName(), Map.of("stream", stream, "account", account.code()));
  }

  private static long changes(Scrape scrape, String stream, String fate) {
    String name = Metric.CHANGES.prometheusName();
    return scrape.sum(name, Map.of("stream", stream, "fate", fate, "sign", "added"))
        - scrape.sum(name, Map.of("stream", stream, "fate", fate, "sign", "taken_back"));
  }

  private static Map<String, JsonNode> accounts(SimulatedRegion region) throws Exception {
    Map<String, JsonNode> accounts = new HashMap<>();
    for (String source :
        region.servers().documents(SimulatedRegion.RUN, DocumentKind.HEALTH).values()) {
      JsonNode each = MAPPER.readTree(source);
      accounts.put(each.path("source").asText(), each);
    }
    return accounts;
  }

  @Test
  void everyRecordIsAccountedFor(SimulatedRegion region) throws Exception {
    Scrape scrape = scrape(region);
    for (ReportStream stream : WireSchema.WIRE_STREAMS) {
      String code = stream.code();
      long decoded = records(scrape, code, Account.DECODED);
      long current = records(scrape, code, Account.CURRENT);
      assertThat(records(scrape, code, Account.RECEIVED))
          .as(code)
          .isPositive()
          .isEqualTo(decoded + records(scrape, code, Account.DEAD_LETTERS));
      assertThat(decoded)
          .as(code)
          .isEqualTo(
              current
                  + records(scrape, code, Account.DUPLICATE)
                  + records(scrape, code, Account.SUPERSEDED));
      assertThat(current - records(scrape, code, Account.WITHDRAWN))
          .as(code)
          .isEqualTo(changes(scrape, code, "counted") + changes(scrape, code, "late"));
    }
  }

  @Test
  void noAccountIsEmpty(SimulatedRegion region) throws Exception {
    Scrape scrape = scrape(region);
    for (Account account : Account.values()) {
      String name =
          account == Account.LATE
              ? Metric.ACCOUNTS.prometheusName()
              : Metric.RECORDS.prometheusName();
      assertThat(scrape.sum(name, Map.of("account", account.code())))
          .as(account.code())
          .isPositive();
    }
    assertThat(scrape.sum(Metric.CHANGES.prometheusName(), Map.of("fate", "late", "sign", "added")))
        .isPositive();
    assertThat(scrape.sum(Metric.CHANGES.prometheusName(), Map.of("sign", "taken_back")))
        .isPositive();
    assertThat(scrape.sum(Metric.REFUSALS.prometheusName(), Map.of("reason", "not_json")))
        .isPositive();
  }

  @Test
  void countersGaugesAndDocumentsSayTheSame(SimulatedRegion region) throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Scrape scrape = scrape(region);
              Map<String, JsonNode> accounts = accounts(region);
              assertThat(accounts).hasSize(WireSchema.WIRE_STREAMS.size());
              for (Map.Entry<String, JsonNode> each : accounts.entrySet()) {
                for (Account account : Account.values()) {
                  long stored = each.getValue().path(account.code()).asLong(-1);
                  assertThat(
                          scrape.sum(
                              Metric.ACCOUNTS.prometheusName(),
                              Map.of("stream", each.getKey(), "account", account.code())))
                      .as(each.getKey() + " " + account)
                      .isEqualTo(stored);
                  if (account != Account.LATE) {
                    assertThat(records(scrape, each.getKey(), account))
                        .as(each.getKey() + " " + account)
                        .isEqualTo(stored);
                  }
                }
              }
            });
  }

  @Test
  void theClockIsWhereTheLastRecordsPutIt(SimulatedRegion region) throws Exception {
    long end =
        region.year().plan().last().plusDays(1).atStartOfDay(region.pack().zone()).toEpochSecond();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Scrape scrape = scrape(region);
              assertThat(closed(scrape)).containsExactly(end);
              assertThat(scrape.sum(Metric.SILENT.prometheusName(), Map.of())).isZero();
            });
    for (JsonNode each : accounts(region).values()) {
      assertThat(each.path("checked_at").asText())
          .as("accounts go on being drawn up")
          .isGreaterThan(each.path("as_of").asText());
      assertThat(each.path("silent").asBoolean(true)).isFalse();
    }
  }

  private static Set<Long> closed(Scrape scrape) {
    Set<Long> ends = new TreeSet<>();
    scrape.samples().stream()
        .filter(each -> each.name().equals(Metric.CLOSED_UNTIL_SECONDS.prometheusName()))
        .forEach(each -> ends.add(Math.round(each.value())));
    return ends;
  }

  @Test
  void stepsOfWarningsAreThoseOfTheAuditTrail(SimulatedRegion region) throws Exception {
    long raised = 0;
    for (String source :
        region.servers().documents(SimulatedRegion.RUN, DocumentKind.AUDIT).values()) {
      raised += "raised".equals(MAPPER.readTree(source).path("action").asText()) ? 1 : 0;
    }
    assertThat(raised).isPositive();
    assertThat(
            scrape(region).sum(Metric.WARNING_STEPS.prometheusName(), Map.of("action", "raised")))
        .isEqualTo(raised);
  }

  @Test
  void everyNameIsTold(SimulatedRegion region) throws Exception {
    Set<String> told = scrape(region).names();
    for (Metric metric : Metric.values()) {
      if (metric != Metric.DELIVERIES) {
        assertThat(told).as(metric.code()).contains(metric.prometheusName());
      }
    }
    Set<String> all = Scrape.of(region.servers().metrics()).names();
    assertThat(all).containsAll(ForeignNames.OF_FLINK.keySet());
  }
}
