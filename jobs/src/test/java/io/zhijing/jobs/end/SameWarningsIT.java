package io.zhijing.jobs.end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.connectors.file.Row;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.wire.RawReport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The same reports give the same warnings, byte for byte, however they are delivered: in order,
 * shuffled within the allowed disorder, with repeats, with the worker killed in the middle.
 */
class SameWarningsIT {
  private static final LocalDate FIRST = LocalDate.parse("2020-01-01");
  private static final LocalDate LAST = LocalDate.parse("2020-11-30");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static Servers servers;
  private static Pack pack;
  private static List<RawReport> reports;
  private static Map<String, String> inOrder;

  @BeforeAll
  static void runInOrder() throws Exception {
    servers = new Servers();
    pack = PackLoader.builtIn("rasff");
    reports = new ArrayList<>();
    try (CsvReportSource source = CsvReportSource.open(pack, pack.dataFiles().get(0))) {
      while (source.hasNext()) {
        if (source.next() instanceof Row.Accepted row
            && !row.report().identity().eventDate().isAfter(LAST)) {
          reports.add(row.report());
        }
      }
    }
    reports.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    inOrder = run("in-order", reports, false);
    assertThat(inOrder).as("warnings and their audit to compare").hasSizeGreaterThan(60);
    assertThat(inOrder.keySet()).anyMatch(id -> id.startsWith("audit "));
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void shuffledWithinTheAllowedDisorder() throws Exception {
    assertThat(run("shuffled", shuffled(reports, 1), false)).isEqualTo(inOrder);
  }

  @Test
  void withEveryTenthSentTwice() throws Exception {
    List<RawReport> twice = new ArrayList<>(reports);
    for (int i = 0; i < reports.size(); i += 10) {
      twice.add(reports.get(i));
    }
    assertThat(run("twice", shuffled(twice, 2), false)).isEqualTo(inOrder);
    Map<String, String> accounts = servers.documents("twice", DocumentKind.HEALTH);
    JsonNode inspections = MAPPER.readTree(accounts.get("accounts-inspection"));
    assertThat(inspections.get("duplicate").asInt()).isEqualTo((reports.size() + 9) / 10);
    assertThat(inspections.get("current").asInt()).isEqualTo(reports.size());
  }

  @Test
  void withTheWorkerKilledInTheMiddle() throws Exception {
    assertThat(run("killed", reports, true)).isEqualTo(inOrder);
  }

  private static List<RawReport> shuffled(List<RawReport> ordered, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Integer, Long> delivery = new HashMap<>();
    long disorder = Duration.ofDays(Servers.OUT_OF_ORDER_DAYS).toMillis();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < ordered.size(); i++) {
      long arrived = ordered.get(i).identity().arrivedAt().toEpochMilli();
      delivery.put(i, arrived + random.nextLong(disorder));
      order.add(i);
    }
    order.sort(Comparator.comparing(delivery::get));
    return order.stream().map(ordered::get).toList();
  }

  private static Map<String, String> run(String run, List<RawReport> sent, boolean isKilled)
      throws Exception {
    try (ReportProducer producer = new ReportProducer(servers.kafka(run))) {
      sent.forEach(producer::send);
      Instant alive =
          LAST.plusDays(Servers.OUT_OF_ORDER_DAYS + 1).atStartOfDay(pack.zone()).toInstant();
      producer.heartbeat("test", alive);
      producer.flush();
    }
    Configuration configuration = new Configuration();
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(isKilled ? 200 : 500));
    JobID job =
        servers.submit(
            isKilled ? slowly(servers.kafka(run)) : servers.kafka(run),
            Servers.settings("rasff", Map.of("notification", (int) FIRST.toEpochDay())),
            true,
            configuration);
    if (isKilled) {
      killInTheMiddle(run, job);
    }
    JobResult result = servers.flink().result(job).get(5, TimeUnit.MINUTES);
    assertThat(result.getSerializedThrowable()).isEmpty();
    Map<String, String> documents = servers.documents(run, DocumentKind.WARNINGS);
    servers
        .documents(run, DocumentKind.AUDIT)
        .forEach((id, source) -> documents.put("audit " + id, source));
    return documents;
  }

  /** Record by record, so that there is a middle. */
  private static KafkaSettings slowly(KafkaSettings kafka) {
    return new KafkaSettings(
        kafka.bootstrapServers(), kafka.topicPrefix(), Map.of("max.poll.records", "1"));
  }

  private static void killInTheMiddle(String run, JobID job) throws Exception {
    try (DocumentReader reader = new DocumentReader(servers.elasticsearch(run))) {
      String counts = DocumentKind.COUNTS.alias(run);
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> completedCheckpoints(job) > 0 && reader.exists(counts));
    }
    assertThat(servers.flink().result(job)).as("the job still runs").isNotDone();
    servers.flink().replaceWorker();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                !checkpoints(job).path("latest").path("restored").isMissingNode()
                    && !checkpoints(job).path("latest").path("restored").isNull());
  }

  private static long completedCheckpoints(JobID job) throws IOException {
    return checkpoints(job).path("counts").path("completed").asLong();
  }

  private static JsonNode checkpoints(JobID job) throws IOException {
    URI ui = servers.flink().webUi();
    try (InputStream answer = ui.resolve("/jobs/" + job + "/checkpoints").toURL().openStream()) {
      return MAPPER.readTree(answer);
    }
  }
}
