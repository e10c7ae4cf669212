package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.KeyedEnvelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What was delivered of late: receipts by delivery id. Thread-safe. */
public final class DeliveryTopic implements AutoCloseable {
  private static final Duration READ_PATIENCE = Duration.ofMinutes(1);

  private final KafkaSettings settings;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Duration patience;

  /** The topic; a write may take as long as the patience. */
  public DeliveryTopic(KafkaSettings settings, Duration patience) {
    this.settings = settings;
    this.patience = patience;
    Properties properties = settings.properties();
    properties.put("acks", "all");
    properties.put("linger.ms", "0");
    properties.put("max.block.ms", String.valueOf(patience.toMillis()));
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Everything that it holds now.
   *
   * @throws IllegalStateException if Kafka does not give it in time
   */
  public Map<String, String> read() {
    Map<String, String> receipts = new HashMap<>();
    for (KeyedEnvelope each :
        KeyedSource.snapshot(settings, settings.topics().deliveries(), READ_PATIENCE)) {
      receipts.put(each.key(), new String(each.envelope().value(), StandardCharsets.UTF_8));
    }
    return receipts;
  }

  /**
   * Writes one, and waits until Kafka has it.
   *
   * @return whether it does
   */
  public boolean add(String delivery, String receipt) throws InterruptedException {
    try {
      return producer
          .send(
              new ProducerRecord<>(
                  settings.topics().deliveries(),
                  delivery.getBytes(StandardCharsets.UTF_8),
                  receipt.getBytes(StandardCharsets.UTF_8)))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .hasOffset();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    producer.close(patience);
  }
}
