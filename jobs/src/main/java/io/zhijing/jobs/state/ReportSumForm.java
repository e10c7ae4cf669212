package io.zhijing.jobs.state;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;

/** How changes of reports that are added up are written. */
public final class ReportSumForm implements CompactForm<ReportSum> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<ReportSum> type() {
    return ReportSum.class;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(ReportSum value, CompactWriter out) {
    ReportGroup group = value.group();
    ReportNodes nodes = group.nodes();
    out.text(group.source());
    out.text(nodes.stream());
    out.text(nodes.region());
    out.texts(nodes.producers());
    out.text(nodes.sector());
    out.texts(nodes.hazards());
    out.text(nodes.enterprise());
    out.text(group.cell().samplingKind());
    out.text(group.cell().body());
    out.text(group.cell().product());
    out.number(group.day());
    out.number(group.tick());
    out.number(group.trials());
    out.number(value.known());
    out.number(value.added());
    out.number(value.takenBack());
    out.number(value.observed());
    out.number(value.failing());
  }

  @Override
  public ReportSum read(CompactReader in, int writtenBy) {
    return new ReportSum(
        new ReportGroup(
            in.text(),
            new ReportNodes(in.text(), in.text(), in.texts(), in.text(), in.texts(), in.text()),
            new MixCell(in.text(), in.text(), in.text()),
            in.smallNumber(),
            in.number(),
            in.smallNumber()),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.number());
  }
}
