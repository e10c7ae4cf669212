package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.api.Pages.Page;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Route.Answer;
import io.zhijing.dashboards.console.api.Route.Need;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.Part;
import io.zhijing.dashboards.console.query.QualityQueries.DeadLetter;
import io.zhijing.dashboards.console.query.QualityQueries.Quality;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.dashboards.console.query.Series;
import io.zhijing.dashboards.console.query.SeriesQueries.Range;
import io.zhijing.dashboards.console.query.SituationQueries.Situation;
import io.zhijing.dashboards.console.query.StrataQueries.SignalEntry;
import io.zhijing.dashboards.console.query.StrataQueries.SignalFilter;
import io.zhijing.dashboards.console.query.StrataQueries.StrataFilter;
import io.zhijing.dashboards.console.query.StrataQueries.StratumEntry;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts: strata, series, signals, the situation, and whether what comes in can be trusted. */
final class CountRoutes {
  static final Param STRATUM =
      Param.query("stratum", Kind.STRATUM, "Key of a stratum, such as inspection;region=150600.");
  static final Param FROM = Param.query("from", Kind.DATE, "First day.");
  static final Param TO = Param.query("to", Kind.DATE, "Last day.");

  private final Queries queries;

  CountRoutes(Queries queries) {
    this.queries = queries;
  }

  /** The type of a page of something. */
  static Type pageOf(Class<?> item) {
    return new ParameterizedType() {
      @Override
      public Type[] getActualTypeArguments() {
        return new Type[] {item};
      }

      @Override
      public Type getRawType() {
        return Page.class;
      }

      @Override
      public Type getOwnerType() {
        return Pages.class;
      }
    };
  }

  static <T> Reply page(Request request, Part<T> part) {
    Paging paging = request.paging();
    return Reply.json(
        new Page<>(
            part.items(),
            part.total(),
            paging.page(),
            paging.size(),
            Pages.links(request, paging, part.total().value().orElse(0))));
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(cells());
    routes.addAll(signals());
    routes.addAll(state());
    return routes;
  }

  private List<Route> cells() {
    Need read = Need.of(Action.READ_AGGREGATES);
    return List.of(
        Route.get(
                "/strata",
                "Strata that fit, as they stand on their last day.",
                read,
                Answer.json(pageOf(StratumEntry.class)),
                this::strata)
            .with(
                Param.code("stream", ReportStream.values(), "Which reports."),
                Param.query("region", Kind.TEXT, "A region itself."),
                Param.query("producer", Kind.TEXT, "A producer's region itself."),
                Param.query("sector", Kind.TEXT, "A sector itself."),
                Param.query("hazard", Kind.TEXT, "A hazard itself."),
                Param.query("enterprise", Kind.TEXT, "A firm."),
                Param.query("text", Kind.TEXT, "Part of a name."))
            .with(Parameters.PAGING),
        Route.get(
                "/series",
                "A stratum day by day; no data, zero and broken are told apart.",
                read,
                Answer.json(Series.class),
                request ->
                    Reply.json(
                        queries
                            .series()
                            .series(
                                request.viewer(),
                                request.stratum("stratum").orElseThrow(),
                                new Range(request.day("from"), request.day("to")))))
            .with(STRATUM.needed(), FROM, TO));
  }

  private List<Route> signals() {
    Need read = Need.of(Action.READ_AGGREGATES);
    return List.of(
        Route.get(
                "/signals",
                "What stood out, and what became of it.",
                read,
                Answer.json(pageOf(SignalEntry.class)),
                request ->
                    page(
                        request,
                        queries
                            .strata()
                            .signals(
                                request.viewer(),
                                new SignalFilter(
                                    request.stratum("stratum"),
                                    request.day("from"),
                                    request.day("to"),
                                    request.optional("status")),
                                request.paging())))
            .with(
                STRATUM,
                FROM,
                TO,
                Param.query("status", Kind.TEXT, "Whether it still does.").of("current", "cleared"))
            .with(Parameters.PAGING));
  }

  private List<Route> state() {
    Need read = Need.of(Action.READ_AGGREGATES);
    return List.of(
        Route.get(
            "/statistics",
            "The situation at a glance.",
            read,
            Answer.json(Situation.class),
            request -> Reply.json(queries.situation().situation(request.viewer()))),
        Route.get(
            "/quality",
            "Accounts, dead letters, signs of life.",
            read,
            Answer.json(Quality.class),
            request -> Reply.json(queries.quality().quality(request.viewer()))),
        Route.get(
                "/quality/dead-letters",
                "Records that could not be used, without what stood in them.",
                read,
                Answer.json(pageOf(DeadLetter.class)),
                request ->
                    page(
                        request,
                        queries
                            .quality()
                            .deadLetters(
                                request.viewer(), request.text("reason"), request.paging())))
            .with(Param.query("reason", Kind.TEXT, "Code of a reason."))
            .with(Parameters.PAGING));
  }

  private Reply strata(Request request) {
    Map<Dimension, String> nodes = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      request.optional(dimension.code()).ifPresent(node -> nodes.put(dimension, node));
    }
    return page(
        request,
        queries
            .strata()
            .strata(
                request.viewer(),
                new StrataFilter(
                    request.code("stream", ReportStream.values()), nodes, request.text("text")),
                request.paging()));
  }
}
