package io.zhijing.jobs.end;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.wire.WireSchema;
import io.zhijing.detection.model.ReportStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Personal data of valid and invalid records of every stream reach no store, topic, log or state.
 */
class PersonalDataIT {
  private static final String RUN = "personal";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private static Path checkpoints;
  private static Servers servers;
  private static int sent;

  @BeforeAll
  static void runOnRecordsFullOfPersonalData() throws Exception {
    servers = new Servers();
    try (ReportProducer producer = new ReportProducer(servers.kafka(RUN))) {
      for (ReportStream stream : WireSchema.WIRE_STREAMS) {
        for (byte[] record : Canaries.records(stream.code())) {
          byte[] key = ("key-" + sent).getBytes(StandardCharsets.UTF_8);
          producer.send(servers.kafka(RUN).topics().of(stream), key, record);
          sent++;
        }
      }
      producer.heartbeat("test", Instant.parse("2019-06-20T00:00:00Z"));
      producer.flush();
    }
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    int since = 18000;
    Map<String, Integer> watched = new HashMap<>();
    for (ReportStream stream : ReportStream.values()) {
      watched.put(stream.code(), since);
    }
    JobID job =
        servers.submit(RUN, Servers.settings("inner-mongolia", watched), false, configuration);
    await().atMost(Duration.ofMinutes(2)).until(() -> received() == sent);
    long taken = System.nanoTime();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> System.nanoTime() - taken > Duration.ofSeconds(3).toNanos());
    servers.flink().cancel(job);
    servers.flink().result(job).get();
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void elasticsearchHoldsNone() throws Exception {
    int documents = 0;
    for (DocumentKind kind : DocumentKind.values()) {
      for (Map.Entry<String, String> document : servers.documents(RUN, kind).entrySet()) {
        assertNonePersonal(kind + " " + document.getKey(), document.getKey() + document.getValue());
        documents++;
      }
    }
    assertThat(documents).isGreaterThan(sent);
    assertThat(String.join("", servers.documents(RUN, DocumentKind.REPORTS).values()))
        .as("what is not personal is kept")
        .contains("example kettle", "masked_text");
  }

  @Test
  void kafkaOutputTopicsHoldNone() throws Exception {
    KafkaSettings kafka = servers.kafka(RUN);
    byte[] letters = content(kafka, kafka.topics().deadLetters());
    byte[] warnings = content(kafka, kafka.topics().warnings());
    assertThat(new String(letters, StandardCharsets.UTF_8)).contains("not_json", "region:missing");
    assertNonePersonal("dead letters", letters);
    assertNonePersonal("warnings", warnings);
  }

  @Test
  void logsHoldNone() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      List<Path> logs =
          files.filter(file -> file.getFileName().toString().matches("test.*\\.log")).toList();
      assertThat(logs).isNotEmpty().anySatisfy(log -> assertThat(log).isNotEmptyFile());
      for (Path log : logs) {
        assertNonePersonal(log.toString(), Files.readAllBytes(log));
      }
    }
  }

  @Test
  void checkpointsHoldNone() throws IOException {
    long bytes = 0;
    boolean hasReports = false;
    try (Stream<Path> files = Files.walk(checkpoints)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        assertNonePersonal(file.toString(), content);
        bytes += content.length;
        hasReports |= contains(content, "example kettle".getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(bytes).as("bytes of checkpoints").isGreaterThan(1000);
    assertThat(hasReports).as("the checkpoints hold reports").isTrue();
  }

  private static long received() throws IOException {
    long received = 0;
    for (String source : servers.documents(RUN, DocumentKind.HEALTH).values()) {
      JsonNode account = MAPPER.readTree(source);
      received += account.path("received").asLong();
    }
    return received;
  }

  private static void assertNonePersonal(String where, String text) {
    assertNonePersonal(where, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertNonePersonal(String where, byte[] content) {
    for (String secret : Canaries.all()) {
      for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
        assertThat(contains(content, secret.getBytes(charset)))
            .as("%s holds %s in %s", where, secret, charset)
            .isFalse();
      }
    }
  }

  private static boolean contains(byte[] content, byte[] part) {
    for (int i = 0; i <= content.length - part.length; i++) {
      int k = 0;
      while (k < part.length && content[i + k] == part[k]) {
        k++;
      }
      if (k == part.length) {
        return true;
      }
    }
    return false;
  }

  private static byte[] content(KafkaSettings kafka, String topic) throws IOException {
    Properties properties = kafka.properties();
    TopicPartition partition = new TopicPartition(topic, 0);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          content.write(record.key());
          content.write(record.value());
        }
      }
    }
    return content.toByteArray();
  }
}
