package io.zhijing.jobs.pipeline;

import io.zhijing.jobs.settings.JobEnvironment;
import io.zhijing.jobs.settings.PipelineSettings;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The monitoring job, with the settings that its correctness rests on. */
public final class RiskMonitoringJob {
  private static final Duration CHECKPOINT_EVERY = Duration.ofMinutes(1);

  private RiskMonitoringJob() {}

  /**
   * Adds the job to an environment, a cluster's or this process's own.
   *
   * @param environment knows Flink's own settings and the parallelism
   * @param name what the web UI shows
   * @param settings what the stages need to know
   * @param ends where it begins and ends
   */
  public static void build(
      StreamExecutionEnvironment environment, String name, PipelineSettings settings, Ends ends) {
    JobEnvironment.prepare(environment, name, CHECKPOINT_EVERY);
    RiskPipeline.build(environment, settings, ends);
  }

  /**
   * The graph, for a cluster in this process.
   *
   * @param name what the web UI shows
   * @param settings what the stages need to know
   * @param ends where it begins and ends
   * @param parallelism subtasks of each operator
   * @param flink Flink's own settings (checkpoint folder, state backend)
   */
  public static StreamGraph graph(
      String name, PipelineSettings settings, Ends ends, int parallelism, Configuration flink) {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(flink);
    environment.setParallelism(parallelism);
    build(environment, name, settings, ends);
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(name);
    return graph;
  }
}
