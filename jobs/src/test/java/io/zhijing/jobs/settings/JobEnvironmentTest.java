package io.zhijing.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class JobEnvironmentTest {
  private static StreamExecutionEnvironment prepared(Configuration flink) {
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(flink);
    JobEnvironment.prepare(environment, "a job", Duration.ofSeconds(10));
    return environment;
  }

  @Test
  void whatFlinkIsNotToldIsAsTheJobNeedsIt() {
    StreamExecutionEnvironment environment = prepared(new Configuration());
    assertThat(environment.getCheckpointConfig().getCheckpointInterval()).isEqualTo(10_000);
    assertThat(environment.getCheckpointConfig().getTolerableCheckpointFailureNumber())
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(environment.getConfiguration().get(RestartStrategyOptions.RESTART_STRATEGY))
        .isEqualTo("exponential-delay");
  }

  @Test
  void whatFlinkIsToldHolds() {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(3));
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 5);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    StreamExecutionEnvironment environment = prepared(flink);
    assertThat(environment.getCheckpointConfig().getCheckpointInterval()).isEqualTo(3_000);
    assertThat(environment.getCheckpointConfig().getTolerableCheckpointFailureNumber())
        .isEqualTo(5);
    assertThat(environment.getConfiguration().get(RestartStrategyOptions.RESTART_STRATEGY))
        .isEqualTo("fixed-delay");
  }

  @Test
  void whatCorrectnessRestsOnHoldsWhateverFlinkIsTold() {
    Configuration flink = new Configuration();
    flink.set(PipelineOptions.GENERIC_TYPES, true);
    flink.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    flink.set(PipelineOptions.MAX_PARALLELISM, 7);
    StreamExecutionEnvironment environment = prepared(flink);
    assertThat(environment.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(environment.getConfiguration().get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
    assertThat(environment.getMaxParallelism()).isEqualTo(JobEnvironment.MAX_PARALLELISM);
  }
}
