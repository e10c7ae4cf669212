package io.zhijing.jobs.state;

import io.zhijing.detection.model.Report;

/**
 * The state of a report as of a time, for its document.
 *
 * @param report the revision
 * @param status {@code counted}, {@code withdrawn}, {@code same_matter}, or {@code superseded} by a
 *     revision whose document stands elsewhere. Of what came too late to be counted or withdrawn
 *     the document says {@code late}
 * @param asOf when that became known, epoch milliseconds; grows with every update
 */
public record ReportUpdate(Report report, String status, long asOf) {}
