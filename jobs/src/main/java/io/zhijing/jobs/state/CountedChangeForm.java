package io.zhijing.jobs.state;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;

/** How a change of what counts is written. */
public final class CountedChangeForm implements CompactForm<CountedChange> {
  private static final long serialVersionUID = 1;
  private static final ReportChangeForm ONE = new ReportChangeForm();
  private static final ReportSumForm MANY = new ReportSumForm();

  @Override
  public Class<CountedChange> type() {
    return CountedChange.class;
  }

  @Override
  public int version() {
    return ONE.version();
  }

  @Override
  public void write(CountedChange value, CompactWriter out) {
    out.flag(value instanceof ReportSum);
    if (value instanceof ReportSum sum) {
      MANY.write(sum, out);
    } else if (value instanceof ReportChange change) {
      ONE.write(change, out);
    }
  }

  @Override
  public CountedChange read(CompactReader in, int writtenBy) {
    return in.flag() ? MANY.read(in, writtenBy) : ONE.read(in, writtenBy);
  }
}
