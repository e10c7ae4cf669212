package io.zhijing.jobs.metrics;

import io.zhijing.detection.model.ReportStream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counters of what reports change in the counts, by stream. A change costs an increment. */
public final class ChangeCounters {
  private static final int FATES = 2;

  private final Counter[] added;
  private final Counter[] takenBack;

  /** Counters in the operator's group. */
  public ChangeCounters(MetricGroup operator) {
    Meters meters = new Meters(operator);
    ReportStream[] streams = ReportStream.values();
    added = new Counter[FATES * streams.length];
    takenBack = new Counter[FATES * streams.length];
    for (ReportStream stream : streams) {
      for (int late = 0; late < FATES; late++) {
        String fate = late == 0 ? "counted" : "late";
        int at = FATES * RecordCounters.position(stream.code()) + late;
        added[at] = meters.counter(Metric.CHANGES, stream.code(), fate, "added");
        takenBack[at] = meters.counter(Metric.CHANGES, stream.code(), fate, "taken_back");
      }
    }
  }

  /**
   * More changes.
   *
   * @param stream code of the stream that the topic is for
   * @param isLate whether it came too late to count
   * @param sign 1 for reports added, -1 for those taken back
   * @param reports how many
   */
  public void count(String stream, boolean isLate, int sign, long reports) {
    int at = FATES * RecordCounters.position(stream) + (isLate ? 1 : 0);
    (sign > 0 ? added : takenBack)[at].inc(reports);
  }
}
