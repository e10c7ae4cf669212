package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.ArrivalScan;
import io.zhijing.connectors.wire.Envelope;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Reads the three report topics, undecoded, and stamps each record with its arrival. */
public final class EnvelopeSource {
  private EnvelopeSource() {}

  /**
   * A source that starts at the group's committed offsets, or the earliest where there are none.
   *
   * @param settings how to reach Kafka
   * @param group consumer group
   * @param isBounded whether to end at what the topics hold at the start
   */
  @SuppressWarnings("deprecation") // the connector takes no other type for the fallback
  public static KafkaSource<Envelope> of(KafkaSettings settings, String group, boolean isBounded) {
    KafkaSourceBuilder<Envelope> builder =
        KafkaSource.<Envelope>builder()
            .setProperties(settings.properties())
            .setProperty("partition.discovery.interval.ms", isBounded ? "-1" : "60000")
            .setProperty("fetch.max.bytes", String.valueOf(4 * TopicAdmin.MAX_MESSAGE_BYTES))
            .setTopics(settings.topics().reports())
            .setGroupId(group)
            .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
            .setDeserializer(new EnvelopeSchema());
    if (isBounded) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    return builder.build();
  }

  /**
   * Event time is arrival, late by at most some days within a partition; a record without a usable
   * arrival does not move the clock.
   *
   * @param zone the authority's zone
   * @param outOfOrder how far arrivals may be out of order in a partition
   */
  public static WatermarkStrategy<Envelope> watermarks(ZoneId zone, Duration outOfOrder) {
    return WatermarkStrategy.<Envelope>forGenerator(context -> new ArrivalWatermarks(outOfOrder))
        .withTimestampAssigner(context -> new ArrivalAssigner(zone));
  }

  private static final class ArrivalAssigner implements TimestampAssigner<Envelope> {
    private final ArrivalScan scan;

    ArrivalAssigner(ZoneId zone) {
      this.scan = new ArrivalScan(zone);
    }

    @Override
    public long extractTimestamp(Envelope envelope, long recordTimestamp) {
      return scan.arrivalMillis(envelope.value(), envelope.receivedAt()).orElse(Long.MIN_VALUE);
    }
  }

  private static final class EnvelopeSchema implements KafkaRecordDeserializationSchema<Envelope> {
    private static final long serialVersionUID = 1;
    private static final byte[] TOMBSTONE = new byte[0];

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Envelope> out) {
      out.collect(
          new Envelope(
              record.topic(),
              record.partition(),
              record.offset(),
              record.timestamp(),
              record.value() == null ? TOMBSTONE : record.value()));
    }

    @Override
    public TypeInformation<Envelope> getProducedType() {
      return TypeInformation.of(Envelope.class);
    }
  }
}
