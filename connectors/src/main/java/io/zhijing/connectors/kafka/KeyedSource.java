package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.KeyedEnvelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the compacted topic of subscriptions: once to its present end, or as it goes on. */
public final class KeyedSource {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final byte[] TOMBSTONE = new byte[0];

  private KeyedSource() {}

  /** A source of everything that the topic holds and will hold. */
  public static KafkaSource<KeyedEnvelope> subscriptions(KafkaSettings settings, String group) {
    return KafkaSource.<KeyedEnvelope>builder()
        .setProperties(settings.properties())
        .setTopics(settings.topics().subscriptions())
        .setGroupId(group + "-subscriptions")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new KeyedSchema())
        .build();
  }

  /**
   * All subscriptions that there are now, oldest first; blocks until they are read.
   *
   * @throws IllegalStateException if Kafka does not give them within the patience
   */
  public static List<KeyedEnvelope> snapshot(KafkaSettings settings, Duration patience) {
    return snapshot(settings, settings.topics().subscriptions(), patience);
  }

  /** The same of another topic. */
  static List<KeyedEnvelope> snapshot(KafkaSettings settings, String topic, Duration patience) {
    Properties properties = settings.properties();
    properties.put("default.api.timeout.ms", String.valueOf(patience.toMillis()));
    properties.put("enable.auto.commit", "false");
    List<KeyedEnvelope> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      long polls = patience.toMillis() / POLL.toMillis();
      // The position passes gaps of compaction, so it reaches the end even if the last is gone.
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (polls-- < 0) {
          throw new IllegalStateException("Kafka did not give " + topic + " in time");
        }
        consumer.poll(POLL).forEach(record -> found.add(keyed(record)));
      }
    }
    return found;
  }

  private static KeyedEnvelope keyed(ConsumerRecord<byte[], byte[]> record) {
    return new KeyedEnvelope(
        record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
        new Envelope(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.value() == null ? TOMBSTONE : record.value()));
  }

  private static final class KeyedSchema
      implements KafkaRecordDeserializationSchema<KeyedEnvelope> {
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KeyedEnvelope> out) {
      out.collect(keyed(record));
    }

    @Override
    public TypeInformation<KeyedEnvelope> getProducedType() {
      return TypeInformation.of(KeyedEnvelope.class);
    }
  }
}
