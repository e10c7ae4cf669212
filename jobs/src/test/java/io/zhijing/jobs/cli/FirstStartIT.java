package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.kafka.EnvelopeSource;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.jobs.embedded.EmbeddedServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Real servers: a group that has read before is not started without state, nor again and again, and
 * who started it reads why.
 */
@Timeout(180)
class FirstStartIT {
  private static final String GROUP = "monitoring";
  private static final int MORE_THAN_THERE_ARE = 10;

  @TempDir private static Path folder;
  private static EmbeddedServers servers;

  private static List<Envelope> read(KafkaSettings kafka, String group) throws Exception {
    Configuration restarts = new Configuration();
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10_000);
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, restarts);
    return environment
        .fromSource(
            EnvelopeSource.of(kafka, group, true), WatermarkStrategy.noWatermarks(), "reports")
        .executeAndCollect(MORE_THAN_THERE_ARE);
  }

  @BeforeAll
  static void start() throws InterruptedException {
    servers = EmbeddedServers.start(EmbeddedServers.Settings.usual(), progress -> {});
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /** A topic of three records, of which the group says that it has read two. */
  private static KafkaSettings readByTheGroup(String prefix) throws Exception {
    KafkaSettings kafka = new KafkaSettings(servers.bootstrapServers(), prefix, Map.of());
    TopicAdmin.createMissing(kafka, 1, Duration.ofSeconds(30));
    String topic = kafka.topics().reports().get(0);
    try (ReportProducer producer = new ReportProducer(kafka)) {
      for (int i = 0; i < 3; i++) {
        producer.send(topic, new byte[] {1}, "{}".getBytes(StandardCharsets.UTF_8));
      }
      producer.flush();
    }
    try (Admin admin = Admin.create(kafka.properties())) {
      admin
          .alterConsumerGroupOffsets(
              GROUP, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(2)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
    return kafka;
  }

  private static String why(KafkaSettings kafka) {
    return "the group "
        + GROUP
        + " has read "
        + kafka.topics().reports().get(0)
        + " up to 2, but the job has no state that says so";
  }

  @Test
  void aGroupThatHasReadBeforeIsNotStartedWithoutState() throws Exception {
    KafkaSettings kafka = readByTheGroup("first");
    assertThat(read(kafka, "another-group")).hasSize(3);
    assertThatThrownBy(() -> read(kafka, GROUP)).hasStackTraceContaining(why(kafka));
  }

  @Test
  void theScreenSaysWhyTheJobHasFailed() throws Exception {
    KafkaSettings kafka = readByTheGroup("screen");
    Path key = Files.writeString(folder.resolve("key"), "a key for tests, not secret");
    Path settings =
        Files.writeString(
            folder.resolve("settings.yaml"),
            """
            pack: chicago
            group: %s
            kafka: {bootstrap_servers: '%s', topic_prefix: screen}
            elasticsearch: {hosts: ['%s'], index_prefix: screen}
            hash_key_file: %s
            since: {inspection: 2012-01-01, complaint: 2012-01-01, ecommerce: 2012-01-01, notification: 2012-01-01}
            """
                .formatted(GROUP, kafka.bootstrapServers(), servers.elasticsearchUri(), key));
    StringWriter screen = new StringWriter();
    int code =
        new CommandLine(new RunCommand(Locale.SIMPLIFIED_CHINESE))
            .setOut(new PrintWriter(screen, true))
            .execute(
                "--settings",
                settings.toString(),
                "--checkpoints",
                folder.resolve("checkpoints").toString());
    assertThat(screen.toString()).contains("作业失败：").contains(why(kafka));
    assertThat(code).isEqualTo(1);
  }
}
