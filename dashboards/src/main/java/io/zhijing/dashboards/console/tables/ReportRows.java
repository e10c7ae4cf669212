package io.zhijing.dashboards.console.tables;

import io.zhijing.dashboards.console.query.ReportQueries.ReportEntry;
import java.util.ArrayList;
import java.util.List;

/** De-identified reports as rows. */
public final class ReportRows {
  /** Names of the cells. */
  public static final List<String> HEADING =
      List.of(
          "stream",
          "id",
          "revision",
          "status",
          "day",
          "region",
          "producers",
          "sector",
          "hazards",
          "trials",
          "failures",
          "enterprise",
          "product",
          "withheld",
          "simulated");

  private ReportRows() {}

  /**
   * A row.
   *
   * @param language {@code zh} or {@code en}
   * @param isSimulated whether the data are
   */
  public static List<Object> row(ReportEntry report, String language, boolean isSimulated) {
    List<Object> cells = new ArrayList<>();
    cells.add(report.stream().code());
    cells.add(Cells.text(report.id()));
    cells.add(report.revision());
    cells.add(report.status());
    cells.add(report.day());
    cells.add(report.region().map(each -> each.name(language)).orElse(""));
    cells.add(Cells.names(report.producers(), language));
    cells.add(report.sector().map(each -> each.name(language)).orElse(""));
    cells.add(Cells.names(report.hazards(), language));
    cells.add(Cells.value(report.trials()));
    cells.add(Cells.value(report.failures()));
    cells.add(report.who().flatMap(each -> each.enterprise()).orElse(""));
    cells.add(report.who().flatMap(each -> each.product()).orElse(""));
    cells.add(report.withheld());
    cells.add(isSimulated);
    return cells;
  }
}
