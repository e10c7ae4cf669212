package io.zhijing.jobs.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.kafka.EnvelopeSource;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.connectors.wire.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real Kafka: a group that has read before is not started without state, nor again and again. */
@Timeout(180)
class FirstStartIT {
  private static final String GROUP = "monitoring";
  private static final int MORE_THAN_THERE_ARE = 10;

  private static List<Envelope> read(KafkaSettings kafka) throws Exception {
    Configuration restarts = new Configuration();
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10_000);
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, restarts);
    return environment
        .fromSource(
            EnvelopeSource.of(kafka, GROUP, true), WatermarkStrategy.noWatermarks(), "reports")
        .executeAndCollect(MORE_THAN_THERE_ARE);
  }

  @Test
  void aGroupThatHasReadBeforeIsNotStartedWithoutState() throws Exception {
    try (EmbeddedServers servers =
        EmbeddedServers.start(EmbeddedServers.Settings.usual(), progress -> {})) {
      KafkaSettings kafka = new KafkaSettings(servers.bootstrapServers(), "first", Map.of());
      TopicAdmin.createMissing(kafka, 1, Duration.ofSeconds(30));
      String topic = kafka.topics().reports().get(0);
      try (ReportProducer producer = new ReportProducer(kafka)) {
        for (int i = 0; i < 3; i++) {
          producer.send(topic, new byte[] {1}, "{}".getBytes(StandardCharsets.UTF_8));
        }
        producer.flush();
      }
      assertThat(read(kafka)).hasSize(3);
      try (Admin admin = Admin.create(kafka.properties())) {
        admin
            .alterConsumerGroupOffsets(
                GROUP, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(2)))
            .all()
            .get(30, TimeUnit.SECONDS);
      }
      assertThatThrownBy(() -> read(kafka))
          .hasStackTraceContaining(
              "the group "
                  + GROUP
                  + " has read "
                  + topic
                  + " up to 2, but the job has no state that says so");
    }
  }
}
