package io.zhijing.connectors.kafka;

import java.io.Serializable;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sinks that write keyed bytes to one topic, at least once; the key makes a repeat recognisable.
 */
public final class DocumentTopics {
  private DocumentTopics() {}

  /** Bytes of an element, shipped to the workers. */
  public interface Bytes<T> extends Serializable {
    /** The bytes. */
    byte[] of(T element);
  }

  /** A sink to the topic. */
  public static <T> Sink<T> sink(
      KafkaSettings settings, String topic, Bytes<T> key, Bytes<T> value) {
    KafkaRecordSerializationSchema<T> schema =
        (element, context, timestamp) ->
            new ProducerRecord<>(topic, key.of(element), value.of(element));
    return KafkaSink.<T>builder()
        .setBootstrapServers(settings.bootstrapServers())
        .setKafkaProducerConfig(
            settings.with("max.request.size", TopicAdmin.MAX_MESSAGE_BYTES + "").properties())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(schema)
        .build();
  }
}
