package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.SerializedThrowable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What every job needs that runs in this process until it is stopped: its servers, a folder for its
 * checkpoints, and the last of them to go on from.
 */
final class JobHost {
  static final int PARTITIONS = 2;

  @Option(
      names = "--checkpoints",
      required = true,
      paramLabel = "FOLDER",
      descriptionKey = "run.option.checkpoints",
      description = "Folder for checkpoints, to go on from after a restart.")
  private Path checkpoints;

  @Option(
      names = "--from-savepoint",
      paramLabel = "FOLDER",
      descriptionKey = "run.option.savepoint",
      description = "Savepoint to go on from if the folder of checkpoints holds none.")
  private Path savepoint;

  @Mixin private MetricsOption metrics;

  /**
   * A job, as its settings say.
   *
   * @param kafka waited for, as is {@code elasticsearch}; what is missing in them is made
   * @param elasticsearch see above
   * @param graph what is run
   */
  record Job(KafkaSettings kafka, ElasticsearchSettings elasticsearch, Graph graph) {}

  /** The job's operators in so many slots, under Flink's settings. */
  interface Graph {
    StreamGraph of(int slots, Configuration flink);
  }

  /** Reads the settings of a job. */
  interface Reader {
    Job read() throws IOException, SettingsFaults;
  }

  /**
   * Runs the job until it ends or is stopped.
   *
   * @return exit code: 2 if the settings are at fault, which is said
   */
  int run(Reader reader, Messages messages, PrintWriter out) throws Exception {
    Job job;
    try {
      job = reader.read();
      new AwaitedServers(messages, out, PARTITIONS).await(job.kafka(), job.elasticsearch());
    } catch (SettingsFaults e) {
      out.println(messages.text("run.faults"));
      e.faults().forEach(fault -> out.println("  " + fault));
      return ExitCode.USAGE;
    }
    int slots = Runtime.getRuntime().availableProcessors();
    try (EmbeddedFlink flink = metrics.start(slots)) {
      JobID running = flink.submit(job.graph().of(slots, flinkSettings(messages, out)));
      out.println(messages.text("run.running", List.of(flink.webUi().toString())));
      JobResult result = flink.result(running).get();
      result
          .getSerializedThrowable()
          .ifPresent(failure -> out.println(messages.text("run.failed", List.of(why(failure)))));
      return result.isSuccess() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  /** What is at the bottom of it. */
  private static String why(SerializedThrowable failure) {
    Throwable why = failure.deserializeError(JobHost.class.getClassLoader());
    while (why.getCause() != null) {
      why = why.getCause();
    }
    return why.getMessage() == null ? why.toString() : why.getMessage();
  }

  /**
   * Where checkpoints go, and what to go on from: the last checkpoint, else the savepoint. A
   * restart by the same words must not go back to where the job began.
   */
  private Configuration flinkSettings(Messages messages, PrintWriter out) throws IOException {
    Files.createDirectories(checkpoints);
    Configuration flink = new Configuration();
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        checkpoints.toAbsolutePath().toUri().toString());
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    Optional<Path> checkpoint = latestCheckpoint();
    if (checkpoint.filter(JobHost::isOfAJob).isPresent()) {
      // To be removed once there are later ones; a savepoint stays its owner's.
      flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    }
    checkpoint
        .or(() -> Optional.ofNullable(savepoint).map(Path::toAbsolutePath))
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

  /** Whether it is a checkpoint, and not a savepoint that was put into the same folder. */
  private static boolean isOfAJob(Path checkpoint) {
    return checkpoint.getFileName().toString().startsWith("chk-");
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
