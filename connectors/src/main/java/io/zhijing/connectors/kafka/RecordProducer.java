package io.zhijing.connectors.kafka;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes single records, one at a time, and says where each lies: commands and rules. */
public final class RecordProducer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final Duration patience;

  /** A producer that waits for all replicas, as long as the patience. */
  public RecordProducer(KafkaSettings settings, Duration patience) {
    Properties properties = settings.properties();
    properties.put("acks", "all");
    properties.put("max.block.ms", String.valueOf(patience.toMillis()));
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.patience = patience;
  }

  /**
   * Where a record lies.
   *
   * @param at when Kafka took it, epoch milliseconds
   * @param offset in its partition
   */
  public record Stored(long at, long offset) {}

  /**
   * Sends a record.
   *
   * @throws IllegalStateException if Kafka did not take it in time
   */
  public Stored send(String topic, byte[] key, byte[] value) throws InterruptedException {
    try {
      RecordMetadata metadata =
          producer
              .send(new ProducerRecord<>(topic, key, value))
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Stored(metadata.timestamp(), metadata.offset());
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refused the record: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka did not take the record in time", e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
