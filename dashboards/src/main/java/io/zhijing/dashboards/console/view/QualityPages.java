package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.query.FlowQueries;
import io.zhijing.dashboards.console.query.FlowQueries.Delays;
import io.zhijing.dashboards.console.query.FlowQueries.Flow;
import io.zhijing.dashboards.console.query.FlowQueries.LettersOfWeek;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.view.Plot.Line;
import io.zhijing.dashboards.console.view.Plot.Role;
import io.zhijing.dashboards.console.view.Plot.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Whether what comes in can be trusted. */
final class QualityPages {
  private static final int SIZE = 50;

  private final PageServices services;

  QualityPages(PageServices services) {
    this.services = services;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            "/quality",
            "Whether what comes in can be trusted.",
            Route.Need.of(Action.READ_AGGREGATES),
            Route.Answer.media(Renderer.HTML),
            this::quality),
        Route.get(
                "/quality/dead-letters",
                "Records that could not be used.",
                Route.Need.of(Action.READ_AGGREGATES),
                Route.Answer.media(Renderer.HTML),
                this::letters)
            .with(Param.query("reason", Kind.TEXT, "Code of a reason."))
            .paged(SIZE));
  }

  private Reply quality(Request request) {
    Frame frame = services.renderer().frame(request);
    Viewer viewer = request.viewer();
    Flow flow = services.queries().flow().flow(viewer);
    return services
        .renderer()
        .page(
            frame,
            "quality",
            new QualityPage(
                services.queries().quality().quality(viewer),
                flow,
                letterPlots(frame.words(), flow.letters()),
                flow.delays().stream().map(each -> delayPlot(frame.words(), each)).toList(),
                services.queries().rules().isComplete()));
  }

  private static List<Plot> letterPlots(Wording words, List<LettersOfWeek> weeks) {
    if (weeks.isEmpty()) {
      return List.of();
    }
    return List.of(
        letterPlot(words, weeks, "letter", week -> Letters.byFault(week.byReason())),
        letterPlot(words, weeks, "topic", LettersOfWeek::byTopic));
  }

  private static Plot letterPlot(
      Wording words,
      List<LettersOfWeek> weeks,
      String list,
      Function<LettersOfWeek, Map<String, Long>> part) {
    TreeSet<String> kinds = new TreeSet<>();
    weeks.forEach(week -> kinds.addAll(part.apply(week).keySet()));
    List<Line> lines = new ArrayList<>();
    for (String kind : kinds) {
      lines.add(
          new Line(
              words.code(list, kind),
              Role.COLUMN,
              weeks.stream()
                  .map(week -> value(words, part.apply(week).getOrDefault(kind, 0L)))
                  .toList()));
    }
    return new Plot(
        "letters-" + list,
        words.of("quality.letters." + list),
        words.of("plot.unit.records"),
        weeks.stream().map(week -> words.day(week.monday())).toList(),
        lines,
        List.of(),
        List.of(),
        false,
        List.of());
  }

  private static Value value(Wording words, long count) {
    return new Value(Optional.of((double) count), words.number(count));
  }

  private static Plot delayPlot(Wording words, Delays delays) {
    List<String> groups = new ArrayList<>();
    int before = -1;
    for (int end : FlowQueries.DELAYS) {
      groups.add(
          end == before + 1
              ? words.of("quality.delay.one", end)
              : words.of("quality.delay.range", before + 1, end));
      before = end;
    }
    groups.add(words.of("quality.delay.beyond", before));
    return new Plot(
        "delays-" + delays.stream(),
        words.of("quality.delays.of", words.code("stream", delays.stream())),
        words.of("plot.unit.records"),
        groups,
        List.of(
            new Line(
                words.of("plot.reports"),
                Role.COLUMN,
                delays.reports().stream().map(count -> value(words, count)).toList())),
        List.of(),
        List.of(),
        false,
        List.of());
  }

  private Reply letters(Request request) {
    Frame frame = services.renderer().frame(request);
    Paging paging = request.paging();
    String reason = request.text("reason");
    return services
        .renderer()
        .page(
            frame,
            "letters",
            new LettersPage(
                services.queries().quality().deadLetters(request.viewer(), reason, paging),
                reason,
                paging,
                frame.here().with("page", "")));
  }
}
