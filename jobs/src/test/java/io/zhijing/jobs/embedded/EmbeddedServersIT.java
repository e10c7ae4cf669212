package io.zhijing.jobs.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.connectors.kafka.TopicKeeping;
import io.zhijing.connectors.kafka.TopicKeeping.Doubt;
import io.zhijing.connectors.kafka.TopicSurvey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {

  @Test
  void bothAnswerAndLeaveNothingBehindAlsoWhenTheUsualPortsAreTaken() throws Exception {
    List<String> progress = Collections.synchronizedList(new ArrayList<>());
    List<ProcessHandle> processes = new ArrayList<>();
    List<Path> ofOthers = runFolders();
    try (ServerSocket kafkaPort = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket elasticsearchPort = new ServerSocket(0);
        EmbeddedServers servers =
            EmbeddedServers.start(
                settings(kafkaPort.getLocalPort(), elasticsearchPort.getLocalPort()),
                progress::add)) {
      assertThat(servers.kafka().port()).isNotEqualTo(kafkaPort.getLocalPort());
      assertThat(servers.elasticsearch().port()).isNotEqualTo(elasticsearchPort.getLocalPort());
      processes.addAll(servers.kafka().processes());
      processes.addAll(servers.elasticsearch().processes());
      assertThat(processes).hasSizeGreaterThanOrEqualTo(3).allMatch(ProcessHandle::isAlive);
      assertThat(progress).hasSize(4).anyMatch(line -> line.startsWith("Elasticsearch ready"));

      try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()))) {
        admin
            .createTopics(List.of(new NewTopic("one", 1, (short) 1)))
            .all()
            .get(30, TimeUnit.SECONDS);
        assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).contains("one");
        aTopicThatSomebodyMadeBeforeIsLookedAt(admin, servers.bootstrapServers());
        twoThatStartTogetherMakeEachTopicOnce(servers.bootstrapServers());
      }
      try (DocumentReader reader =
          new DocumentReader(ElasticsearchSettings.open(servers.elasticsearchUri()))) {
        assertThat(reader.waitUntilReady(Duration.ofSeconds(30))).isTrue();
        assertThat(reader.count("nothing")).isZero();
      }
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(runFolders()).isEqualTo(ofOthers);
  }

  private static void twoThatStartTogetherMakeEachTopicOnce(String bootstrapServers)
      throws Exception {
    Duration patience = Duration.ofSeconds(30);
    KafkaSettings kafka = new KafkaSettings(bootstrapServers, "together", Map.of());
    FutureTask<List<String>> other =
        new FutureTask<>(() -> TopicAdmin.createMissing(kafka, 2, patience));
    new Thread(other).start();
    List<String> made = new ArrayList<>(TopicAdmin.createMissing(kafka, 2, patience));
    made.addAll(other.get(60, TimeUnit.SECONDS));
    assertThat(made).hasSize(9).doesNotHaveDuplicates();
  }

  private static void aTopicThatSomebodyMadeBeforeIsLookedAt(Admin admin, String bootstrapServers)
      throws Exception {
    Duration patience = Duration.ofSeconds(30);
    KafkaSettings kafka = new KafkaSettings(bootstrapServers, "before", Map.of());
    NewTopic ofAWeek =
        new NewTopic("before.complaints", 1, (short) 1)
            .configs(Map.of("retention.ms", String.valueOf(Duration.ofDays(7).toMillis())));
    admin.createTopics(List.of(ofAWeek)).all().get(30, TimeUnit.SECONDS);
    assertThat(TopicAdmin.createMissing(kafka, 2, patience)).hasSize(8);
    List<TopicKeeping> kept = TopicSurvey.of(kafka, patience);
    assertThat(kept).hasSize(7);
    for (TopicKeeping each : kept) {
      assertThat(each.doubts())
          .as(each.topic())
          .containsExactlyElementsOf(
              each.topic().equals(ofAWeek.name())
                  ? List.of(Doubt.AGE, Doubt.ONE_REPLICA)
                  : List.of(Doubt.ONE_REPLICA));
    }
  }

  @Test
  void aPortThatIsTakenAtTheLastMomentIsLeftToWhoeverHasIt() throws Exception {
    String starting = "Elasticsearch starting on port ";
    List<ServerSocket> taken = Collections.synchronizedList(new ArrayList<>());
    List<String> progress = Collections.synchronizedList(new ArrayList<>());
    try (EmbeddedServers servers =
        EmbeddedServers.start(
            EmbeddedServers.Settings.usual(),
            line -> {
              progress.add(line);
              if (line.startsWith(starting) && taken.isEmpty()) {
                taken.add(listen(Integer.parseInt(line.substring(starting.length()))));
              }
            })) {
      assertThat(progress).anyMatch(line -> line.startsWith("A port was taken"));
      assertThat(servers.elasticsearch().port()).isNotEqualTo(taken.get(0).getLocalPort());
      for (int round = 0; round < 20; round++) {
        KafkaSettings kafka = new KafkaSettings(servers.bootstrapServers(), "r" + round, Map.of());
        assertThat(TopicAdmin.createMissing(kafka, 3, Duration.ofSeconds(30))).hasSize(9);
        assertThat(TopicAdmin.createMissing(kafka, 3, Duration.ofSeconds(30))).isEmpty();
      }
    } finally {
      taken.get(0).close();
    }
  }

  private static ServerSocket listen(int port) {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void takesTheUsualPortWhenItIsFree() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
      assertThat(new Ports().usualOrFree(free)).isNotEqualTo(free);
    }
    Ports ports = new Ports();
    assertThat(ports.usualOrFree(free)).isEqualTo(free);
    assertThat(ports.usualOrFree(free)).isNotEqualTo(free);
  }

  @Test
  void tellsTheLogOfAProcessThatEndsBeforeItIsReady(@TempDir Path folder) {
    try (Supervisor supervisor = new Supervisor()) {
      ServerProcess process = supervisor.start(shell(folder, "echo went wrong; exit 3"));
      assertThatThrownBy(() -> process.awaitReady(Duration.ofSeconds(20), () -> false))
          .isInstanceOf(ServerFailedException.class)
          .hasMessageContaining("exit code 3")
          .hasMessageContaining("went wrong");
    }
  }

  @Test
  void stopsGrandchildrenToo(@TempDir Path folder) throws InterruptedException {
    ServerProcess process;
    List<ProcessHandle> family;
    try (Supervisor supervisor = new Supervisor()) {
      process = supervisor.start(shell(folder, "sleep 300 & sleep 300 & wait"));
      process.awaitReady(Duration.ofSeconds(20), () -> process.alive().size() == 3);
      family = process.alive();
    }
    assertThat(family).hasSize(3).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void startsNothingOnceItIsShutDown(@TempDir Path folder) {
    Supervisor supervisor = new Supervisor();
    supervisor.close();
    assertThatThrownBy(() -> supervisor.start(shell(folder, "touch started")))
        .hasMessageContaining("shut down");
    assertThat(folder.resolve("started")).doesNotExist();
  }

  private static ServerProcess.Command shell(Path folder, String script) {
    return new ServerProcess.Command(
        "a shell", List.of("/bin/sh", "-c", script), Map.of(), folder, folder.resolve("log"));
  }

  private static EmbeddedServers.Settings settings(int kafkaPort, int elasticsearchPort) {
    return new EmbeddedServers.Settings(
        EmbeddedServers.Settings.usual().serversFolder(), kafkaPort, elasticsearchPort);
  }

  private static List<Path> runFolders() throws IOException {
    String ours = "run-" + ProcessHandle.current().pid() + "-";
    Path home =
        Path.of(System.getProperty("java.io.tmpdir"), "zhijing-" + System.getProperty("user.name"));
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(home)) {
      return list.filter(path -> path.getFileName().toString().startsWith(ours)).sorted().toList();
    }
  }
}
