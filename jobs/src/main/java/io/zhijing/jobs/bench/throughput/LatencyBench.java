package io.zhijing.jobs.bench.throughput;

import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.pipeline.Ends;
import io.zhijing.jobs.pipeline.RealEnds;
import io.zhijing.jobs.pipeline.RiskMonitoringJob;
import io.zhijing.jobs.settings.PipelineSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.elasticsearch.client.RestClient;

/**
 * How long it takes from the record that lets a tick pass until the warnings of that tick can be
 * found in Elasticsearch, while records keep coming and every tick takes equally long.
 *
 * @param servers Kafka and Elasticsearch
 * @param flink where the job runs
 * @param settings of the job
 * @param parallelism subtasks of each operator
 * @param nanos a clock, nanoseconds
 */
public record LatencyBench(
    EmbeddedServers servers,
    EmbeddedFlink flink,
    PipelineSettings settings,
    int parallelism,
    LongSupplier nanos) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String INDICES = "bench-latency";

  /** Sends a load, so many records a second on average, and measures. */
  public Latencies run(Load load, double perSecond)
      throws IOException, InterruptedException, ExecutionException {
    KafkaSettings kafka =
        new KafkaSettings(servers.bootstrapServers(), load.topics() + "-paced", Map.of());
    TopicAdmin.createMissing(kafka, parallelism, PATIENCE);
    ElasticsearchSettings open = ElasticsearchSettings.open(servers.elasticsearchUri());
    ElasticsearchSettings elasticsearch =
        new ElasticsearchSettings(open.hosts(), INDICES, open.credentials());
    try (RestClient client = Connections.open(elasticsearch)) {
      Templates.install(client, INDICES);
    }
    Ends ends =
        RealEnds.of(
                new RealEnds.Servers(kafka, elasticsearch, "bench-" + nanos.getAsLong(), false),
                settings)
            .storingReports(false);
    JobID job =
        flink.submit(
            RiskMonitoringJob.graph(
                "bench latency", settings, ends, parallelism, new Configuration()));
    flink.awaitAllRunning(job);
    try (SeenWarnings seen = SeenWarnings.watch(elasticsearch, nanos)) {
      PacedSender sender = new PacedSender(kafka, settings, nanos);
      sender.send(load, perSecond);
      return seen.latencies(sender.decisive());
    } finally {
      flink.cancel(job);
    }
  }
}
