package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;

/** What every job that runs in this process needs: its servers, and its last checkpoint. */
final class JobHost {
  static final int PARTITIONS = 2;

  private final Messages messages;
  private final PrintWriter out;
  private final Path checkpoints;

  /** A host whose checkpoints go into a folder of its own. */
  JobHost(Messages messages, PrintWriter out, Path checkpoints) {
    this.messages = messages;
    this.out = out;
    this.checkpoints = checkpoints;
  }

  /** Waits for both, says so, and makes what is missing in them. */
  void awaitServers(KafkaSettings kafka, ElasticsearchSettings elasticsearch)
      throws InterruptedException, IOException, SettingsFaults {
    new AwaitedServers(messages, out, PARTITIONS).await(kafka, elasticsearch);
  }

  /**
   * Where checkpoints go, and what to go on from: the last checkpoint, else the savepoint. A
   * restart by the same words must not go back to where the job began.
   */
  Configuration flinkSettings(Optional<Path> savepoint) throws IOException {
    Files.createDirectories(checkpoints);
    Configuration flink = new Configuration();
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        checkpoints.toAbsolutePath().toUri().toString());
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    latestCheckpoint()
        .or(() -> savepoint.map(Path::toAbsolutePath))
        .ifPresent(
            folder -> {
              flink.set(StateRecoveryOptions.SAVEPOINT_PATH, folder.toUri().toString());
              out.println(messages.text("run.restored", List.of(folder.toString())));
            });
    return flink;
  }

  /** The checkpoint that was completed last: its metadata file is written at the very end. */
  private Optional<Path> latestCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints.toAbsolutePath(), 3)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(JobHost::modified))
          .map(Path::getParent);
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
