package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.SubscriptionEncoder;
import io.zhijing.detection.subscription.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes subscriptions to their compacted topic, one at a time. */
public final class SubscriptionProducer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Duration patience;
  private final SubscriptionEncoder encoder = new SubscriptionEncoder();

  /** A producer that waits for all replicas, as long as the patience. */
  public SubscriptionProducer(KafkaSettings settings, Duration patience) {
    Properties properties = settings.properties();
    properties.put("acks", "all");
    properties.put("max.block.ms", String.valueOf(patience.toMillis()));
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = settings.topics().subscriptions();
    this.patience = patience;
  }

  /**
   * Writes a subscription; one with the same id is replaced.
   *
   * @throws IllegalStateException if Kafka did not take it in time
   */
  public void put(Subscription subscription) throws InterruptedException {
    send(encoder.key(subscription), encoder.encode(subscription));
  }

  /** Deletes a subscription. */
  public void delete(String id) throws InterruptedException {
    send(id.getBytes(StandardCharsets.UTF_8), null);
  }

  private void send(byte[] key, byte[] valueOrNull) throws InterruptedException {
    try {
      producer
          .send(new ProducerRecord<>(topic, key, valueOrNull))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refused the subscription: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka did not take the subscription in time", e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
