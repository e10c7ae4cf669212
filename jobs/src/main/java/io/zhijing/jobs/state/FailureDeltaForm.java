package io.zhijing.jobs.state;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;

/** How failures added to a cell are written. */
public final class FailureDeltaForm implements CompactForm<FailureDelta> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<FailureDelta> type() {
    return FailureDelta.class;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(FailureDelta value, CompactWriter out) {
    out.text(value.stream());
    out.number(value.day());
    out.number(value.tick());
    out.text(value.region());
    out.texts(value.producers());
    out.text(value.sector());
    out.texts(value.hazards());
    out.text(value.enterprise());
    out.number(value.reports());
    out.number(value.failures());
  }

  @Override
  public FailureDelta read(CompactReader in, int writtenBy) {
    return new FailureDelta(
        in.text(),
        in.smallNumber(),
        in.number(),
        in.text(),
        in.texts(),
        in.text(),
        in.texts(),
        in.text(),
        in.number(),
        in.number());
  }
}
