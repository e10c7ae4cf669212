package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.Part;
import io.zhijing.dashboards.console.query.ReportQueries.Point;
import io.zhijing.dashboards.console.query.ReportQueries.ReportEntry;
import io.zhijing.dashboards.console.query.StratumView;

/**
 * De-identified reports behind a point.
 *
 * @param stratum which cell
 * @param point the cell and its days
 * @param reports this part of them
 * @param paging which part
 * @param here the address, without the part
 */
public record ReportsPage(
    StratumView stratum, Point point, Part<ReportEntry> reports, Paging paging, Link here) {

  /** How many parts there are. */
  public long parts() {
    return Pager.parts(reports.total().value().orElse(0), paging);
  }

  /** The address of a part. */
  public String part(long number) {
    return here.with("page", number == 1 ? "" : String.valueOf(number)).toString();
  }

  /** The same as a table to take along. */
  public String export(String form, String language) {
    return here.at("/api/v1/exports/reports." + form).with("lang", language).toString();
  }
}
