package io.zhijing.jobs.state;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;

/** How a change of counts is written. */
public final class CellDeltaForm implements CompactForm<CellDelta> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<CellDelta> type() {
    return CellDelta.class;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(CellDelta value, CompactWriter out) {
    out.text(value.stratum());
    out.number(value.day());
    out.number(value.tick());
    out.number(value.trials());
    out.number(value.observed());
    out.number(value.expected());
  }

  @Override
  public CellDelta read(CompactReader in, int writtenBy) {
    return new CellDelta(
        in.text(), in.smallNumber(), in.number(), in.number(), in.number(), in.number());
  }
}
