package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.ReportEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes reports to their topics, keyed by report id, so that all revisions of a report share a
 * partition. A failed write is thrown by the next call. Not thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the callbacks keep the first failure
public final class ReportProducer implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final Topics topics;
  private final ReportEncoder encoder = new ReportEncoder();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /** A producer that waits for all replicas. */
  public ReportProducer(KafkaSettings settings) {
    this(
        new KafkaProducer<>(
            properties(settings), new ByteArraySerializer(), new ByteArraySerializer()),
        settings.topics());
  }

  private static Properties properties(KafkaSettings settings) {
    Properties properties = settings.properties();
    properties.put("acks", "all");
    properties.put("linger.ms", "20");
    properties.put("compression.type", "lz4");
    properties.put("max.request.size", String.valueOf(TopicAdmin.MAX_MESSAGE_BYTES));
    return properties;
  }

  /** Over a producer that is closed with this one. */
  ReportProducer(Producer<byte[], byte[]> producer, Topics topics) {
    this.producer = producer;
    this.topics = topics;
  }

  /** Sends a report to the topic of its stream. */
  public void send(RawReport report) {
    send(
        topics.of(report.identity().stream()),
        report.identity().id().getBytes(StandardCharsets.UTF_8),
        encoder.encode(report));
  }

  /** Sends bytes as they are. */
  public void send(String topic, byte[] key, byte[] value) {
    throwFailure();
    producer.send(
        new ProducerRecord<>(topic, key, value),
        (metadata, problem) -> failure.compareAndSet(null, problem));
  }

  /** Tells every partition of every report topic that all up to the time was delivered. */
  public void heartbeat(String source, Instant at) {
    throwFailure();
    byte[] value = encoder.heartbeat(source, at);
    for (String topic : topics.reports()) {
      for (PartitionInfo partition : producer.partitionsFor(topic)) {
        producer.send(
            new ProducerRecord<>(topic, partition.partition(), null, value),
            (metadata, problem) -> failure.compareAndSet(null, problem));
      }
    }
  }

  /**
   * Tells it once everything sent has been stored, and returns when that is stored too: told before
   * a report that then fails, it would close the report's day without it.
   */
  public void delivered(String source, Instant upTo) {
    flush();
    heartbeat(source, upTo);
    flush();
  }

  /** Returns when everything sent has been stored. */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  private void throwFailure() {
    Exception problem = failure.getAndSet(null);
    if (problem != null) {
      throw new IllegalStateException(
          "Kafka did not store a record: " + problem.getMessage(), problem);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
