package io.zhijing.jobs.reconcile;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;
import io.zhijing.jobs.state.ReportForm;

/** How the newest revision of a report is kept. */
public final class VersionForm implements CompactForm<Version> {
  private static final long serialVersionUID = 1;
  private static final ReportForm REPORT = new ReportForm();

  @Override
  public Class<Version> type() {
    return Version.class;
  }

  @Override
  public int version() {
    return REPORT.version();
  }

  @Override
  public void write(Version value, CompactWriter out) {
    REPORT.write(value.report(), out);
    out.number(value.repeats());
    out.number(value.superseded());
  }

  @Override
  public Version read(CompactReader in, int writtenBy) {
    return new Version(REPORT.read(in, writtenBy), in.smallNumber(), in.smallNumber());
  }
}
