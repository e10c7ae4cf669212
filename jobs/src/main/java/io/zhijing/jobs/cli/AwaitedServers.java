package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchDoor;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.entry.Entry;
import io.zhijing.connectors.entry.Refusal;
import io.zhijing.connectors.kafka.KafkaDoor;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.connectors.settings.Doors;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.client.RestClient;

/** Kafka and Elasticsearch, waited for, with all that the jobs expect in them. */
final class AwaitedServers {
  private static final Duration ASK_EVERY = Duration.ofSeconds(5);

  private final Messages messages;
  private final PrintWriter out;
  private final int partitions;
  private final boolean isRenewing;

  /**
   * Servers that may be away.
   *
   * @param partitions of each topic of reports that is missing
   */
  AwaitedServers(Messages messages, PrintWriter out, int partitions) {
    this(messages, out, partitions, false);
  }

  private AwaitedServers(Messages messages, PrintWriter out, int partitions, boolean isRenewing) {
    this.messages = messages;
    this.out = out;
    this.partitions = partitions;
    this.isRenewing = isRenewing;
  }

  /**
   * The same, but the templates are put in place even if they are there already: an index that came
   * back from a snapshot may lack fields, which no template shows.
   */
  AwaitedServers renewing() {
    return new AwaitedServers(messages, out, partitions, true);
  }

  /**
   * Waits for both, says so, and makes what is missing in them. Whoever may make nothing finds what
   * somebody else made.
   *
   * @throws SettingsFaults if one of them refuses, since to wait would be of no use
   */
  void await(KafkaSettings kafka, ElasticsearchSettings elasticsearch)
      throws InterruptedException, IOException, SettingsFaults {
    Doors.check(kafka, elasticsearch);
    awaitElasticsearch(elasticsearch);
    awaitKafka(kafka);
  }

  private void awaitElasticsearch(ElasticsearchSettings elasticsearch)
      throws InterruptedException, IOException, SettingsFaults {
    try (DocumentReader reader = new DocumentReader(elasticsearch)) {
      while (!reader.waitUntilReady(ASK_EVERY)) {
        refuse(ElasticsearchDoor.refusal(elasticsearch));
        out.println(
            messages.text("run.waiting-elasticsearch", List.of(elasticsearch.hosts().toString())));
      }
    }
    try (RestClient client = Connections.open(elasticsearch)) {
      if (isRenewing) {
        Templates.install(client, elasticsearch.indexPrefix());
      } else {
        Templates.ensure(client, elasticsearch.indexPrefix());
      }
      Templates.verify(client, elasticsearch.indexPrefix());
    } catch (Templates.TemplateException e) {
      if (ElasticsearchDoor.entry(e) == Entry.FORBIDDEN) {
        throw new SettingsFaults(
            List.of(
                "elasticsearch.user may not make the index templates, and they are missing or of"
                    + " another release: run ./zhijing setup as a user who may. "
                    + e.getMessage()));
      }
      throw e;
    }
  }

  private void awaitKafka(KafkaSettings kafka) throws InterruptedException, SettingsFaults {
    boolean isReady = false;
    while (!isReady) {
      try {
        TopicAdmin.createMissing(kafka, partitions, ASK_EVERY);
        isReady = true;
      } catch (TopicAdmin.KafkaAwayException e) {
        if (e.refusal().isPresent()) {
          throw new SettingsFaults(List.of(e.refusal().get().text() + ". " + e.getMessage()));
        }
        refuse(KafkaDoor.refusal(kafka, ASK_EVERY));
        out.println(messages.text("run.waiting-kafka", List.of(kafka.bootstrapServers())));
      }
    }
  }

  private static void refuse(Optional<Refusal> refusal) throws SettingsFaults {
    if (refusal.isPresent()) {
      throw new SettingsFaults(List.of(refusal.get().text()));
    }
  }
}
