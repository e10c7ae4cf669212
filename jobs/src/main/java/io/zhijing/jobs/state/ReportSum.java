package io.zhijing.jobs.state;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.ReportStream;

/**
 * Changes of reports of one group, added up.
 *
 * @param group what they have in common
 * @param known when the last of them became known, epoch milliseconds
 * @param added how many began to count
 * @param takenBack how many ceased to count
 * @param observed failures, or counts, that they add; negative if taken back
 * @param failing reports with a failure or a hazard that they add; negative if taken back
 */
public record ReportSum(
    ReportGroup group, long known, long added, long takenBack, long observed, long failing)
    implements CountedChange {

  /** One change, of which nothing is known of who inspected. */
  public static ReportSum of(ReportChange change, long tick) {
    Report report = change.report();
    long counted = observed(report);
    boolean isFailing = counted != 0 || report.hazards().length > 0;
    return new ReportSum(
        new ReportGroup(
            report.source(),
            ReportNodes.of(report),
            MixCell.UNKNOWN,
            report.eventDay(),
            tick,
            Math.max(0, report.trials())),
        change.asOf(),
        change.sign() > 0 ? 1 : 0,
        change.sign() > 0 ? 0 : 1,
        change.sign() * counted,
        isFailing ? change.sign() : 0);
  }

  /** What one report adds: a complaint counts as one; no verdict counts nothing. */
  public static long observed(Report report) {
    boolean isComplaint = ReportStream.COMPLAINT.code().equals(report.stream());
    return Math.max(isComplaint ? 1 : 0, report.failures());
  }

  /** How many more reports count. */
  public long reports() {
    return added - takenBack;
  }

  /** Tests that they add; negative if taken back. */
  public long trials() {
    return reports() * group.trials();
  }
}
