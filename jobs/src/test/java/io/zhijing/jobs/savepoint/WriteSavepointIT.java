package io.zhijing.jobs.savepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.jobs.end.Servers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores savepoints of both jobs as they are now, for {@link StoredSavepointsIT}. For each release:
 * {@code mvn verify -pl jobs -am -Dit.test=WriteSavepointIT -Dzhijing.savepoint=NAME
 * -Dsurefire.skip -Dfailsafe.failIfNoSpecifiedTests=false}.
 */
@EnabledIfSystemProperty(named = "zhijing.savepoint", matches = "[a-z0-9-]+")
class WriteSavepointIT {
  private static final Path STORE = Path.of("src", "test", "resources", "savepoints");

  @TempDir private Path folder;

  @Test
  void storesBothJobs() throws Exception {
    String name = System.getProperty("zhijing.savepoint");
    try (Servers servers = new Servers(2);
        Hook hook = new Hook(false)) {
      Stage stage = new Stage(servers, name, new Stage.Running("hashmap", Stage.PARALLELISM));
      stage.story().subscribe();
      stage.story().before();
      JobID monitoring = stage.monitoring(Optional.empty());
      JobID notification = stage.notification(Optional.empty(), hook);
      stage.awaitAudit("raised");
      List<String> warnings =
          stage.documents(DocumentKind.WARNINGS).stream()
              .map(each -> each.path("warning_id").asText())
              .toList();
      assertThat(warnings).hasSize(1);
      stage.story().acknowledge(warnings.get(0));
      stage.awaitAudit("command");
      stage.story().changeRules();
      stage.awaitAudit("rules");
      await().atMost(Stage.PATIENCE).until(() -> !hook.asked().isEmpty());
      Path target = Files.createDirectories(STORE.resolve(name));
      zip(stage.stop(notification, folder), target.resolve("notification.zip"));
      zip(stage.stop(monitoring, folder), target.resolve("monitoring.zip"));
    }
  }

  private static void zip(Path savepoint, Path zip) throws IOException {
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(savepoint)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new ZipEntry(savepoint.relativize(file).toString()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
  }
}
