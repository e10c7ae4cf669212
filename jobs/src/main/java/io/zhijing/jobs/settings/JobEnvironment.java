package io.zhijing.jobs.settings;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Flink's settings that a job's correctness rests on, which always hold, and those that hold unless
 * Flink's own configuration says otherwise. The same in this process and on a cluster.
 */
public final class JobEnvironment {
  /** Fixed from the first day: it cannot change without losing state. */
  public static final int MAX_PARALLELISM = 720;

  private JobEnvironment() {}

  /**
   * Prepares an environment before operators are added.
   *
   * @param environment knows Flink's own configuration
   * @param name what the web UI shows
   * @param checkpointEvery unless Flink's configuration says otherwise
   */
  public static void prepare(
      StreamExecutionEnvironment environment, String name, Duration checkpointEvery) {
    ReadableConfig flink = environment.getConfiguration();
    Configuration ours = new Configuration();
    ours.set(PipelineOptions.GENERIC_TYPES, false);
    ours.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    ours.set(PipelineOptions.OBJECT_REUSE, true);
    ours.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    ours.set(PipelineOptions.NAME, name);
    unlessSet(flink, ours, CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointEvery);
    // A tick passes nine times from worker to worker: Flink's 100 ms each would be most of a
    // second.
    unlessSet(flink, ours, ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(20));
    // The record that lets a tick pass is told of by the next watermark: Flink's 200 ms are waited
    // in vain.
    unlessSet(flink, ours, PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(50));
    // A sink that waits for its server holds up checkpoints; to restart the job would not help it.
    unlessSet(flink, ours, CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    unlessSet(flink, ours, RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    environment.configure(ours);
  }

  private static <T> void unlessSet(
      ReadableConfig flink, Configuration ours, ConfigOption<T> option, T value) {
    if (flink.getOptional(option).isEmpty()) {
      ours.set(option, value);
    }
  }
}
