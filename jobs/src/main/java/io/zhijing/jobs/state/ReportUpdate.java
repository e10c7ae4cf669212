package io.zhijing.jobs.state;

import io.zhijing.detection.model.Report;

/**
 * The state of a report as of a time, for its document.
 *
 * @param report the newest revision
 * @param status {@code counted}, {@code withdrawn} or {@code same_matter}
 * @param asOf when that became known, epoch milliseconds; grows with every update
 */
public record ReportUpdate(Report report, String status, long asOf) {}
