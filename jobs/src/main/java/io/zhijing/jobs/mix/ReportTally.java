package io.zhijing.jobs.mix;

import io.zhijing.detection.model.Report;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportGroup;
import io.zhijing.jobs.state.ReportSum;

/** Adds up changes of reports of one group. Mutable, owned by one caller. */
final class ReportTally {
  private long known = Long.MIN_VALUE;
  private long added;
  private long takenBack;
  private long observed;
  private long failing;

  void add(ReportChange change) {
    Report report = change.report();
    long counted = ReportSum.observed(report);
    known = Math.max(known, change.asOf());
    if (change.sign() > 0) {
      added++;
    } else {
      takenBack++;
    }
    observed += change.sign() * counted;
    if (counted != 0 || report.hazards().length > 0) {
      failing += change.sign();
    }
  }

  ReportSum sum(ReportGroup group) {
    return new ReportSum(group, known, added, takenBack, observed, failing);
  }
}
