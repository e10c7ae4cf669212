package io.zhijing.jobs.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.RecordProducer;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.wire.CommandEncoder;
import io.zhijing.connectors.wire.WireSchema;
import io.zhijing.connectors.wire.sealed.KeyPairs;
import io.zhijing.connectors.wire.sealed.SealingKey;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Command.Order;
import io.zhijing.jobs.console.SmallRegion;
import io.zhijing.jobs.end.Servers;
import io.zhijing.jobs.notification.ToldEverything;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Personal data of valid and invalid records of every stream, and of officers' commands, reach no
 * store, topic, log, state, message, page, export or print. Dead letters keep them sealed.
 */
class PersonalDataIT {
  private static final String RUN = "personal";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private static Path checkpoints;
  @TempDir private static Path keys;
  private static Servers servers;
  private static int sent;
  private static int refused;
  private static int noted;
  private static List<String> told = List.of();

  @BeforeAll
  static void runOnRecordsFullOfPersonalData() throws Exception {
    servers = new Servers(2);
    KafkaSettings kafka = servers.kafka(RUN);
    sendReports(kafka);
    PipelineSettings settings = Servers.settings("inner-mongolia", watched()).with(sealing());
    JobID job = servers.submit(RUN, settings, false, configuration());
    try (ToldEverything subscriber =
        new ToldEverything(
            new PackWatch("inner-mongolia"), kafka, servers.elasticsearch(RUN), servers.flink())) {
      await()
          .atMost(PATIENCE)
          .until(() -> received() == sent && subscriber.messages() > 0 && hasInspected());
      sendCommands(kafka);
      await().atMost(PATIENCE).until(() -> answered() == noted && isCommandRefused(kafka));
      told = subscriber.texts();
    }
    long taken = System.nanoTime();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> System.nanoTime() - taken > Duration.ofSeconds(3).toNanos());
    servers.flink().cancel(job);
    servers.flink().result(job).get();
  }

  private static void sendReports(KafkaSettings kafka) {
    try (ReportProducer producer = new ReportProducer(kafka)) {
      for (ReportStream stream : WireSchema.WIRE_STREAMS) {
        for (byte[] record : Canaries.records(stream.code())) {
          byte[] key = ("key-" + sent).getBytes(StandardCharsets.UTF_8);
          producer.send(kafka.topics().of(stream), key, record);
          sent++;
        }
        refused += Canaries.INVALID;
      }
      producer.heartbeat("test", Instant.parse("2019-06-20T00:00:00Z"));
      producer.flush();
    }
    SmallRegion region = new SmallRegion(kafka, Canaries::spoilt);
    region.produce();
    sent += region.sent();
    refused += 1;
  }

  /** Officers' notes, and a command that is none. */
  private static void sendCommands(KafkaSettings kafka) throws Exception {
    String warning = servers.documents(RUN, DocumentKind.WARNINGS).keySet().iterator().next();
    byte[] key = warning.getBytes(StandardCharsets.UTF_8);
    try (RecordProducer producer = new RecordProducer(kafka, PATIENCE)) {
      for (String secret : Canaries.BY_FORM) {
        Order order = new Order("note-" + noted++, warning, "officer li", "call " + secret);
        producer.send(
            kafka.topics().commands(),
            key,
            new CommandEncoder().encode(new Command(order, new Command.Acknowledge())));
      }
      producer.send(
          kafka.topics().commands(),
          key,
          String.join(" ", Canaries.all()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static SealingKey sealing() throws IOException {
    return KeyPairs.make(keys, new SecureRandom());
  }

  private static Map<String, Integer> watched() {
    Map<String, Integer> watched = new HashMap<>();
    for (ReportStream stream : ReportStream.values()) {
      watched.put(stream.code(), 18_000);
    }
    return watched;
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return configuration;
  }

  private static boolean hasInspected() throws IOException {
    for (String source : servers.documents(RUN, DocumentKind.WARNINGS).values()) {
      if (MAPPER.readTree(source).path("stream").asText().equals("inspection")) {
        return true;
      }
    }
    return false;
  }

  private static long received() throws IOException {
    long received = 0;
    for (String source : servers.documents(RUN, DocumentKind.HEALTH).values()) {
      JsonNode account = MAPPER.readTree(source);
      received += account.path("received").asLong();
    }
    return received;
  }

  private static long answered() throws IOException {
    return servers.documents(RUN, DocumentKind.AUDIT).values().stream()
        .filter(each -> each.contains("\"note-"))
        .filter(each -> each.contains("\"action\":\"command\""))
        .count();
  }

  private static boolean isCommandRefused(KafkaSettings kafka) throws IOException {
    return servers.documents(RUN, DocumentKind.DEAD_LETTERS).values().stream()
        .anyMatch(each -> each.contains(kafka.topics().commands()));
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
        Traces.assertNone(kind + " " + document.getKey(), document.getKey() + document.getValue());
        documents++;
      }
    }
    assertThat(documents).isGreaterThan(sent);
    assertThat(String.join("", servers.documents(RUN, DocumentKind.REPORTS).values()))
        .as("what is not personal is kept")
        .contains("example kettle", "example mill", "masked_text");
    assertThat(String.join("", servers.documents(RUN, DocumentKind.DEAD_LETTERS).values()))
        .as("what was sealed is not there")
        .doesNotContain("\"sealed\"");
  }

  @Test
  void noTopicThatTheJobsWriteHoldsAny() throws Exception {
    KafkaSettings kafka = servers.kafka(RUN);
    List<String> inputs = new ArrayList<>(kafka.topics().reports());
    inputs.add(kafka.topics().commands());
    for (String topic : kafka.topics().all()) {
      if (!inputs.contains(topic)) {
        Traces.assertNone(topic, Traces.content(kafka, topic));
      }
    }
    byte[] letters = Traces.content(kafka, kafka.topics().deadLetters());
    assertThat(new String(letters, StandardCharsets.UTF_8))
        .contains("not_json", "region:missing", "\"sealed\"");
    assertThat(Traces.content(kafka, kafka.topics().warnings())).isNotEmpty();
  }

  @Test
  void logsHoldNone() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      List<Path> logs =
          files.filter(file -> file.getFileName().toString().matches("test.*\\.log")).toList();
      assertThat(logs).isNotEmpty().anySatisfy(log -> assertThat(log).isNotEmptyFile());
      for (Path log : logs) {
        Traces.assertNone(log.toString(), Files.readAllBytes(log));
      }
    }
  }

  @Test
  void logsOfTheServersHoldNone() throws IOException {
    List<Path> logs = servers.logs();
    assertThat(logs)
        .extracting(log -> log.getFileName().toString())
        .contains("kafka.log", "elasticsearch.log");
    for (Path log : logs) {
      Traces.assertNone(log.toString(), Files.readAllBytes(log));
    }
  }

  @Test
  void checkpointsHoldNone() throws IOException {
    long bytes = 0;
    boolean hasReports = false;
    try (Stream<Path> files = Files.walk(checkpoints)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        Traces.assertNone(file.toString(), content);
        bytes += content.length;
        hasReports |= Traces.contains(content, "example lab".getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(bytes).as("bytes of checkpoints").isGreaterThan(1000);
    assertThat(hasReports).as("the checkpoints hold reports").isTrue();
  }

  @Test
  void messagesHoldNone() {
    assertThat(told).isNotEmpty();
    told.forEach(text -> Traces.assertNone("a message", text));
  }

  @Test
  void noPageAnswerOrExportOfTheConsoleHoldsAnyWhoeverAsks() throws Exception {
    int answers = new ShownToAll(servers.kafka(RUN), servers.elasticsearch(RUN)).look();
    assertThat(answers).as("answers with something in them").isGreaterThan(80);
  }

  @Test
  void nothingThatTheCommandLinePrintsHoldsAny(@TempDir Path folder) throws Exception {
    Printed printed = new Printed(folder, servers.kafka(RUN), servers.elasticsearch(RUN));
    printed.queriesAndReport();
  }

  @Test
  void deadLettersAreOpenedByThePrivateKeyAlone(@TempDir Path folder) throws Exception {
    Printed printed = new Printed(folder, servers.kafka(RUN), servers.elasticsearch(RUN));
    printed.deadLetters(keys.resolve(KeyPairs.PRIVATE), refused + 1);
  }
}
