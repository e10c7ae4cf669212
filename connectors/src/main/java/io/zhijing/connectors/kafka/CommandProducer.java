package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.CommandEncoder;
import io.zhijing.detection.warning.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes officers' commands to their topic, one at a time, keyed by warning. */
public final class CommandProducer implements AutoCloseable {
  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Duration patience;
  private final CommandEncoder encoder = new CommandEncoder();

  /** A producer that waits for all replicas, as long as the patience. */
  public CommandProducer(KafkaSettings settings, Duration patience) {
    Properties properties = settings.properties();
    properties.put("acks", "all");
    properties.put("max.block.ms", String.valueOf(patience.toMillis()));
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = settings.topics().commands();
    this.patience = patience;
  }

  /**
   * Sends a command.
   *
   * @return when Kafka took it, epoch milliseconds: the moment of the command
   * @throws IllegalStateException if Kafka did not take it in time
   */
  public long send(Command command) throws InterruptedException {
    byte[] key = command.order().warning().getBytes(StandardCharsets.UTF_8);
    try {
      return producer
          .send(new ProducerRecord<>(topic, key, encoder.encode(command)))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .timestamp();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refused the command: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka did not take the command in time", e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
