package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.Decoded;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.EnvelopeDecoder;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
   * A source that starts where the restored state says, or at the earliest record; a group that has
   * read before is not started without state ({@link FirstStart}).
   *
   * @param settings how to reach Kafka
   * @param group consumer group
   * @param isBounded whether to end at what the topics hold at the start
   */
  public static KafkaSource<Envelope> of(KafkaSettings settings, String group, boolean isBounded) {
    return of(settings, settings.topics().reports(), group, new FirstStart(group), isBounded);
  }

  /** The same of officers' commands. */
  public static KafkaSource<Envelope> commands(
      KafkaSettings settings, String group, boolean isBounded) {
    return of(
        settings, List.of(settings.topics().commands()), group, new FirstStart(group), isBounded);
  }

  /** The same of rule sets. */
  public static KafkaSource<Envelope> rules(
      KafkaSettings settings, String group, boolean isBounded) {
    return of(
        settings, List.of(settings.topics().rules()), group, new FirstStart(group), isBounded);
  }

  /**
   * Of the warnings that the monitoring job wrote, from the group's committed offsets on: what was
   * told must not be told again, with state or without.
   */
  @SuppressWarnings("deprecation") // the connector takes no other type for the fallback
  public static KafkaSource<Envelope> warnings(KafkaSettings settings, String group) {
    return of(
        settings,
        List.of(settings.topics().warnings()),
        group,
        OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST),
        false);
  }

  private static KafkaSource<Envelope> of(
      KafkaSettings settings,
      List<String> topics,
      String group,
      OffsetsInitializer start,
      boolean isBounded) {
    KafkaSourceBuilder<Envelope> builder =
        KafkaSource.<Envelope>builder()
            .setProperties(settings.properties())
            .setProperty("partition.discovery.interval.ms", isBounded ? "-1" : "60000")
            .setProperty("fetch.max.bytes", String.valueOf(4 * TopicAdmin.MAX_MESSAGE_BYTES))
            .setTopics(topics)
            .setGroupId(group)
            .setStartingOffsets(start)
            .setDeserializer(new EnvelopeSchema());
    if (isBounded) {
      builder.setBounded(OffsetsInitializer.latest());
    }
    return builder.build();
  }

  /**
   * Event time is arrival, late by at most some days within a partition; a record that cannot be
   * used does not move the clock.
   *
   * @param zone the authority's zone
   * @param streamByTopic stream code by topic name
   * @param outOfOrder how far arrivals may be out of order in a partition
   */
  public static WatermarkStrategy<Envelope> watermarks(
      ZoneId zone, Map<String, String> streamByTopic, Duration outOfOrder) {
    return WatermarkStrategy.<Envelope>forGenerator(context -> new ArrivalWatermarks(outOfOrder))
        .withTimestampAssigner(context -> new ArrivalAssigner(zone, streamByTopic));
  }

  /**
   * Decodes each record a first time, only for its arrival: reading the time alone would let a
   * record that is refused later close everybody's days.
   */
  private static final class ArrivalAssigner implements TimestampAssigner<Envelope> {
    private final EnvelopeDecoder decoder;

    ArrivalAssigner(ZoneId zone, Map<String, String> streamByTopic) {
      this.decoder = new EnvelopeDecoder(zone, streamByTopic);
    }

    /** Never throws: what cannot be read is told of by the step that decodes it for use. */
    @Override
    public long extractTimestamp(Envelope envelope, long recordTimestamp) {
      try {
        return arrival(decoder.first(envelope));
      } catch (RuntimeException e) {
        return Long.MIN_VALUE;
      }
    }

    private static long arrival(Decoded decoded) {
      if (decoded instanceof Decoded.Accepted accepted) {
        return accepted.report().identity().arrivedAt().toEpochMilli();
      }
      return decoded instanceof Decoded.Heartbeat heartbeat
          ? heartbeat.at().toEpochMilli()
          : Long.MIN_VALUE;
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
