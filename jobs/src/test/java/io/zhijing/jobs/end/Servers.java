package io.zhijing.jobs.end;

import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.Credentials;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.pipeline.RealEnds;
import io.zhijing.jobs.pipeline.RiskMonitoringJob;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.elasticsearch.client.RestClient;

/** A real Kafka, a real Elasticsearch and a Flink with a worker that can be killed. */
public final class Servers implements AutoCloseable {
  /** Disorder that runs allow. */
  public static final int OUT_OF_ORDER_DAYS = 2;

  private static final int PARALLELISM = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Every test sends a sign of life to every partition; a slow machine must change nothing. */
  private static final Duration NEVER_IDLE = Duration.ofHours(1);

  private final EmbeddedServers servers;
  private final EmbeddedFlink flink;
  private final URI metrics;

  /** Starts them for one job. */
  public Servers() throws InterruptedException {
    this(1);
  }

  /** Starts them for so many jobs at once. */
  public Servers(int jobs) throws InterruptedException {
    servers = EmbeddedServers.start(EmbeddedServers.Settings.usual(), progress -> {});
    int port = freePort();
    metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    flink = EmbeddedFlink.start(jobs * PARALLELISM, EmbeddedFlink.USUAL_PORT, OptionalInt.of(port));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the jobs tell their metrics. */
  public URI metrics() {
    return metrics;
  }

  /** The Flink. */
  public EmbeddedFlink flink() {
    return flink;
  }

  /** What both servers have written about themselves so far. */
  public List<Path> logs() {
    return servers.logs();
  }

  /** Kafka with topics of a run of its own. */
  public KafkaSettings kafka(String run) throws InterruptedException {
    KafkaSettings kafka = new KafkaSettings(servers.bootstrapServers(), run, Map.of());
    TopicAdmin.createMissing(kafka, 2, PATIENCE);
    return kafka;
  }

  /** Elasticsearch with indices of a run of its own. */
  public ElasticsearchSettings elasticsearch(String run) throws IOException {
    ElasticsearchSettings settings =
        new ElasticsearchSettings(List.of(servers.elasticsearchUri()), run, new Credentials.None());
    try (RestClient client = Connections.open(settings)) {
      Templates.install(client, run);
      Templates.verify(client, run);
    }
    return settings;
  }

  /** Settings of a pack under its own rules, as a demo has them. */
  public static PipelineSettings settings(String pack, Map<String, Integer> since)
      throws Exception {
    PackWatch watch = new PackWatch(pack);
    return new PipelineSettings(
            new Calendar(watch.load().zone(), 24),
            PipelineSettings.Watch.of(watch, watch.load(), watch.load().standardRules(), since),
            new PipelineSettings.Horizons(OUT_OF_ORDER_DAYS, 60),
            new PipelineSettings.HashKey(
                "a key for tests, not secret".getBytes(StandardCharsets.UTF_8)))
        .with(new PipelineSettings.Liveness(Duration.ofSeconds(1), Duration.ofDays(3), Map.of()));
  }

  /** Submits the monitoring job, two of each operator unless the configuration says otherwise. */
  public JobID submit(
      String run, PipelineSettings settings, boolean isBounded, Configuration configuration)
      throws Exception {
    return submit(kafka(run), settings, isBounded, configuration);
  }

  /** The same with Kafka read in another way; its prefix is the run. */
  public JobID submit(
      KafkaSettings kafka,
      PipelineSettings settings,
      boolean isBounded,
      Configuration configuration)
      throws Exception {
    String run = kafka.topicPrefix();
    return flink.submit(
        RiskMonitoringJob.graph(
            run,
            settings,
            RealEnds.of(
                new RealEnds.Servers(kafka, elasticsearch(run), run, isBounded),
                settings,
                NEVER_IDLE),
            configuration.getOptional(CoreOptions.DEFAULT_PARALLELISM).orElse(PARALLELISM),
            configuration));
  }

  /** All documents of a kind, as text by id. */
  public Map<String, String> documents(String run, DocumentKind kind) throws IOException {
    Map<String, String> documents = new TreeMap<>();
    try (DocumentReader reader = new DocumentReader(elasticsearch(run))) {
      if (reader.exists(kind.alias(run))) {
        reader.refresh(kind.alias(run));
        reader
            .sources(kind.alias(run))
            .forEach((id, source) -> documents.put(id, new String(source, StandardCharsets.UTF_8)));
      }
    }
    return documents;
  }

  @Override
  public void close() {
    flink.close();
    servers.close();
  }
}
