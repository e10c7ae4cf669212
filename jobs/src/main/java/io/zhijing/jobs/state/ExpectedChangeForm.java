package io.zhijing.jobs.state;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;

/** How a change and what was to be expected of it are written. */
public final class ExpectedChangeForm implements CompactForm<ExpectedChange> {
  private static final long serialVersionUID = 1;
  private static final CountedChangeForm CHANGE = new CountedChangeForm();

  @Override
  public Class<ExpectedChange> type() {
    return ExpectedChange.class;
  }

  @Override
  public int version() {
    return CHANGE.version();
  }

  @Override
  public void write(ExpectedChange value, CompactWriter out) {
    CHANGE.write(value.change(), out);
    out.number(value.expected());
  }

  @Override
  public ExpectedChange read(CompactReader in, int writtenBy) {
    return new ExpectedChange(CHANGE.read(in, writtenBy), in.number());
  }
}
