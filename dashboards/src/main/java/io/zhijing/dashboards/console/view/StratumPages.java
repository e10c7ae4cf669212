package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.ReportQueries.Point;
import io.zhijing.dashboards.console.query.Series;
import io.zhijing.dashboards.console.query.SeriesQueries.Range;
import io.zhijing.dashboards.console.query.StrataQueries;
import io.zhijing.dashboards.console.query.StrataQueries.SignalFilter;
import io.zhijing.dashboards.console.query.StrataQueries.StrataFilter;
import io.zhijing.dashboards.console.query.StrataQueries.StratumEntry;
import io.zhijing.dashboards.console.view.StratumPage.Days;
import io.zhijing.dashboards.console.view.StratumPage.Near;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts of one cell, the search for cells, and the reports behind a day of one. */
final class StratumPages {
  private static final int SIZE = 25;
  private static final int SIGNALS_SHOWN = 10;
  private static final int SECTOR_DEPTH = 2;
  private static final int ANY_DEPTH = 9;

  private final PageServices services;

  StratumPages(PageServices services) {
    this.services = services;
  }

  List<Route> routes() {
    Param stratum = Param.query("stratum", Kind.STRATUM, "Key of a stratum.").needed();
    Param from = Param.query("from", Kind.DATE, "First day.");
    Param to = Param.query("to", Kind.DATE, "Last day.");
    return List.of(
        Route.get(
                "/strata",
                "A stratum day by day.",
                Route.Need.of(Action.READ_AGGREGATES),
                Route.Answer.media(Renderer.HTML),
                this::stratum)
            .with(stratum, from, to),
        Route.get(
                "/strata/find",
                "Strata that fit.",
                Route.Need.of(Action.READ_AGGREGATES),
                Route.Answer.media(Renderer.HTML),
                this::find)
            .with(
                Param.code("stream", ReportStream.values(), "Which reports."),
                Param.query("region", Kind.TEXT, "A region itself."),
                Param.query("sector", Kind.TEXT, "A sector itself."),
                Param.query("hazard", Kind.TEXT, "A hazard itself."),
                Param.query("enterprise", Kind.TEXT, "A firm."),
                Param.query("text", Kind.TEXT, "Part of a name."))
            .paged(SIZE),
        Route.get(
                "/reports",
                "De-identified reports of a stratum over days.",
                Route.Need.of(Action.READ_REPORTS),
                Route.Answer.media(Renderer.HTML),
                this::reports)
            .with(stratum, from.needed(), to.needed())
            .paged(SIZE));
  }

  private Reply stratum(Request request) {
    Frame frame = services.renderer().frame(request);
    Viewer viewer = request.viewer();
    Stratum stratum = request.stratum("stratum").orElseThrow();
    Range range = new Range(request.day("from"), request.day("to"));
    Series series = services.queries().series().series(viewer, stratum, range);
    Plot plot =
        new WarningPlots(frame.words(), series)
            .plot(
                "series",
                WarningPlots.raised(frame.words(), series),
                List.of(),
                frame.may(Action.READ_REPORTS) ? links(series) : List.of());
    return services
        .renderer()
        .page(
            frame,
            "stratum",
            new StratumPage(
                series,
                plot,
                near(viewer, stratum),
                services
                    .queries()
                    .strata()
                    .signals(
                        viewer,
                        new SignalFilter(
                            Optional.of(stratum), range.from(), range.to(), Optional.empty()),
                        new Paging(1, SIGNALS_SHOWN)),
                states(series)));
  }

  /** From a day to its reports. */
  private static List<String> links(Series series) {
    return series.days().stream()
        .map(
            day ->
                day.state() == Series.State.COUNTED
                    ? Link.of(
                            "/reports",
                            "stratum",
                            series.stratum().key(),
                            "from",
                            day.day().toString(),
                            "to",
                            day.day().toString())
                        .toString()
                    : "")
        .toList();
  }

  private Near near(Viewer viewer, Stratum stratum) {
    NearStrata near = new NearStrata(services.lattice());
    StrataQueries strata = services.queries().strata();
    List<StratumEntry> siblings = strata.among(viewer, near.siblings(stratum));
    return new Near(
        strata.among(viewer, near.wider(stratum)),
        strata.among(viewer, near.narrower(stratum)),
        siblings);
  }

  private static List<Days> states(Series series) {
    Map<String, Days> states = new LinkedHashMap<>();
    series
        .days()
        .forEach(
            day -> {
              Days one = new Days(day.state().code(), day.why().map(Coded::code).orElse(""), 1);
              states.merge(
                  one.state() + one.why(),
                  one,
                  (old, now) -> new Days(old.state(), old.why(), old.days() + 1));
            });
    return List.copyOf(states.values());
  }

  private Reply find(Request request) {
    Frame frame = services.renderer().frame(request);
    Map<Dimension, String> nodes = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      request.optional(dimension.code()).ifPresent(node -> nodes.put(dimension, node));
    }
    Paging paging = request.paging();
    StrataFilter filter =
        new StrataFilter(
            request.code("stream", ReportStream.values()), nodes, request.text("text"));
    return services
        .renderer()
        .page(
            frame,
            "finder",
            new FinderPage(
                services.queries().strata().strata(request.viewer(), filter, paging),
                paging,
                frame.here().with("page", ""),
                Choices.of(
                    "stream",
                    Arrays.stream(ReportStream.values()).map(Coded::code).toList(),
                    frame.words(),
                    request.texts("stream")),
                choices(frame, request, Dimension.REGION, ANY_DEPTH),
                choices(frame, request, Dimension.SECTOR, SECTOR_DEPTH),
                choices(frame, request, Dimension.HAZARD, ANY_DEPTH),
                request.text("enterprise"),
                request.text("text")));
  }

  private List<Choices.Choice> choices(
      Frame frame, Request request, Dimension dimension, int deepest) {
    return Choices.of(
        services.lattice(), dimension, frame.words(), deepest, request.texts(dimension.code()));
  }

  private Reply reports(Request request) {
    Frame frame = services.renderer().frame(request);
    Point point =
        new Point(
            request.stratum("stratum").orElseThrow(),
            request.day("from").orElseThrow(),
            request.day("to").orElseThrow());
    Paging paging = request.paging();
    return services
        .renderer()
        .page(
            frame,
            "reports",
            new ReportsPage(
                services
                    .queries()
                    .series()
                    .series(
                        request.viewer(),
                        point.stratum(),
                        new Range(Optional.of(point.to()), Optional.of(point.to())))
                    .stratum(),
                point,
                services.queries().reports().reports(request.viewer(), point, paging),
                paging,
                frame.here().with("page", "")));
  }
}
