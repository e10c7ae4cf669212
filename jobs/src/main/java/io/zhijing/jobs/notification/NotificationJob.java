package io.zhijing.jobs.notification;

import io.zhijing.jobs.settings.NotificationSettings;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The notification job as a graph, with the settings that its correctness rests on. */
public final class NotificationJob {
  /** Fixed from the first day: it cannot change without losing state. */
  public static final int MAX_PARALLELISM = 720;

  /** What was delivered since the last checkpoint is delivered again after a crash. */
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(1);

  private NotificationJob() {}

  /**
   * The graph.
   *
   * @param name what the web UI shows
   * @param settings what the stages need to know
   * @param ends where it begins and ends
   * @param parallelism subtasks of each operator
   * @param flink Flink's own settings (checkpoint folder, state backend), given precedence
   */
  public static StreamGraph graph(
      String name,
      NotificationSettings settings,
      NotificationEnds ends,
      int parallelism,
      Configuration flink) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    configuration.set(PipelineOptions.NAME, name);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_EVERY);
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.addAll(flink);
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    NotificationPipeline.build(environment, settings, ends);
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(name);
    return graph;
  }
}
