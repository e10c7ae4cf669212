package io.zhijing.jobs.state;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;

/** How changes on their way to a family are written: what they have in common once. */
public final class FamilyCountsForm implements CompactForm<FamilyCounts> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<FamilyCounts> type() {
    return FamilyCounts.class;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(FamilyCounts value, CompactWriter out) {
    out.text(value.family());
    out.number(value.tick());
    out.number(value.ofMembers().length);
    for (CellDelta each : value.ofMembers()) {
      out.text(each.stratum());
      numbers(each, out);
    }
    out.number(value.ofParent().length);
    for (CellDelta each : value.ofParent()) {
      numbers(each, out);
    }
  }

  private static void numbers(CellDelta delta, CompactWriter out) {
    out.number(delta.day());
    out.number(delta.trials());
    out.number(delta.observed());
    out.number(delta.expected());
  }

  @Override
  public FamilyCounts read(CompactReader in, int writtenBy) {
    String family = in.text();
    long tick = in.number();
    CellDelta[] ofMembers = new CellDelta[in.smallNumber()];
    for (int i = 0; i < ofMembers.length; i++) {
      ofMembers[i] = delta(in.text(), tick, in);
    }
    CellDelta[] ofParent = new CellDelta[in.smallNumber()];
    for (int i = 0; i < ofParent.length; i++) {
      ofParent[i] = delta(family, tick, in);
    }
    return new FamilyCounts(family, tick, ofMembers, ofParent);
  }

  private static CellDelta delta(String stratum, long tick, CompactReader in) {
    return new CellDelta(stratum, in.smallNumber(), tick, in.number(), in.number(), in.number());
  }
}
