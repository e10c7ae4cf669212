package io.zhijing.jobs.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.jobs.end.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every stored savepoint restores into the jobs as they are now, and they go on as if nothing had
 * been: the open warning closes, what an officer did is still known, the changed rules hold, the
 * delivery in flight arrives, and nothing is told twice.
 */
class StoredSavepointsIT {
  private static final Path STORE = Path.of("src", "test", "resources", "savepoints");

  /** They run with more of each operator than the stored ones had, with fewer, and with as many. */
  private static final List<Integer> PARALLELISMS =
      List.of(Stage.PARALLELISM + 1, 1, Stage.PARALLELISM);

  private static final int JOBS = 2;

  @TempDir private static Path folder;
  private static Servers servers;

  @BeforeAll
  static void start() throws InterruptedException {
    servers = new Servers(JOBS * 2);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  /**
   * Every other one comes from the heap into RocksDB, where state of an older form migrates too;
   * the latest is spread over more operators than wrote it.
   */
  static List<Arguments> stored() throws IOException {
    List<Arguments> stored = new ArrayList<>();
    try (Stream<Path> folders = Files.list(STORE)) {
      List<String> names =
          folders
              .map(each -> each.getFileName().toString())
              .sorted(Comparator.reverseOrder())
              .toList();
      for (String name : names) {
        stored.add(
            Arguments.of(
                name,
                new Stage.Running(
                    stored.size() % 2 == 0 ? "rocksdb" : "hashmap",
                    PARALLELISMS.get(stored.size() % PARALLELISMS.size()))));
      }
    }
    return stored;
  }

  @ParameterizedTest
  @MethodSource("stored")
  void goesOn(String name, Stage.Running running) throws Exception {
    Stage stage = new Stage(servers, name, running);
    stage.story().subscribe();
    stage.story().before();
    // The savepoint holds how much of these topics was read: what they say is not read again.
    stage.story().acknowledge("read before");
    stage.story().changeRules();
    JobID monitoring = stage.monitoring(Optional.of(unzip(name, "monitoring")));
    try (Hook hook = new Hook(true)) {
      JobID notification = stage.notification(Optional.of(unzip(name, "notification")), hook);
      try {
        stage.story().after();
        closesAndIsTold(stage, hook);
      } finally {
        servers.flink().cancel(notification);
      }
    } finally {
      servers.flink().cancel(monitoring);
    }
  }

  private static void closesAndIsTold(Stage stage, Hook hook) throws IOException {
    await()
        .atMost(Stage.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(statuses(stage)).containsExactly("closed");
              assertThat(told(hook)).hasSizeGreaterThanOrEqualTo(2);
            });
    JsonNode warning = stage.documents(DocumentKind.WARNINGS).get(0);
    assertThat(warning.path("acknowledged_at").asText()).as("what an officer did").isNotEmpty();
    assertThat(warning.findValuesAsText("action"))
        .contains("acknowledged", "closed")
        .containsOnlyOnce("raised");
    assertThat(warning.path("rules").asText()).startsWith("centre@" + Story.RULES_VERSION);
    assertThat(stage.audit("raised")).as("it is not raised again").isEmpty();
    assertThat(stage.audit("command")).as("no command is done again").isEmpty();
    assertThat(stage.audit("closed")).hasSize(1);
    assertThat(told(hook)).doesNotHaveDuplicates();
  }

  private static List<String> statuses(Stage stage) throws IOException {
    return stage.documents(DocumentKind.WARNINGS).stream()
        .map(each -> each.path("status").asText())
        .toList();
  }

  private static List<String> told(Hook hook) {
    return hook.asked().stream().map(each -> each.path("deliveryId").asText()).toList();
  }

  private static Path unzip(String name, String job) throws IOException {
    Path target = Files.createDirectories(folder.resolve(name).resolve(job));
    try (ZipInputStream in =
        new ZipInputStream(Files.newInputStream(STORE.resolve(name).resolve(job + ".zip")))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.copy(in, target.resolve(entry.getName()));
      }
    }
    return target;
  }
}
