package io.zhijing.jobs.notification;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.SubscriptionProducer;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.settings.NotificationSettings;
import io.zhijing.jobs.settings.NotificationSettings.Codes;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;

/**
 * Somebody who is told of every step of every warning over a real webhook, by a notification job
 * that runs beside others.
 */
public final class ToldEverything implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Receiver receiver;
  private final EmbeddedFlink flink;
  private final JobID job;

  /** Subscribes and starts the job; it needs two slots. */
  public ToldEverything(
      PackWatch pack, KafkaSettings kafka, ElasticsearchSettings elasticsearch, EmbeddedFlink flink)
      throws IOException, InterruptedException {
    this.receiver = new Receiver();
    this.flink = flink;
    try (SubscriptionProducer producer = new SubscriptionProducer(kafka, PATIENCE)) {
      producer.put(Audience.everythingAtOnce());
    }
    NotificationSettings settings =
        new NotificationSettings(
            new Codes(pack, Set.of()),
            kafka,
            elasticsearch,
            "told-everything",
            Deliveries.telling(
                Map.of("hook", Deliveries.webhook(receiver.address(), PATIENCE)), 8));
    this.job =
        flink.submit(
            NotificationJob.graph(
                settings.group(), settings, NotificationEnds.of(settings), 2, new Configuration()));
  }

  /** How many messages have come so far. */
  public int messages() {
    return List.copyOf(receiver.taken()).size();
  }

  /** What they said. */
  public List<String> texts() {
    return receiver.taken().stream().map(Object::toString).toList();
  }

  @Override
  public void close() {
    flink.cancel(job);
    receiver.close();
  }
}
