package io.zhijing.jobs.metrics;

import java.util.List;

/**
 * Every metric of both jobs that is our own. Names are snake_case and never change their meaning;
 * labels come from closed lists, never from data.
 *
 * <p>What must add up, over all subtasks and for each stream, once nothing is in flight:
 *
 * <pre>
 * records{received}  = records{decoded} + records{dead_letters}
 * records{decoded}   = records{current} + records{duplicate} + records{superseded}
 * records{current} - records{withdrawn}
 *                    = changes{counted,added} - changes{counted,taken_back}
 *                    + changes{late,added} - changes{late,taken_back}
 * </pre>
 *
 * <p>Counters begin at zero whenever the job restarts. The gauge {@link #ACCOUNTS} holds the same
 * since the job first started, exactly, and is what the accounts in Elasticsearch say.
 */
public enum Metric {
  /** Records by what became of them; a report that turns out to be another's repeat moves. */
  RECORDS("records", Kind.COUNTER, "stream", "account"),
  /** Why records were refused; one record may have several reasons. */
  REFUSALS("refusals", Kind.COUNTER, "reason"),
  /** What reports changed in the counts, or would have, had they not come too late. */
  CHANGES("changes", Kind.COUNTER, "stream", "fate", "sign"),
  /** Accounts since the job first started. */
  ACCOUNTS("accounts", Kind.GAUGE, "stream", "account"),
  /** How long ago a record or a sign of life of the stream was last heard, by the job's clock. */
  SILENCE_SECONDS("silence_seconds", Kind.GAUGE, "stream"),
  /** 1 if that is longer than the settings allow, else 0. */
  SILENT("silent", Kind.GAUGE, "stream"),
  /** When the newest record of the stream arrived at its sender, seconds since 1970. */
  LAST_ARRIVAL_SECONDS("last_arrival_seconds", Kind.GAUGE, "stream"),
  /** How far the clock of arrivals is behind the job's. */
  CLOCK_LAG_SECONDS("clock_lag_seconds", Kind.GAUGE),
  /** The end of the last day that has closed, seconds since 1970. */
  CLOSED_UNTIL_SECONDS("closed_until_seconds", Kind.GAUGE),
  /** Version of the rules in force. */
  RULES_VERSION("rules_version", Kind.GAUGE),
  /**
   * Strata judged, by what their baseline is: each stratum in view once for each tick; {@code
   * nothing_observed} where nothing was and nobody asked.
   */
  JUDGED("judged", Kind.COUNTER, "baseline"),
  /** Steps in the lives of warnings, by the level after them. */
  WARNING_STEPS("warning_steps", Kind.COUNTER, "action", "level"),
  /** Messages to subscribers by what became of an attempt. */
  DELIVERIES("deliveries", Kind.COUNTER, "outcome");

  /** The group in which all of them are. */
  public static final String GROUP = "zhijing";

  /** What names that Flink's reporter for Prometheus writes begin with, for an operator's own. */
  private static final String OPERATOR = "flink_taskmanager_job_task_operator_";

  /** Whether it only ever grows while the job runs, or is what holds now. */
  public enum Kind {
    /** Counts; begins at zero with each start. */
    COUNTER,
    /** Holds now. */
    GAUGE
  }

  private static final String SEPARATOR = " ";

  private final String code;
  private final Kind kind;
  private final String labels;

  Metric(String code, Kind kind, String... labels) {
    this.code = code;
    this.kind = kind;
    this.labels = String.join(SEPARATOR, labels);
  }

  /** The stable name. */
  public String code() {
    return code;
  }

  /** What it is. */
  public Kind kind() {
    return kind;
  }

  /** Names of its labels. */
  public List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(SEPARATOR, -1));
  }

  /** What Prometheus calls it: Flink puts the names of labels into the name. */
  public String prometheusName() {
    StringBuilder name = new StringBuilder(OPERATOR).append(GROUP);
    labels().forEach(label -> name.append('_').append(label));
    return name.append('_').append(code).toString();
  }
}
