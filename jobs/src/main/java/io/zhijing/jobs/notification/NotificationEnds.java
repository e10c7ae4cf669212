package io.zhijing.jobs.notification;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.sink.BulkSettings;
import io.zhijing.connectors.elasticsearch.sink.DocumentSink;
import io.zhijing.connectors.kafka.DocumentTopics;
import io.zhijing.connectors.kafka.EnvelopeSource;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.KeyedSource;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.KeyedEnvelope;
import io.zhijing.jobs.settings.NotificationSettings;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * Where the notification job begins and ends.
 *
 * @param warnings records of warnings
 * @param subscriptions records of subscriptions, from the oldest on
 * @param subscriptionsNow everything that the topic of subscriptions holds when it is asked
 * @param log remembers deliveries between checkpoints
 * @param documents takes all documents
 * @param deadLetters takes the dead letters' documents once more
 * @param indexPrefix what index names begin with
 */
public record NotificationEnds(
    Source<Envelope, ?, ?> warnings,
    Source<KeyedEnvelope, ?, ?> subscriptions,
    SerializableSupplier<List<KeyedEnvelope>> subscriptionsNow,
    DeliveryLog.Opener log,
    Sink<Document> documents,
    Sink<Document> deadLetters,
    String indexPrefix) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Ends on the servers. */
  public static NotificationEnds of(NotificationSettings settings) {
    KafkaSettings kafka = settings.kafka();
    return new NotificationEnds(
        EnvelopeSource.warnings(kafka, settings.group()),
        KeyedSource.subscriptions(kafka, settings.group()),
        () -> KeyedSource.snapshot(kafka, PATIENCE),
        DeliveryLog.inTopic(kafka),
        new DocumentSink(settings.elasticsearch(), BulkSettings.DEFAULTS),
        DocumentTopics.sink(
            kafka,
            kafka.topics().deadLetters(),
            document -> document.id().getBytes(StandardCharsets.UTF_8),
            Document::json),
        settings.elasticsearch().indexPrefix());
  }
}
