package io.zhijing.jobs.state;

import io.zhijing.detection.model.Report;
import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;

/** How a report is written. */
public final class ReportForm implements CompactForm<Report> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<Report> type() {
    return Report.class;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(Report value, CompactWriter out) {
    out.text(value.stream());
    out.text(value.source());
    out.text(value.id());
    out.number(value.revision());
    out.flag(value.withdrawn());
    out.number(value.eventDay());
    out.number(value.arrivedAt());
    out.text(value.region());
    out.texts(value.producers());
    out.text(value.sector());
    out.texts(value.hazards());
    out.number(value.trials());
    out.number(value.failures());
    out.text(value.matter());
    write(value.details(), out);
  }

  @Override
  public Report read(CompactReader in, int writtenBy) {
    return new Report(
        in.text(),
        in.text(),
        in.uniqueText(),
        in.smallNumber(),
        in.flag(),
        in.smallNumber(),
        in.number(),
        in.text(),
        in.texts(),
        in.text(),
        in.texts(),
        in.smallNumber(),
        in.smallNumber(),
        in.uniqueText(),
        details(in));
  }

  private static void write(Report.Details details, CompactWriter out) {
    out.text(details.regionSpelling());
    out.text(details.sectorSpelling());
    out.text(details.product());
    out.text(details.placeType());
    out.text(details.domain());
    out.text(details.enterprise());
    out.text(details.enterpriseName());
    out.text(details.seller());
    out.text(details.platform());
    out.text(details.samplingKind());
    out.text(details.stage());
    out.text(details.body());
    out.text(details.channel());
    out.texts(details.flags());
  }

  private static Report.Details details(CompactReader in) {
    return new Report.Details(
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.texts());
  }
}
