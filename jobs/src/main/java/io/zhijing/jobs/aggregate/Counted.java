package io.zhijing.jobs.aggregate;

import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.state.FailureDelta;
import java.util.Optional;

/**
 * What a report adds to a stratum.
 *
 * @param stratum that counts it
 * @param key of the stratum
 * @param trials tests with a verdict
 * @param observed failures, or one where reports are counted
 */
public record Counted(Stratum stratum, String key, long trials, long observed) {

  /** What a report adds to the failures, if it adds anything; empty otherwise. */
  static Optional<FailureDelta> failure(Report report, long tick, int sign) {
    long observed = observed(report);
    if (observed == 0 && report.hazards().length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new FailureDelta(
            report.stream(),
            report.eventDay(),
            tick,
            report.region(),
            report.producers(),
            report.sector(),
            report.hazards(),
            report.details().enterprise(),
            sign,
            sign * observed));
  }

  /** A complaint counts as one; elsewhere failures count, and no verdict counts nothing. */
  static long observed(Report report) {
    boolean isComplaint = ReportStream.COMPLAINT.code().equals(report.stream());
    if (isComplaint) {
      return Math.max(1, report.failures());
    }
    return Math.max(0, report.failures());
  }
}
