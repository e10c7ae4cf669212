package io.zhijing.jobs.state;

import io.zhijing.detection.model.Report;

/**
 * A report begins or ceases to count.
 *
 * @param report the report
 * @param sign 1 or -1
 * @param asOf when that became known, epoch milliseconds
 */
public record ReportChange(Report report, int sign, long asOf) implements CountedChange {
  @Override
  public long known() {
    return asOf;
  }
}
