package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.TopicAdmin;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.elasticsearch.client.RestClient;

/** Kafka and Elasticsearch, waited for, with all that the jobs expect in them. */
final class AwaitedServers {
  private static final Duration ASK_EVERY = Duration.ofSeconds(5);

  private final Messages messages;
  private final PrintWriter out;
  private final int partitions;

  /**
   * Servers that may be away.
   *
   * @param partitions of each topic of reports that is missing
   */
  AwaitedServers(Messages messages, PrintWriter out, int partitions) {
    this.messages = messages;
    this.out = out;
    this.partitions = partitions;
  }

  /** Waits for both, says so, and makes what is missing in them. */
  void await(KafkaSettings kafka, ElasticsearchSettings elasticsearch)
      throws InterruptedException, IOException {
    awaitElasticsearch(elasticsearch);
    awaitKafka(kafka);
  }

  private void awaitElasticsearch(ElasticsearchSettings elasticsearch)
      throws InterruptedException, IOException {
    try (DocumentReader reader = new DocumentReader(elasticsearch)) {
      while (!reader.waitUntilReady(ASK_EVERY)) {
        out.println(
            messages.text("run.waiting-elasticsearch", List.of(elasticsearch.hosts().toString())));
      }
    }
    try (RestClient client = Connections.open(elasticsearch)) {
      Templates.install(client, elasticsearch.indexPrefix());
      Templates.verify(client, elasticsearch.indexPrefix());
    }
  }

  private void awaitKafka(KafkaSettings kafka) throws InterruptedException {
    boolean isReady = false;
    while (!isReady) {
      try {
        TopicAdmin.createMissing(kafka, partitions, ASK_EVERY);
        isReady = true;
      } catch (TopicAdmin.KafkaAwayException e) {
        out.println(messages.text("run.waiting-kafka", List.of(kafka.bootstrapServers())));
      }
    }
  }
}
