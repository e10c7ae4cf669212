package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.dashboards.explain.Explainer;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.pipeline.RealEnds;
import io.zhijing.jobs.pipeline.RiskMonitoringJob;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.Rules;
import io.zhijing.jobs.state.Accounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.elasticsearch.client.RestClient;

/** One replay: into Kafka, through the pipeline, out of Elasticsearch onto the screen. */
final class DemoRun {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PARTITIONS = 2;
  private static final int CORRECTION_DAYS = 60;
  private static final int SHOW_EVERY = 1_000;
  private static final long QUIET_MILLIS = 8_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The demo's data are public, so its key is no secret. */
  private static final byte[] DEMO_KEY =
      "demo data are public, not secret".getBytes(StandardCharsets.UTF_8);

  private final PackWatch watch;
  private final Pack pack;
  private final Screen screen;

  /** What is shown, and in which language. */
  record Screen(Messages messages, boolean isChinese, PrintWriter out) {
    void say(String key, Object... details) {
      String[] texts = new String[details.length];
      for (int i = 0; i < details.length; i++) {
        texts[i] = String.valueOf(details[i]);
      }
      out.println(messages.text(key, List.of(texts)));
    }

    Progress progress(String key) {
      return new Progress(out, Boolean.getBoolean("zhijing.terminal"), messages.text(key));
    }
  }

  DemoRun(PackWatch watch, Pack pack, Screen screen) {
    this.watch = watch;
    this.pack = pack;
    this.screen = screen;
  }

  /**
   * Replays the reports; 0 if what came out adds up, else 1.
   *
   * @param isToEnd whether the job ends with the replay; else it goes on, so that officers'
   *     commands and rules are obeyed
   */
  int replay(Reports reports, EmbeddedServers servers, EmbeddedFlink flink, boolean isToEnd)
      throws Exception {
    KafkaSettings kafka = KafkaSettings.open(servers.bootstrapServers());
    ElasticsearchSettings elasticsearch = ElasticsearchSettings.open(servers.elasticsearchUri());
    TopicAdmin.createMissing(kafka, PARTITIONS, PATIENCE);
    try (RestClient client = Connections.open(elasticsearch)) {
      Templates.install(client, elasticsearch.indexPrefix());
      Templates.verify(client, elasticsearch.indexPrefix());
    }
    produce(reports, kafka);
    JobID job =
        flink.submit(
            RiskMonitoringJob.graph(
                "Zhijing demo: " + pack.id(),
                settings(reports),
                RealEnds.of(
                    new RealEnds.Servers(kafka, elasticsearch, "zhijing-demo", isToEnd),
                    settings(reports)),
                Runtime.getRuntime().availableProcessors(),
                new Configuration()));
    try (DocumentReader reader = new DocumentReader(elasticsearch)) {
      CompletableFuture<JobResult> result = flink.result(job);
      if (isToEnd) {
        await(result, reports.accepted().size(), reader, elasticsearch.indexPrefix());
      } else {
        awaitSettled(result, reports, reader, elasticsearch.indexPrefix());
      }
      return show(reports, reader, elasticsearch.indexPrefix());
    }
  }

  private PipelineSettings settings(Reports reports) {
    return settings(watch, pack, Rules.standardOf(pack), reports.since());
  }

  /** What holds in a replay under rules. */
  static PipelineSettings settings(
      PackWatch watch, Pack pack, RuleSet rules, Map<String, Integer> since) {
    return new PipelineSettings(
        new Calendar(pack.zone(), 24),
        PipelineSettings.Watch.of(watch, pack, rules, since),
        new PipelineSettings.Horizons(1, CORRECTION_DAYS),
        new PipelineSettings.HashKey(DEMO_KEY));
  }

  private void produce(Reports reports, KafkaSettings kafka) {
    Progress progress = screen.progress("demo.to-kafka");
    int total = reports.accepted().size();
    try (ReportProducer producer = new ReportProducer(kafka)) {
      int sent = 0;
      for (RawReport report : reports.accepted()) {
        producer.send(report);
        if (++sent % SHOW_EVERY == 0) {
          progress.show(sent, total, report.identity().eventDate().toString());
        }
      }
      // Two days on: past the disorder allowed, so that the last day of the data closes.
      LocalDate alive = reports.lastDay().plusDays(2);
      producer.delivered("demo", alive.atStartOfDay(pack.zone()).toInstant());
    }
    progress.show(total, total, reports.lastDay().toString());
    progress.end();
  }

  private void await(
      CompletableFuture<JobResult> result, int total, DocumentReader reader, String prefix)
      throws InterruptedException, ExecutionException {
    Progress progress = screen.progress("demo.through-pipeline");
    while (true) {
      try {
        JobResult ended = result.get(500, TimeUnit.MILLISECONDS);
        if (ended.getSerializedThrowable().isPresent()) {
          throw new IllegalStateException("the job failed", ended.getSerializedThrowable().get());
        }
        progress.show(total, total, "");
        progress.end();
        return;
      } catch (TimeoutException e) {
        progress.show(Math.min(total, received(reader, prefix)), total, "");
      }
    }
  }

  /** Waits until the job that goes on has nothing left to do with the replay. */
  private void awaitSettled(
      CompletableFuture<JobResult> result, Reports reports, DocumentReader reader, String prefix)
      throws InterruptedException, ExecutionException, IOException {
    Progress progress = screen.progress("demo.through-pipeline");
    int total = reports.accepted().size();
    DirectCount direct =
        new DirectCount(reports.accepted(), pack.taxonomies().get(Dimension.REGION));
    long known = 0;
    while (known < total || !direct.differences(reader, prefix).isEmpty()) {
      if (result.isDone()) {
        throw new IllegalStateException(
            "the job ended", result.get().getSerializedThrowable().orElse(null));
      }
      TimeUnit.MILLISECONDS.sleep(500);
      known = Math.min(total, received(reader, prefix));
      progress.show(known, total, "");
    }
    progress.end();
    awaitQuiet(reader, DocumentKind.AUDIT.alias(prefix));
  }

  /** The last warnings come behind the last counts, by how much nobody says: until no more come. */
  private static void awaitQuiet(DocumentReader reader, String index) throws InterruptedException {
    long before = -1;
    long now = 0;
    while (now != before) {
      TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
      before = now;
      now = reader.exists(index) ? reader.count(index) : 0;
    }
  }

  private static long received(DocumentReader reader, String prefix) {
    String health = DocumentKind.HEALTH.index(prefix, Accounts.INDEX_PART);
    return reader.exists(health) ? reader.sum(health, "received", Map.of()) : 0;
  }

  private int show(Reports reports, DocumentReader reader, String prefix) throws IOException {
    for (DocumentKind kind : DocumentKind.values()) {
      if (reader.exists(kind.alias(prefix))) {
        reader.refresh(kind.alias(prefix));
      }
    }
    String warnings = DocumentKind.WARNINGS.alias(prefix);
    WarningTable table =
        new WarningTable(
            screen.messages(),
            screen.isChinese(),
            reader.exists(warnings) ? reader.sources(warnings).values() : List.of());
    screen.out().println();
    screen.out().println(table.text());
    LocalDate first = reports.firstWatchedDay();
    LocalDate last = reports.lastDay();
    screen.say(
        "demo.summary",
        table.size(),
        first,
        last,
        String.format(Locale.ROOT, "%.1f", table.perMonth(first, last)));
    if (reports.isSimulated()) {
      Collection<byte[]> raised =
          reader.exists(warnings) ? reader.sources(warnings).values() : List.of();
      new ScoreTable(screen).show(reports.incidents(), raised, watch.get());
    }
    boolean isComplete = table.incomplete().isEmpty();
    if (!isComplete) {
      screen.say("demo.incomplete", table.incomplete());
    }
    boolean isBalanced = showAccounts(reader, prefix);
    DirectCount direct =
        new DirectCount(reports.accepted(), pack.taxonomies().get(Dimension.REGION));
    List<String> differences = direct.differences(reader, prefix);
    if (differences.isEmpty()) {
      screen.say("demo.counts-agree", direct.size());
    } else {
      screen.say("demo.counts-differ", differences.size());
      differences.forEach(line -> screen.out().println("  " + line));
    }
    boolean isExplained = explain(reader, prefix);
    return isComplete && isBalanced && differences.isEmpty() && isExplained ? 0 : 1;
  }

  /** Whether each warning's numbers come out of the stored counts again. */
  private boolean explain(DocumentReader reader, String prefix) throws IOException {
    Explainer explainer =
        new Explainer(reader, prefix, watch.get(), Rules.standardOf(pack).detection());
    ExplanationText text = new ExplanationText(screen.messages(), screen.out());
    String warnings = DocumentKind.WARNINGS.alias(prefix);
    return new AllExplained(reader::source, prefix, explainer::explain, text)
        .tell(
            reader.exists(warnings) ? reader.sources(warnings).values() : List.<byte[]>of(), true);
  }

  private boolean showAccounts(DocumentReader reader, String prefix) throws IOException {
    boolean isBalanced = true;
    for (byte[] source : reader.sources(DocumentKind.HEALTH.alias(prefix)).values()) {
      JsonNode each = MAPPER.readTree(source);
      long received = each.path("received").asLong();
      long decoded = each.path("decoded").asLong();
      long dead = each.path("dead_letters").asLong();
      long current = each.path("current").asLong();
      long duplicate = each.path("duplicate").asLong();
      long superseded = each.path("superseded").asLong();
      screen.say(
          "demo.accounts",
          screen.messages().text("stream." + each.path("source").asText()),
          received,
          decoded,
          dead,
          current,
          duplicate,
          superseded);
      isBalanced &= received == decoded + dead && decoded == current + duplicate + superseded;
    }
    if (!isBalanced) {
      screen.say("demo.accounts-differ");
    }
    return isBalanced;
  }
}
