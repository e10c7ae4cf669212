package io.zhijing.jobs.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.elasticsearch.sink.BulkSettings;
import io.zhijing.connectors.elasticsearch.sink.DocumentSink;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocumentSinkIT {

  private static final int DOCUMENTS = 5000;
  private static final int HALF = DOCUMENTS / 2;
  private static final String INDEX = "zhijing-counts-2019.05";

  /** A source that halts on the sink's thread lets no request follow those that are under way. */
  private static final BulkSettings LARGE_REQUESTS =
      new BulkSettings(
          2000,
          BulkSettings.DEFAULTS.batchBytes(),
          BulkSettings.DEFAULTS.inFlight(),
          BulkSettings.DEFAULTS.buffered(),
          BulkSettings.DEFAULTS.linger(),
          BulkSettings.DEFAULTS.firstPause(),
          BulkSettings.DEFAULTS.longestPause(),
          BulkSettings.DEFAULTS.patience());

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  private static volatile CountDownLatch gate = new CountDownLatch(0);
  private static EmbeddedServers servers;
  private static EmbeddedElasticsearch server;
  private static ElasticsearchSettings settings;
  private static RestClient client;
  private static DocumentReader reader;

  @BeforeAll
  static void startServer() throws InterruptedException {
    servers = EmbeddedServers.start(EmbeddedServers.Settings.usual(), progress -> {});
    server = servers.elasticsearch();
    settings = ElasticsearchSettings.open(server.uri());
    client = Connections.open(settings);
    reader = new DocumentReader(settings);
  }

  @AfterAll
  static void stopServer() throws Exception {
    if (client != null) {
      client.close();
      reader.close();
    }
    if (servers != null) {
      servers.close();
    }
  }

  @BeforeEach
  void startWithNothing() throws Exception {
    for (String index : new String[] {INDEX, "zhijing-dead-letters-undated"}) {
      Request delete = new Request("DELETE", "/" + index);
      delete.addParameter("ignore_unavailable", "true");
      client.performRequest(delete);
    }
    Templates.install(client, "zhijing");
  }

  @Test
  @Timeout(120)
  void writesEverythingAndAnotherRunChangesNothing() throws Exception {
    run(Kind.GOOD, 1);
    Map<String, byte[]> first = written();
    assertThat(first).hasSize(DOCUMENTS);
    for (long n = 0; n < DOCUMENTS; n++) {
      Document wanted = document(Kind.GOOD, 1, n);
      assertThat(first.get(wanted.id())).isEqualTo(wanted.json());
    }
    JobID again = run(Kind.GOOD, 1);
    Map<String, byte[]> second = written();
    assertThat(second.keySet()).isEqualTo(first.keySet());
    second.forEach((id, json) -> assertThat(json).isEqualTo(first.get(id)));
    assertThat(counted(again, "documents_done")).isEqualTo(DOCUMENTS);

    assertThat(reader.count("zhijing-counts")).isEqualTo(DOCUMENTS);
    assertThat(reader.sum("zhijing-counts", "trials", Map.of())).isEqualTo(2L * DOCUMENTS);
    assertThat(reader.sum("zhijing-counts", "trials", Map.of("stratum", "s-17"))).isEqualTo(2);
    assertThat(reader.source(INDEX, "日 17/a")).contains(document(Kind.GOOD, 1, 17).json());
  }

  @Test
  @Timeout(120)
  void keepsTheNewerVersionWhenAnOlderOneComesLate() throws Exception {
    run(Kind.GOOD, 2);
    JobID late = run(Kind.GOOD, 1);
    assertThat(counted(late, "documents_already_newer")).isEqualTo(DOCUMENTS);
    assertThat(counted(late, "documents_done")).isZero();
    assertThat(written().get("日 17/a")).isEqualTo(document(Kind.GOOD, 2, 17).json());
  }

  @Test
  @Timeout(120)
  void turnsRefusedDocumentsIntoDeadLettersAndWritesTheRest() throws Exception {
    JobID job = run(Kind.SOME_BAD, 1);
    assertThat(written()).hasSize(DOCUMENTS - 2);
    assertThat(counted(job, "documents_dead_letter")).isEqualTo(2);
    assertThat(counted(job, "dead_letters_lost")).isZero();

    reader.refresh("zhijing-dead-letters");
    Map<String, byte[]> letters = reader.sources("zhijing-dead-letters");
    assertThat(letters).hasSize(2);
    byte[] strict = letters.get("rejected-" + INDEX + "-日 7/a");
    JsonNode letter = new ObjectMapper().readTree(strict);
    assertThat(letter.at("/reasons/0").asText()).isEqualTo("strict_dynamic_mapping_exception");
    assertThat(letter.path("size").asInt()).isEqualTo(document(Kind.SOME_BAD, 1, 7).json().length);
    assertThat(new String(strict, StandardCharsets.UTF_8)).doesNotContain("unheard_of");
  }

  @Test
  @Timeout(120)
  void waitsForAServerThatGoesAwayAndComesBackWithItsData() throws Exception {
    gate = new CountDownLatch(1);
    JobClient job = environment(Kind.HALTING, 1, settings, LARGE_REQUESTS).executeAsync();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              reader.refresh(INDEX);
              assertThat(reader.count(INDEX)).isGreaterThanOrEqualTo(HALF / 2);
            });
    server.stop();
    assertThat(server.processes()).isEmpty();
    gate.countDown();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> counted(job.getJobID(), "failed_requests") >= 3);
    server.start();
    job.getJobExecutionResult().get(120, TimeUnit.SECONDS);

    Map<String, byte[]> all = written();
    assertThat(all).hasSize(DOCUMENTS);
    for (long n = 0; n < DOCUMENTS; n++) {
      Document wanted = document(Kind.HALTING, 1, n);
      assertThat(all.get(wanted.id())).isEqualTo(wanted.json());
    }
    assertThat(counted(job.getJobID(), "failed_requests")).isLessThan(100);
  }

  @Test
  @Timeout(120)
  void failsTheJobOnceItsPatienceIsOver() {
    ElasticsearchSettings nobody =
        ElasticsearchSettings.open(URI.create("http://127.0.0.1:" + new Ports().free()));
    // A buffer shorter than the input: a source that has ended might fail the job first, for a
    // message to it that was lost as the sink failed.
    BulkSettings impatient =
        new BulkSettings(
            500,
            5 << 20,
            2,
            501,
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));
    assertThatThrownBy(() -> environment(Kind.GOOD, 1, nobody, impatient).execute())
        .hasStackTraceContaining("Elasticsearch away for longer than PT2S")
        .hasStackTraceContaining("ConnectException");
  }

  @Test
  @Timeout(120)
  void noticesATemplateThatWasTamperedWith() throws Exception {
    Templates.install(client, "other");
    Templates.install(client, "other");
    Request change = new Request("PUT", "/_index_template/other-audit");
    change.setJsonEntity(
        "{\"index_patterns\":[\"other-audit-*\"],\"priority\":200,"
            + "\"template\":{\"mappings\":{\"dynamic\":true}}}");
    client.performRequest(change);
    client.performRequest(new Request("DELETE", "/_index_template/other-health"));
    assertThatThrownBy(() -> Templates.verify(client, "other"))
        .isInstanceOf(Templates.TemplateException.class)
        .hasMessageContaining("other-audit differs at /template/mappings")
        .hasMessageContaining("other-health is missing");
    assertThat(reader.exists("other-warnings")).isTrue();
    Request settings = new Request("GET", "/other-warnings/_settings/index.refresh_interval");
    assertThat(EntityUtils.toString(client.performRequest(settings).getEntity()))
        .contains("\"refresh_interval\":\"200ms\"");
    assertThat(reader.exists("other-audit")).isFalse();
  }

  @Test
  @Timeout(120)
  void anIndexOfAnOlderReleaseTakesTheNewFields() throws Exception {
    Request old = new Request("PUT", "/older-warnings-000001");
    old.setJsonEntity(
        "{\"mappings\":{\"dynamic\":\"strict\",\"properties\":{\"level\":{\"type\":\"keyword\"}}},"
            + "\"aliases\":{\"older-warnings\":{}}}");
    client.performRequest(old);
    Templates.install(client, "older");
    Request write = new Request("PUT", "/older-warnings-000001/_doc/1");
    write.setJsonEntity("{\"level\":\"blue\",\"cluster_regions\":[\"150602\"]}");
    client.performRequest(write);
    Request unknown = new Request("PUT", "/older-warnings-000001/_doc/2");
    unknown.setJsonEntity("{\"no_field_of_ours\":1}");
    assertThatThrownBy(() -> client.performRequest(unknown))
        .hasMessageContaining("strict_dynamic_mapping_exception");
  }

  @Test
  @Timeout(120)
  void anIndexWithAFieldOfAnotherTypeIsNamed() throws Exception {
    Request old = new Request("PUT", "/strange-warnings-000001");
    old.setJsonEntity("{\"mappings\":{\"properties\":{\"level\":{\"type\":\"integer\"}}}}");
    client.performRequest(old);
    assertThatThrownBy(() -> Templates.install(client, "strange"))
        .isInstanceOf(Templates.TemplateException.class)
        .hasMessageContaining("strange-warnings")
        .hasMessageContaining("[level]");
  }

  private static JobID run(Kind kind, int version) throws Exception {
    return environment(kind, version, settings, BulkSettings.DEFAULTS).execute().getJobID();
  }

  private static StreamExecutionEnvironment environment(
      Kind kind, int version, ElasticsearchSettings to, BulkSettings bulk) {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    environment.configure(configuration);
    environment.setParallelism(1);
    environment.enableCheckpointing(500);
    environment.getCheckpointConfig().setTolerableCheckpointFailureNumber(Integer.MAX_VALUE);
    environment
        .fromSequence(0, DOCUMENTS - 1)
        .map(new DocumentOfNumber(kind, version))
        .sinkTo(new DocumentSink(to, bulk));
    return environment;
  }

  private static Map<String, byte[]> written() {
    reader.refresh(INDEX);
    return reader.sources(INDEX);
  }

  private static long counted(JobID job, String name) {
    return METRICS.getMetricsByIdentifiers(job).entrySet().stream()
        .filter(metric -> metric.getKey().endsWith("." + name))
        .mapToLong(metric -> ((Counter) metric.getValue()).getCount())
        .sum();
  }

  /** What kind of stream of documents. */
  private enum Kind {
    GOOD,
    SOME_BAD,
    HALTING
  }

  private static Document document(Kind kind, int version, long n) {
    String bad = kind == Kind.SOME_BAD && n == 7 ? "\"unheard_of\": 1,\n" : "";
    String id = kind == Kind.SOME_BAD && n == 8 ? "x".repeat(600) : "日 " + n + "/a";
    String json =
        "{%s\"schema_version\":1,\"stratum\":\"s-%d\",\"trials\":2,\"score\":%d.50E-1,\"label_zh\":\"旗\"}"
            .formatted(bad, n, version);
    return new Document(INDEX, id, version, json.getBytes(StandardCharsets.UTF_8));
  }

  private static final class DocumentOfNumber implements MapFunction<Long, Document> {
    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final int version;

    DocumentOfNumber(Kind kind, int version) {
      this.kind = kind;
      this.version = version;
    }

    @Override
    public Document map(Long n) throws InterruptedException {
      if (kind == Kind.HALTING && n == HALF) {
        gate.await();
      }
      return document(kind, version, n);
    }
  }
}
