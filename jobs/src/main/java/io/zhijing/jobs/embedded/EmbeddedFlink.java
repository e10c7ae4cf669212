package io.zhijing.jobs.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * A Flink cluster in this JVM with its web UI, which stays up after a job has ended. The UI takes
 * the usual port if it is free, else another. A job that names no folder for its checkpoints has
 * them in a temporary one: memory takes 5 MB of a subtask's state, and a bounded job whose last
 * checkpoint fails never ends.
 */
public final class EmbeddedFlink implements AutoCloseable {
  /** Flink's usual port of the web UI. */
  public static final int USUAL_PORT = 8081;

  /** Taken outside the heap, and only as far as a job needs it. */
  private static final MemorySize ROCKSDB_MEMORY = MemorySize.ofMebiBytes(1024);

  private static final int STOP_SECONDS = 30;
  private static final int POLL_MILLIS = 100;
  private static final String REPORTER = "metrics.reporter.prometheus.";
  private static final String PROMETHEUS =
      "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";

  private final MiniCluster cluster;
  private final Path checkpoints;
  private int worker;

  private EmbeddedFlink(MiniCluster cluster, Path checkpoints) {
    this.cluster = cluster;
    this.checkpoints = checkpoints;
  }

  /**
   * Starts a cluster with one worker.
   *
   * @param slots how many subtasks of an operator it runs
   * @param port port of the web UI if it is free
   * @throws ServerFailedException if it does not come up
   */
  public static EmbeddedFlink start(int slots, int port) {
    return start(slots, port, OptionalInt.empty());
  }

  /**
   * The same with metrics in the form of Prometheus.
   *
   * @param metrics port at which they are told, without asking who asks; empty for none
   * @throws ServerFailedException if it does not come up
   */
  public static EmbeddedFlink start(int slots, int port, OptionalInt metrics) {
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, ROCKSDB_MEMORY);
    if (metrics.isPresent()) {
      configuration.setString(REPORTER + "factory.class", PROMETHEUS);
      configuration.setString(REPORTER + "port", String.valueOf(metrics.getAsInt()));
    }
    configuration.set(RestOptions.BIND_PORT, String.valueOf(new Ports().usualOrFree(port)));
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    Path checkpoints = temporaryFolder();
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
    } catch (Exception e) { // the cluster declares no narrower type
      throw new ServerFailedException("Flink did not start: " + e.getMessage(), e);
    }
    return new EmbeddedFlink(cluster, checkpoints);
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("zhijing-checkpoints-");
    } catch (IOException e) {
      throw new ServerFailedException("no folder for checkpoints: " + e.getMessage(), e);
    }
  }

  /** Where the web UI answers. */
  public URI webUi() {
    return cluster.getRestAddress().join();
  }

  /** Starts a job. */
  public JobID submit(StreamGraph graph) {
    return cluster.submitJob(graph).join().getJobID();
  }

  /**
   * Takes a job to its end.
   *
   * @return which job that was
   * @throws IllegalStateException if it failed
   */
  public JobID run(StreamGraph graph) throws InterruptedException, ExecutionException {
    JobID job = submit(graph);
    JobResult result = result(job).get();
    if (result.getSerializedThrowable().isPresent()) {
      throw new IllegalStateException("the job failed", result.getSerializedThrowable().get());
    }
    return job;
  }

  /** What became of a job, once it has ended. */
  public CompletableFuture<JobResult> result(JobID job) {
    return cluster.requestJobResult(job);
  }

  /** The state of a job now. */
  public JobStatus status(JobID job) {
    return cluster.getJobStatus(job).join();
  }

  /**
   * Has a job leave a savepoint; it goes on.
   *
   * @param folder in which the savepoint gets a folder of its own
   * @return the savepoint
   * @throws ExecutionException if there is none
   */
  public Path savepoint(JobID job, Path folder) throws InterruptedException, ExecutionException {
    String target = folder.toAbsolutePath().toUri().toString();
    awaitAllRunning(job);
    return Path.of(
        URI.create(
            cluster.triggerSavepoint(job, target, false, SavepointFormatType.CANONICAL).get()));
  }

  /** Waits until every subtask runs: a source may have sent everything before the last began. */
  public void awaitAllRunning(JobID job) throws InterruptedException, ExecutionException {
    boolean isAllRunning = false;
    while (!isAllRunning) {
      isAllRunning = true;
      AccessExecutionGraph graph = cluster.getExecutionGraph(job).get();
      if (graph.getState().isTerminalState()) {
        throw new IllegalStateException("the job ended before its savepoint");
      }
      for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
        isAllRunning &= vertex.getExecutionState() == ExecutionState.RUNNING;
      }
      TimeUnit.MILLISECONDS.sleep(isAllRunning ? 0 : POLL_MILLIS);
    }
  }

  /** Ends a job without waiting for its input's end. */
  public void cancel(JobID job) {
    cluster.cancelJob(job).join();
  }

  /** Kills the worker, as a crash would, and starts another. */
  public void replaceWorker() throws Exception {
    // The cluster counts dead workers on.
    cluster.terminateTaskManager(worker).get(STOP_SECONDS, TimeUnit.SECONDS);
    worker++;
    cluster.startTaskManager();
  }

  @Override
  public void close() {
    try {
      cluster.closeAsync().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new ServerFailedException("Flink did not stop: " + e.getMessage(), e);
    } finally {
      delete(checkpoints);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // What is left of a temporary folder does no harm.
      folder.toFile().deleteOnExit();
    }
  }
}
