package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.api.Route.Answer;
import io.zhijing.dashboards.console.api.Route.Need;
import io.zhijing.dashboards.console.query.Count;
import io.zhijing.dashboards.console.query.Named;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.dashboards.console.query.ReportQueries.Point;
import io.zhijing.dashboards.console.query.ReportQueries.ReportEntry;
import io.zhijing.dashboards.console.query.Series;
import io.zhijing.dashboards.console.query.SeriesQueries.Range;
import io.zhijing.dashboards.console.query.WarningFilter;
import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.dashboards.console.query.WarningSummary.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tables to take along: the same answers as everywhere, masked alike, and marked if simulated. */
final class ExportRoutes {
  private static final List<String> WARNING_HEADING =
      List.of(
          "id",
          "revision",
          "status",
          "level",
          "peak_level",
          "scope",
          "stream",
          "where",
          "what",
          "raised_on",
          "closed_on",
          "day",
          "window_days",
          "observed",
          "trials",
          "expected",
          "upper_bound",
          "score",
          "department",
          "helping",
          "due_at",
          "overdue",
          "simulated");
  private static final List<String> REPORT_HEADING =
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
  private static final List<String> SERIES_HEADING =
      List.of(
          "stratum",
          "day",
          "state",
          "why",
          "observed",
          "trials",
          "window_days",
          "window_observed",
          "window_trials",
          "expected",
          "upper_bound",
          "baseline",
          "baseline_reason",
          "signal",
          "simulated");

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
                  "Warnings that fit, as a table.",
                  Need.of(Action.READ_WARNINGS),
                  Answer.media(media),
                  request -> named(form, "warnings", warnings(request, media)))
              .with(WarningRoutes.FILTER));
      routes.add(
          Route.get(
                  "/exports/reports." + form,
                  "Reports of a stratum over days, as a table.",
                  Need.of(Action.READ_REPORTS),
                  Answer.media(media),
                  request -> named(form, "reports", reports(request, media)))
              .with(ReportRoutes.POINT));
      routes.add(
          Route.get(
                  "/exports/series." + form,
                  "A stratum day by day, as a table.",
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

  private Reply warnings(Request request, String media) {
    WarningFilter filter = WarningRoutes.filter(request);
    return Reply.stream(
        media,
        out -> {
          try (Table table = Table.of(media, out, WARNING_HEADING)) {
            queries
                .warnings()
                .each(
                    request.viewer(),
                    filter,
                    warning -> table.put(row(warning, request.language())));
          }
        });
  }

  private List<Object> row(WarningSummary warning, String language) {
    boolean isEnglish = "en".equals(language);
    List<Object> cells = new ArrayList<>();
    cells.add(warning.id());
    cells.add(warning.revision());
    cells.add(warning.status().code());
    cells.add(warning.level().code());
    cells.add(warning.peakLevel().code());
    cells.add(warning.scope().map(each -> each.code()).orElse(""));
    cells.add(warning.stream().code());
    cells.add(isEnglish ? warning.what().whereEn() : warning.what().whereZh());
    cells.add(isEnglish ? warning.what().whatEn() : warning.what().whatZh());
    cells.add(warning.raisedOn());
    cells.add(text(warning.closedOn()));
    Optional<Numbers> numbers = warning.numbers();
    cells.add(text(numbers.map(Numbers::day)));
    cells.add(numbers.map(each -> (Object) each.windowDays()).orElse(""));
    cells.add(numbers.map(each -> cell(each.observed())).orElse(""));
    cells.add(numbers.map(each -> (Object) each.trials()).orElse(""));
    cells.add(numbers.map(each -> (Object) each.expected()).orElse(""));
    cells.add(numbers.map(each -> (Object) each.upperBound()).orElse(""));
    cells.add(numbers.flatMap(Numbers::score).map(each -> (Object) each).orElse(""));
    cells.add(warning.handling().department().name(language));
    cells.add(names(warning.handling().helping(), language));
    cells.add(text(warning.handling().dueAt()));
    cells.add(warning.handling().overdue());
    cells.add(isSimulated);
    return cells;
  }

  private static Object cell(Count count) {
    return count.isMasked() ? count.text() : (Object) count.value().getAsLong();
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private static String names(List<Named> nodes, String language) {
    return nodes.stream().map(each -> each.name(language)).collect(Collectors.joining("; "));
  }

  private Reply reports(Request request, String media) {
    Point point = ReportRoutes.point(request);
    return Reply.stream(
        media,
        out -> {
          try (Table table = Table.of(media, out, REPORT_HEADING)) {
            queries
                .reports()
                .each(
                    request.viewer(), point, report -> table.put(row(report, request.language())));
          }
        });
  }

  private List<Object> row(ReportEntry report, String language) {
    List<Object> cells = new ArrayList<>();
    cells.add(report.stream().code());
    cells.add(text(report.id()));
    cells.add(report.revision());
    cells.add(report.status());
    cells.add(report.day());
    cells.add(report.region().map(each -> each.name(language)).orElse(""));
    cells.add(names(report.producers(), language));
    cells.add(report.sector().map(each -> each.name(language)).orElse(""));
    cells.add(names(report.hazards(), language));
    cells.add(report.trials().map(each -> (Object) each).orElse(""));
    cells.add(report.failures().map(each -> (Object) each).orElse(""));
    cells.add(report.who().flatMap(each -> each.enterprise()).orElse(""));
    cells.add(report.who().flatMap(each -> each.product()).orElse(""));
    cells.add(report.withheld());
    cells.add(isSimulated);
    return cells;
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
          try (Table table = Table.of(media, out, SERIES_HEADING)) {
            series.days().forEach(day -> table.put(row(series.stratum().key(), day)));
          }
        });
  }

  private List<Object> row(String stratum, Series.Day day) {
    List<Object> cells = new ArrayList<>();
    Optional<Series.Window> window = day.window();
    cells.add(stratum);
    cells.add(day.day());
    cells.add(day.state().code());
    cells.add(day.why().map(each -> each.code()).orElse(""));
    cells.add(day.observed().map(ExportRoutes::cell).orElse(""));
    cells.add(day.trials().map(each -> (Object) each).orElse(""));
    cells.add(window.map(each -> (Object) each.days()).orElse(""));
    cells.add(window.map(each -> cell(each.observed())).orElse(""));
    cells.add(window.map(each -> (Object) each.trials()).orElse(""));
    cells.add(window.flatMap(Series.Window::expected).map(each -> (Object) each).orElse(""));
    cells.add(window.flatMap(Series.Window::upperBound).map(each -> (Object) each).orElse(""));
    cells.add(window.map(each -> each.baseline().state()).orElse(""));
    cells.add(window.flatMap(each -> each.baseline().reason()).orElse(""));
    cells.add(window.map(each -> (Object) each.signal()).orElse(""));
    cells.add(isSimulated);
    return cells;
  }
}
