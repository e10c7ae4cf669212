package io.zhijing.jobs.state;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;

/** How the state of a report is written. */
public final class ReportUpdateForm implements CompactForm<ReportUpdate> {
  private static final long serialVersionUID = 1;
  private static final ReportForm REPORT = new ReportForm();

  @Override
  public Class<ReportUpdate> type() {
    return ReportUpdate.class;
  }

  @Override
  public int version() {
    return REPORT.version();
  }

  @Override
  public void write(ReportUpdate value, CompactWriter out) {
    REPORT.write(value.report(), out);
    out.text(value.status());
    out.number(value.asOf());
  }

  @Override
  public ReportUpdate read(CompactReader in, int writtenBy) {
    return new ReportUpdate(REPORT.read(in, writtenBy), in.text(), in.number());
  }
}
