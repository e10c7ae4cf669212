package io.zhijing.jobs.state;

import io.zhijing.detection.model.Report;
import java.util.Arrays;

/**
 * All of a report that its strata depend on. Equal by the content of the arrays, which nobody
 * changes.
 *
 * @param stream code of the stream it is counted in
 * @param region node code
 * @param producers node codes
 * @param sector node code
 * @param hazards node codes
 * @param enterprise firm's code; empty if not stated
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content, and nobody changes them
public record ReportNodes(
    String stream,
    String region,
    String[] producers,
    String sector,
    String[] hazards,
    String enterprise) {
  /** Those of a report. */
  public static ReportNodes of(Report report) {
    return new ReportNodes(
        report.stream(),
        report.region(),
        report.producers(),
        report.sector(),
        report.hazards(),
        report.details().enterprise());
  }

  /** The same of whichever firm. */
  public ReportNodes ofAnyEnterprise() {
    return enterprise.isEmpty()
        ? this
        : new ReportNodes(stream, region, producers, sector, hazards, "");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReportNodes that
        && region.equals(that.region)
        && sector.equals(that.sector)
        && stream.equals(that.stream)
        && enterprise.equals(that.enterprise)
        && Arrays.equals(producers, that.producers)
        && Arrays.equals(hazards, that.hazards);
  }

  @Override
  public int hashCode() {
    int ofFixed =
        31 * (31 * (31 * stream.hashCode() + region.hashCode()) + sector.hashCode())
            + enterprise.hashCode();
    return 31 * (31 * ofFixed + Arrays.hashCode(producers)) + Arrays.hashCode(hazards);
  }
}
