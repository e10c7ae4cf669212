package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.KeyedEnvelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a small topic from its first record on, without a group and without committing anything:
 * every reader sees everything. Knows no Flink. For one thread.
 */
public final class TopicFollower implements AutoCloseable {
  private static final byte[] TOMBSTONE = new byte[0];

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  /**
   * A follower of a topic that exists.
   *
   * @param patience longest wait for the broker in each call
   */
  public TopicFollower(KafkaSettings settings, String topic, Duration patience) {
    Properties properties = settings.properties();
    properties.put("default.api.timeout.ms", String.valueOf(patience.toMillis()));
    properties.put("enable.auto.commit", "false");
    properties.put("allow.auto.create.topics", "false");
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      ends = Map.copyOf(consumer.endOffsets(partitions));
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Records that have come, oldest first; waits as long as told for the first. */
  public List<KeyedEnvelope> poll(Duration wait) {
    List<KeyedEnvelope> found = new ArrayList<>();
    consumer.poll(wait).forEach(record -> found.add(keyed(record)));
    return found;
  }

  /**
   * Whether everything that the topic held at the start has been given out. The position passes
   * gaps of compaction, so it reaches the end even if the last record is gone.
   */
  public boolean hasCaughtUp() {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  static KeyedEnvelope keyed(ConsumerRecord<byte[], byte[]> record) {
    return new KeyedEnvelope(
        record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
        new Envelope(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.value() == null ? TOMBSTONE : record.value()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
