package io.zhijing.jobs.mix;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.detection.model.Report;
import io.zhijing.jobs.settings.DayMemo;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportGroup;
import io.zhijing.jobs.state.ReportNodes;

/** Which group a change belongs to. Not thread-safe. */
final class ReportGroups {
  private final MixCells cells;
  private final DayMemo days;

  ReportGroups(PipelineSettings settings) {
    this.cells = new MixCells(settings);
    this.days = new DayMemo(settings);
  }

  /** Whether it is counted; else its day has closed for good. */
  boolean isOpen(ReportChange change) {
    return days.isOpen(change.report().eventDay(), change.asOf());
  }

  ReportGroup of(ReportChange change) {
    Report report = change.report();
    return new ReportGroup(
        report.source(),
        ReportNodes.of(report),
        MixCells.hasTrials(report) ? cells.of(report) : MixCell.UNKNOWN,
        report.eventDay(),
        days.tickOf(change.asOf()),
        Math.max(0, report.trials()));
  }
}
