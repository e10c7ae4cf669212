package io.zhijing.jobs.end;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.Row;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.simulation.RealShape;
import io.zhijing.jobs.simulation.SimulatedYear;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;

/**
 * The simulated year of Inner Mongolia in real servers, replayed once for all tests of a JVM that
 * ask for it (parameter of a test method by {@link SimulatedRegionExtension}, or {@link #shared}).
 * The monitoring job goes on running, so that officers' commands are obeyed; tests that give some
 * share what becomes of them. The servers stop with the JVM.
 */
public final class SimulatedRegion {
  /** What index and topic names begin with. */
  public static final String RUN = "zhijing";

  /** Name of the pack. */
  public static final String PACK = "inner-mongolia";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration QUIET = Duration.ofSeconds(6);
  private static final int JOBS_AT_ONCE = 2;

  private static SimulatedRegion shared;

  private final Servers servers;
  private final Pack pack;
  private final SimulatedYear year;
  private final PipelineSettings settings;
  private final JobID job;

  private SimulatedRegion() throws Exception {
    PackWatch watch = new PackWatch(PACK);
    pack = watch.load();
    year = SimulatedYear.of(pack, RealShape.measure(chicago()), SimulatedYear.Plan.standard());
    servers = new Servers(JOBS_AT_ONCE);
    Map<String, Integer> since = new HashMap<>();
    for (ReportStream stream : ReportStream.values()) {
      since.put(stream.code(), (int) year.plan().first().toEpochDay());
    }
    settings = Servers.settings(PACK, since);
    long sent = send();
    job = servers.submit(RUN, settings, false, new Configuration());
    awaitEnd(sent);
  }

  /** The one of this JVM; the first who asks waits some minutes. */
  public static synchronized SimulatedRegion shared() throws Exception {
    if (shared == null) {
      shared = new SimulatedRegion();
    }
    return shared;
  }

  /** The servers, with a Flink that has room for one more job. */
  public Servers servers() {
    return servers;
  }

  /** Where the documents are. */
  public ElasticsearchSettings elasticsearch() throws IOException {
    return servers.elasticsearch(RUN);
  }

  /** Where reports, commands and warnings go through. */
  public KafkaSettings kafka() throws InterruptedException {
    return servers.kafka(RUN);
  }

  /** Settings of the job. */
  public PipelineSettings settings() {
    return settings;
  }

  /** The job that goes on running. */
  public JobID job() {
    return job;
  }

  /** The pack. */
  public Pack pack() {
    return pack;
  }

  /** The reports in order of arrival, what was made to happen, and the plan. */
  public SimulatedYear year() {
    return year;
  }

  /** The reports that count: of each the newest revision, unless it takes the report back. */
  public List<RawReport> counted() {
    Map<String, RawReport> newest = new HashMap<>();
    for (RawReport report : year.reports()) {
      newest.merge(
          report.identity().stream() + ":" + report.identity().id(),
          report,
          (old, now) -> now.identity().revision() > old.identity().revision() ? now : old);
    }
    return newest.values().stream().filter(report -> !report.identity().withdrawn()).toList();
  }

  /** Season and spread are those of real reports. */
  private static List<RawReport> chicago() throws Exception {
    Pack real = new PackWatch("chicago").load();
    List<RawReport> reports = new ArrayList<>();
    for (Pack.DataFile file : real.dataFiles()) {
      try (CsvReportSource source = CsvReportSource.open(real, file)) {
        while (source.hasNext()) {
          if (source.next() instanceof Row.Accepted row) {
            reports.add(row.report());
          }
        }
      }
    }
    reports.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    return reports;
  }

  private long send() throws Exception {
    KafkaSettings kafka = servers.kafka(RUN);
    try (ReportProducer producer = new ReportProducer(kafka)) {
      year.reports().forEach(producer::send);
      producer.send(year.reports().get(year.reports().size() - 1));
      producer.flush(); // the odd ones arrive on the last day: ahead of others they make those late
      long odd = OddRecords.send(kafka, year.plan().last());
      LocalDate alive = year.plan().last().plusDays(Servers.OUT_OF_ORDER_DAYS + 1);
      producer.heartbeat("test", alive.atStartOfDay(pack.zone()).toInstant());
      producer.flush();
      return year.reports().size() + 1 + odd;
    }
  }

  /** Until every record is accounted for, the last day is judged and no more warnings come. */
  private void awaitEnd(long sent) throws Exception {
    ElasticsearchSettings elasticsearch = servers.elasticsearch(RUN);
    try (DocumentReader reader = new DocumentReader(elasticsearch)) {
      await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> received() == sent);
      String last = "inspection@" + year.plan().last();
      String month = DocumentKind.COUNTS.monthly(RUN, year.plan().last());
      String end = year.plan().last().plusDays(1).atStartOfDay(pack.zone()).toInstant().toString();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> isJudgedAfter(reader, month, last, end));
      awaitQuiet(reader, DocumentKind.AUDIT.alias(RUN));
    }
  }

  private static boolean isJudgedAfter(DocumentReader reader, String index, String id, String time)
      throws IOException {
    byte[] source = reader.source(index, id).orElse(new byte[] {'{', '}'});
    JsonNode counts = MAPPER.readTree(source);
    return counts.has("as_of")
        && !Instant.parse(counts.path("as_of").asText())
            .plusMillis(1)
            .isBefore(Instant.parse(time));
  }

  private long received() throws IOException {
    long received = 0;
    for (String source : servers.documents(RUN, DocumentKind.HEALTH).values()) {
      received += MAPPER.readTree(source).path("received").asLong();
    }
    return received;
  }

  /** Nobody says how far behind the counts their warnings are: until no more come. */
  public static void awaitQuiet(DocumentReader reader, String index) {
    long[] seen = {-1};
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .during(QUIET)
        .until(
            () -> {
              long before = seen[0];
              seen[0] = reader.exists(index) ? reader.count(index) : 0;
              return seen[0] == before;
            });
  }
}
