package io.zhijing.jobs.state;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;

/** How a change of a report is written. */
public final class ReportChangeForm implements CompactForm<ReportChange> {
  private static final long serialVersionUID = 1;
  private static final ReportForm REPORT = new ReportForm();

  @Override
  public Class<ReportChange> type() {
    return ReportChange.class;
  }

  @Override
  public int version() {
    return REPORT.version();
  }

  @Override
  public void write(ReportChange value, CompactWriter out) {
    REPORT.write(value.report(), out);
    out.number(value.sign());
    out.number(value.asOf());
  }

  @Override
  public ReportChange read(CompactReader in, int writtenBy) {
    return new ReportChange(REPORT.read(in, writtenBy), in.smallNumber(), in.number());
  }
}
