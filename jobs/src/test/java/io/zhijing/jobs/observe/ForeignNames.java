package io.zhijing.jobs.observe;

import java.util.Map;

/** Metrics that alerts and dashboards use and that are not in our enums, and what for. */
final class ForeignNames {
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";
  private static final String JOB = "flink_jobmanager_job_";

  /** Flink's, and those of our sink, whose group is Flink's. Held against a scrape. */
  static final Map<String, String> OF_FLINK =
      Map.of(
          JOB + "numRestarts", "a job that fails again and again",
          JOB + "numberOfCompletedCheckpoints", "whether checkpoints go on",
          JOB + "numberOfFailedCheckpoints", "whether they fail",
          JOB + "lastCheckpointDuration", "how long one takes",
          JOB + "lastCheckpointSize", "how large the state is",
          OPERATOR + "pendingRecords", "what waits in Kafka to be read",
          OPERATOR + "documents_done", "documents written",
          OPERATOR + "documents_dead_letter", "documents that Elasticsearch refused",
          OPERATOR + "dead_letters_lost", "dead letters that it refused too",
          OPERATOR + "failed_requests", "Elasticsearch away");

  /** What Prometheus says itself. */
  static final Map<String, String> OF_PROMETHEUS = Map.of("up", "whether a target answers");

  private ForeignNames() {}
}
