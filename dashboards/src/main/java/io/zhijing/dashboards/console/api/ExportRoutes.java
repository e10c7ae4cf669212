package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.api.Route.Answer;
import io.zhijing.dashboards.console.api.Route.Need;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.dashboards.console.query.ReportQueries.Point;
import io.zhijing.dashboards.console.query.Series;
import io.zhijing.dashboards.console.query.SeriesQueries.Range;
import io.zhijing.dashboards.console.query.WarningFilter;
import io.zhijing.dashboards.console.tables.ReportRows;
import io.zhijing.dashboards.console.tables.SeriesRows;
import io.zhijing.dashboards.console.tables.Table;
import io.zhijing.dashboards.console.tables.WarningRows;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Tables to take along: the same answers as everywhere, masked alike, and marked if simulated. */
final class ExportRoutes {
  private static final String BOUND = " of at most " + Paging.EXPORT + " rows.";

  private final Queries queries;
  private final boolean isSimulated;

  ExportRoutes(Queries queries, boolean isSimulated) {
    this.queries = queries;
    this.isSimulated = isSimulated;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (String form : List.of("csv", "xlsx")) {
      String media = form.equals("csv") ? Table.CSV : Table.XLSX;
      routes.add(
          Route.get(
                  "/exports/warnings." + form,
                  "Warnings that fit, as a table" + BOUND,
                  Need.of(Action.READ_WARNINGS),
                  Answer.media(media),
                  request -> named(form, "warnings", warnings(request, media)))
              .with(WarningRoutes.FILTER));
      routes.add(
          Route.get(
                  "/exports/reports." + form,
                  "Reports of a stratum over days, as a table" + BOUND,
                  Need.of(Action.READ_REPORTS),
                  Answer.media(media),
                  request -> named(form, "reports", reports(request, media)))
              .with(ReportRoutes.POINT));
      routes.add(
          Route.get(
                  "/exports/series." + form,
                  "A stratum day by day, as a table" + BOUND,
                  Need.of(Action.READ_AGGREGATES),
                  Answer.media(media),
                  request -> named(form, "series", series(request, media)))
              .with(CountRoutes.STRATUM.needed(), CountRoutes.FROM, CountRoutes.TO));
    }
    return routes;
  }

  private static Reply named(String form, String name, Reply reply) {
    return reply.header(
        "Content-Disposition", "attachment; filename=\"zhijing-" + name + "." + form + "\"");
  }

  private static Table table(String media, OutputStream out, List<String> heading)
      throws IOException {
    return Table.of(media, out, heading).atMost(Paging.EXPORT);
  }

  private Reply warnings(Request request, String media) {
    WarningFilter filter = WarningRoutes.filter(request);
    return Reply.stream(
        media,
        out -> {
          try (Table table = table(media, out, WarningRows.HEADING)) {
            queries
                .warnings()
                .each(
                    request.viewer(),
                    filter,
                    warning ->
                        table.put(WarningRows.row(warning, request.language(), isSimulated)));
          }
        });
  }

  private Reply reports(Request request, String media) {
    Point point = ReportRoutes.point(request);
    return Reply.stream(
        media,
        out -> {
          try (Table table = table(media, out, ReportRows.HEADING)) {
            queries
                .reports()
                .each(
                    request.viewer(),
                    point,
                    report -> table.put(ReportRows.row(report, request.language(), isSimulated)));
          }
        });
  }

  private Reply series(Request request, String media) {
    Series series =
        queries
            .series()
            .series(
                request.viewer(),
                request.stratum("stratum").orElseThrow(),
                new Range(request.day("from"), request.day("to")));
    return Reply.stream(
        media,
        out -> {
          try (Table table = table(media, out, SeriesRows.HEADING)) {
            series
                .days()
                .forEach(
                    day -> table.put(SeriesRows.row(series.stratum().key(), day, isSimulated)));
          }
        });
  }
}
