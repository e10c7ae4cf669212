package io.zhijing.jobs.notification;

import io.zhijing.connectors.kafka.DeliveryTopic;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import java.time.Duration;
import java.util.Map;

/**
 * Remembers at once what was delivered since the last checkpoint, so that a crash repeats next to
 * nothing. Where it fails, a delivery is repeated under the same id: rather twice than never.
 */
public interface DeliveryLog extends AutoCloseable {

  /** Opens a log on the worker. */
  interface Opener extends SerializableSupplier<DeliveryLog> {}

  /** Receipts by delivery id. */
  Map<String, String> read();

  /** Remembers one, and returns when it is safe; false if it could not. */
  boolean add(String delivery, String receipt) throws InterruptedException;

  @Override
  void close();

  /** A log in the topic of deliveries. */
  static Opener inTopic(KafkaSettings kafka) {
    return () -> new InTopic(new DeliveryTopic(kafka, Duration.ofSeconds(5)));
  }

  /** No log: a crash repeats what was delivered since the last checkpoint. */
  static Opener none() {
    return None::new;
  }

  /**
   * A log in Kafka.
   *
   * @param topic the topic
   */
  record InTopic(DeliveryTopic topic) implements DeliveryLog {
    @Override
    public Map<String, String> read() {
      return topic.read();
    }

    @Override
    public boolean add(String delivery, String receipt) throws InterruptedException {
      return topic.add(delivery, receipt);
    }

    @Override
    public void close() {
      topic.close();
    }
  }

  /** A log that forgets. */
  record None() implements DeliveryLog {
    @Override
    public Map<String, String> read() {
      return Map.of();
    }

    @Override
    public boolean add(String delivery, String receipt) {
      return true;
    }

    @Override
    public void close() {}
  }
}
