package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.KeyedEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the compacted topic of subscriptions: once to its present end, or as it goes on. */
public final class KeyedSource {
  private static final Duration POLL = Duration.ofMillis(100);

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
    List<KeyedEnvelope> found = new ArrayList<>();
    try (TopicFollower follower = new TopicFollower(settings, topic, patience)) {
      long polls = patience.toMillis() / POLL.toMillis();
      while (!follower.hasCaughtUp()) {
        if (polls-- < 0) {
          throw new IllegalStateException("Kafka did not give " + topic + " in time");
        }
        found.addAll(follower.poll(POLL));
      }
    }
    return found;
  }

  private static final class KeyedSchema
      implements KafkaRecordDeserializationSchema<KeyedEnvelope> {
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<KeyedEnvelope> out) {
      out.collect(TopicFollower.keyed(record));
    }

    @Override
    public TypeInformation<KeyedEnvelope> getProducedType() {
      return TypeInformation.of(KeyedEnvelope.class);
    }
  }
}
