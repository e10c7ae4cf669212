package io.zhijing.jobs.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.sink.BulkSettings;
import io.zhijing.connectors.elasticsearch.sink.DocumentSink;
import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.Row;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.jobs.backtest.Backtest;
import io.zhijing.jobs.end.Servers;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that goes on from a seed of the real notifications of most of 2020 sees the rest as one
 * does that saw the whole year: the same warnings, byte for byte.
 */
class SeedIT {
  private static final String RUN = "seeded";
  private static final int PARALLELISM = 2;
  private static final LocalDate FIRST = LocalDate.parse("2020-01-01");
  private static final LocalDate LIVE = LocalDate.parse("2020-10-15");
  private static final LocalDate LAST = LocalDate.parse("2020-12-31");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private static List<RawReport> reports(Pack pack) throws Exception {
    List<RawReport> reports = new ArrayList<>();
    for (Pack.DataFile file : pack.dataFiles()) {
      try (CsvReportSource source = CsvReportSource.open(pack, file)) {
        while (source.hasNext()) {
          if (source.next() instanceof Row.Accepted row
              && !row.report().identity().eventDate().isAfter(LAST)) {
            reports.add(row.report());
          }
        }
      }
    }
    reports.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    return reports;
  }

  private static Map<String, String> uninterrupted(
      Servers servers, Pack pack, PipelineSettings settings, List<RawReport> reports)
      throws Exception {
    Map<String, String> warnings = new TreeMap<>();
    for (Document document :
        new Backtest("seed-it", pack, settings)
            .run(
                new Backtest.History(reports, LAST),
                Set.of(DocumentKind.WARNINGS),
                PARALLELISM,
                servers.flink()::run)) {
      warnings.put(document.id(), new String(document.json(), StandardCharsets.UTF_8));
    }
    return warnings;
  }

  private Path seed(Servers servers, PipelineSettings settings, List<RawReport> history)
      throws Exception {
    try (Seed seed = new Seed(RUN, settings, servers.kafka(RUN).topics(), history)) {
      JobID job =
          servers
              .flink()
              .submit(
                  seed.graph(
                      new Seed.Documents(
                          new DocumentSink(servers.elasticsearch(RUN), BulkSettings.DEFAULTS),
                          RUN,
                          false),
                      PARALLELISM));
      seed.awaitSent();
      Path savepoint = servers.flink().savepoint(job, folder);
      servers.flink().cancel(job);
      servers.flink().result(job).get();
      return savepoint;
    }
  }

  @Test
  void theJobGoesOnAsIfItHadSeenTheHistory() throws Exception {
    Pack pack = new PackWatch("rasff").load();
    PipelineSettings settings =
        Servers.settings("rasff", Map.of("notification", (int) FIRST.toEpochDay()));
    List<RawReport> reports = reports(pack);
    List<RawReport> history =
        reports.stream().filter(each -> arrivedOn(each, pack).isBefore(LIVE)).toList();
    List<RawReport> live = reports.subList(history.size(), reports.size());
    try (Servers servers = new Servers()) {
      Map<String, String> expected = uninterrupted(servers, pack, settings, reports);

      Path savepoint = seed(servers, settings, history);
      Map<String, String> seeded = servers.documents(RUN, DocumentKind.WARNINGS);
      assertThat(open(seeded)).as("warnings that are open when the job begins").isNotEmpty();
      assertThat(expected).hasSizeGreaterThan(seeded.size());
      assertThat(sent(servers.kafka(RUN))).as("nobody is told of history").isZero();

      send(servers.kafka(RUN), pack, live);
      Configuration configuration = new Configuration();
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
      JobID job = servers.submit(RUN, settings, false, configuration);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> assertThat(servers.documents(RUN, DocumentKind.WARNINGS)).isEqualTo(expected));
      assertThat(baselines(servers)).as("on the first live day").contains("estimated");
      servers.flink().cancel(job);
      servers.flink().result(job).get();
    }
  }

  private static LocalDate arrivedOn(RawReport report, Pack pack) {
    return report.identity().arrivedAt().atZone(pack.zone()).toLocalDate();
  }

  private static List<String> open(Map<String, String> warnings) throws Exception {
    List<String> open = new ArrayList<>();
    for (Map.Entry<String, String> each : warnings.entrySet()) {
      if ("open".equals(MAPPER.readTree(each.getValue()).path("status").asText())) {
        open.add(each.getKey());
      }
    }
    return open;
  }

  private static void send(KafkaSettings kafka, Pack pack, List<RawReport> live) {
    try (ReportProducer producer = new ReportProducer(kafka)) {
      live.forEach(producer::send);
      LocalDate alive = LAST.plusDays(Servers.OUT_OF_ORDER_DAYS + 1L);
      producer.heartbeat("test", alive.atStartOfDay(pack.zone()).toInstant());
      producer.flush();
    }
  }

  private static long sent(KafkaSettings kafka) {
    Properties properties = kafka.properties();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(kafka.topics().warnings()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private static List<String> baselines(Servers servers) throws Exception {
    List<String> baselines = new ArrayList<>();
    try (DocumentReader reader = new DocumentReader(servers.elasticsearch(RUN))) {
      for (byte[] source :
          reader
              .sources(
                  DocumentKind.COUNTS.monthly(RUN, LIVE),
                  Map.of("day", LIVE.plusDays(3).toString()))
              .values()) {
        JsonNode counts = MAPPER.readTree(source);
        baselines.add(counts.path("baseline").asText());
      }
    }
    return baselines;
  }
}
