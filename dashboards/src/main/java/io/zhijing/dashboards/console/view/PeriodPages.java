package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.query.PeriodQueries.Period;
import io.zhijing.dashboards.console.view.Plot.Line;
import io.zhijing.dashboards.console.view.Plot.Role;
import io.zhijing.dashboards.console.view.Plot.Value;
import io.zhijing.dashboards.report.QualityReport;
import io.zhijing.dashboards.report.QualityReport.Week;
import io.zhijing.dashboards.report.ReportFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The report on the quality of a period, to read and to take along. */
final class PeriodPages {
  private static final double PERCENT = 100;

  private final PageServices services;

  PeriodPages(PageServices services) {
    this.services = services;
  }

  List<Route> routes() {
    Param from = Param.query("from", Kind.DATE, "First day.");
    Param to = Param.query("to", Kind.DATE, "Last day.");
    return List.of(
        Route.get(
                "/report",
                "The report on a period; by itself the last month.",
                Route.Need.of(Action.READ_AGGREGATES),
                Route.Answer.media(Renderer.HTML),
                this::report)
            .with(from, to),
        Route.get(
                "/report/download",
                "The same as a file.",
                Route.Need.of(Action.READ_AGGREGATES),
                Route.Answer.media("application/octet-stream"),
                this::download)
            .with(
                from.needed(),
                to.needed(),
                Param.query("format", Kind.TEXT, "Of the file.")
                    .of("html", "pdf", "csv")
                    .needed()));
  }

  private Reply report(Request request) {
    Frame frame = services.renderer().frame(request);
    Optional<Period> period =
        request.day("from").isPresent() && request.day("to").isPresent()
            ? Optional.of(
                new Period(request.day("from").orElseThrow(), request.day("to").orElseThrow()))
            : services.queries().periods().lastMonth(request.viewer());
    Optional<QualityReport> report =
        period.map(each -> services.queries().periods().report(request.viewer(), each));
    return services
        .renderer()
        .page(
            frame,
            "period",
            new PeriodPage(
                report,
                period.map(each -> each.from().toString()).orElse(""),
                period.map(each -> each.to().toString()).orElse(""),
                report.map(each -> plots(frame.words(), each.weeks())).orElse(List.of())));
  }

  private static List<Plot> plots(Wording words, List<Week> weeks) {
    List<Value> failing = new ArrayList<>();
    List<Value> complaints = new ArrayList<>();
    for (Week week : weeks) {
      failing.add(
          new Value(
              week.tests() == 0
                  ? Optional.empty()
                  : Optional.of(PERCENT * week.failures() / week.tests()),
              words.percent((double) week.failures(), (double) week.tests())));
      complaints.add(
          new Value(Optional.of((double) week.complaints()), words.number(week.complaints())));
    }
    List<String> mondays = weeks.stream().map(week -> words.day(week.monday())).toList();
    List<Plot> plots = new ArrayList<>();
    plots.add(
        plot(
            "period-failing",
            words.of("period.failing"),
            "%",
            mondays,
            line(words, "plot.failing", failing)));
    plots.add(
        plot(
            "period-complaints",
            words.of("period.complaints"),
            words.of("plot.unit.week"),
            mondays,
            line(words, "plot.reports", complaints)));
    plots.removeIf(Plot::isEmpty);
    return plots;
  }

  private static Line line(Wording words, String key, List<Value> values) {
    return new Line(words.of(key), Role.COLUMN, values);
  }

  private static Plot plot(String id, String title, String unit, List<String> mondays, Line line) {
    return new Plot(
        id, title, unit, mondays, List.of(line), List.of(), List.of(), false, List.of());
  }

  private Reply download(Request request) {
    Period period = new Period(request.day("from").orElseThrow(), request.day("to").orElseThrow());
    String form = request.text("format");
    ReportFormat format = ReportFormat.valueOf(form.toUpperCase(Locale.ROOT));
    QualityReport report = services.queries().periods().report(request.viewer(), period);
    byte[] file = format.write(report, Locale.forLanguageTag(request.language()));
    return Reply.bytes(
            switch (format) {
              case HTML -> Renderer.HTML;
              case PDF -> "application/pdf";
              case CSV -> "text/csv; charset=utf-8";
            },
            file)
        .header(
            "Content-Disposition",
            "attachment; filename=\"zhijing-"
                + period.from()
                + "-"
                + period.to()
                + "."
                + form
                + "\"");
  }
}
