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
    properties.put("max.request.size", String.valueOf(TopicAdmin.MAX_MESSAGE_BYTES));
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
    return send(new ProducerRecord<>(topic, key, value));
  }

  /** The same without a key, into a partition that is known. */
  public Stored send(String topic, int partition, byte[] value) throws InterruptedException {
    return send(new ProducerRecord<>(topic, partition, null, value));
  }

  private Stored send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
    try {
      RecordMetadata metadata =
          producer.send(record).get(patience.toMillis(), TimeUnit.MILLISECONDS);
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
