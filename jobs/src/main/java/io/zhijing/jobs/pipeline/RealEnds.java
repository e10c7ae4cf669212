package io.zhijing.jobs.pipeline;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.sink.BulkSettings;
import io.zhijing.connectors.elasticsearch.sink.DocumentSink;
import io.zhijing.connectors.kafka.DocumentTopics;
import io.zhijing.connectors.kafka.EnvelopeSource;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.Topics;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.jobs.settings.PipelineSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Kafka and Elasticsearch as the pipeline's ends. */
public final class RealEnds {
  /** A partition that is silent this long does not hold up the others. */
  private static final Duration IDLE_AFTER = Duration.ofMinutes(1);

  private RealEnds() {}

  /**
   * The servers.
   *
   * @param kafka where reports come from and warnings go to
   * @param elasticsearch where documents go to
   * @param group consumer group of the reports
   * @param isBounded whether to end at what the topics hold at the start
   */
  public record Servers(
      KafkaSettings kafka, ElasticsearchSettings elasticsearch, String group, boolean isBounded) {}

  /** Ends on the servers. */
  public static Ends of(Servers servers, PipelineSettings settings) {
    return of(servers, settings, IDLE_AFTER);
  }

  /**
   * Ends on the servers, for a replay on a machine that may be slow: a partition that the job has
   * no time to read looks silent, and what it holds would come late.
   *
   * @param idleAfter how long a partition must be silent not to hold up the others
   */
  public static Ends of(Servers servers, PipelineSettings settings, Duration idleAfter) {
    Topics topics = servers.kafka().topics();
    WatermarkStrategy<Envelope> watermarks =
        EnvelopeSource.watermarks(
            settings.calendar().zone(),
            topics.streamByTopic(),
            Duration.ofDays(settings.horizons().outOfOrderDays()));
    WatermarkStrategy<Envelope> clock =
        servers.isBounded() ? watermarks : watermarks.withIdleness(idleAfter);
    return new Ends(
        environment ->
            environment
                .fromSource(
                    EnvelopeSource.of(servers.kafka(), servers.group(), servers.isBounded()),
                    clock,
                    Uids.SOURCE.phrase())
                .uid(Uids.SOURCE.uid()),
        environment ->
            control(
                environment,
                EnvelopeSource.commands(servers.kafka(), servers.group(), servers.isBounded()),
                Uids.COMMAND_SOURCE),
        environment ->
            control(
                environment,
                EnvelopeSource.rules(servers.kafka(), servers.group(), servers.isBounded()),
                Uids.RULES_SOURCE),
        topics.streamByTopic(),
        new DocumentSink(servers.elasticsearch(), BulkSettings.DEFAULTS),
        toTopic(servers.kafka(), topics.warnings()),
        toTopic(servers.kafka(), topics.deadLetters()),
        servers.elasticsearch().indexPrefix(),
        true);
  }

  private static DataStream<Envelope> control(
      StreamExecutionEnvironment environment, KafkaSource<Envelope> source, Uids uid) {
    return environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), uid.phrase())
        .uid(uid.uid());
  }

  private static Sink<Document> toTopic(KafkaSettings kafka, String topic) {
    return DocumentTopics.sink(
        kafka, topic, document -> document.id().getBytes(StandardCharsets.UTF_8), Document::json);
  }
}
