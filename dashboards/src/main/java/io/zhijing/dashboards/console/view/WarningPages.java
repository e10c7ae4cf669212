package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.orders.CommandOrders;
import io.zhijing.dashboards.console.orders.CommandOrders.CommandReply;
import io.zhijing.dashboards.console.orders.CommandOrders.State;
import io.zhijing.dashboards.console.orders.FaultyException;
import io.zhijing.dashboards.console.query.ExplanationQueries.Explained;
import io.zhijing.dashboards.console.query.Named;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.dashboards.console.query.ReportQueries.Point;
import io.zhijing.dashboards.console.query.Series;
import io.zhijing.dashboards.console.query.SeriesQueries.Range;
import io.zhijing.dashboards.console.query.UnknownException;
import io.zhijing.dashboards.console.query.WarningDetail;
import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.dashboards.console.view.WarningPage.Answer;
import io.zhijing.dashboards.console.view.WarningPage.Behind;
import io.zhijing.dashboards.console.view.WarningPage.Desk;
import io.zhijing.dashboards.console.view.WarningPage.Lists;
import io.zhijing.dashboards.console.view.WarningPage.Trail;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Measure;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One warning, and what officers do with it. */
final class WarningPages {
  private static final int REPORTS_SHOWN = 15;
  private static final int DAYS_BEFORE = 120;
  private static final int DAYS_AFTER = 21;

  private final PageServices services;

  WarningPages(PageServices services) {
    this.services = services;
  }

  List<Route> routes() {
    Param id = Param.path("id", "Id of the warning.");
    return List.of(
        Route.get(
                "/warnings/{id}",
                "One warning.",
                Route.Need.of(Action.READ_WARNINGS),
                Route.Answer.media(Renderer.HTML),
                request -> page(request, Entered.NOTHING))
            .with(id, Param.query("command", Kind.TEXT, "Command whose answer is shown.")),
        Route.post(
                "/warnings/{id}/commands",
                "Act on a warning.",
                Route.Need.of(Action.COMMAND),
                Route.Answer.media(Renderer.HTML),
                this::command)
            .with(id)
            .with(CommandForms.FIELDS));
  }

  private Reply command(Request request) {
    String id = request.text("id");
    String key = request.optional("once").orElse(request.text("act"));
    try {
      CommandReply reply =
          services
              .orders()
              .commands()
              .give(
                  request.viewer(),
                  id,
                  CommandOrders.idOf(request.viewer(), key),
                  CommandForms.wish(request));
      Link back = Link.of("/warnings/" + Link.encoded(id), "command", reply.commandId());
      return Reply.nothing().status(303).header("Location", back + "#answer");
    } catch (FaultyException e) {
      Entered entered = new Entered(request.text("act"), request.values(), e.faults());
      return page(request, entered).status(422);
    }
  }

  private Reply page(Request request, Entered entered) {
    Queries queries = services.queries();
    Viewer viewer = request.viewer();
    String id = request.text("id");
    Frame frame = services.renderer().frame(request).onPage("/warnings/" + Link.encoded(id));
    WarningDetail detail = queries.warnings().one(viewer, id);
    WarningSummary summary = detail.summary();
    return services
        .renderer()
        .page(
            frame,
            "warning",
            new WarningPage(
                detail,
                new WarningWords(frame.words()).sentences(summary),
                plot(frame.words(), viewer, detail),
                new Colours(services.lattice(), queries.rules().inForce(viewer), frame.words())
                    .of(detail),
                explained(viewer, id),
                queries.warnings().related(viewer, id),
                new Trail(
                    queries.warnings().history(viewer, id),
                    queries.warnings().deliveries(viewer, id)),
                behind(frame, viewer, detail),
                desk(request, frame, summary, entered)));
  }

  private Optional<Explained> explained(Viewer viewer, String id) {
    try {
      return Optional.of(services.queries().explanations().explain(viewer, id));
    } catch (UnknownException e) {
      return Optional.empty(); // its evidence was taken back: there is nothing to explain
    }
  }

  private Optional<Plot> plot(Wording words, Viewer viewer, WarningDetail detail) {
    WarningSummary summary = detail.summary();
    LocalDate end =
        summary.closedOn().or(detail::lastDay).orElse(summary.raisedOn()).plusDays(DAYS_AFTER);
    Range range =
        new Range(Optional.of(summary.raisedOn().minusDays(DAYS_BEFORE)), Optional.of(end));
    Series series =
        services.queries().series().series(viewer, Stratum.parse(summary.stratum()), range);
    Plot plot =
        new WarningPlots(words, series)
            .plot(
                "series",
                WarningPlots.raised(words, series),
                WarningPlots.levels(words, detail, series),
                List.of());
    return plot.isEmpty() ? Optional.empty() : Optional.of(plot);
  }

  private Optional<Behind> behind(Frame frame, Viewer viewer, WarningDetail detail) {
    if (!frame.may(Action.READ_REPORTS) || detail.summary().numbers().isEmpty()) {
      return Optional.empty();
    }
    Point point = services.queries().reports().behind(viewer, detail.summary().id());
    return Optional.of(
        new Behind(
            point,
            services.queries().reports().reports(viewer, point, new Paging(1, REPORTS_SHOWN))));
  }

  private Desk desk(Request request, Frame frame, WarningSummary summary, Entered entered) {
    Optional<String> refusal =
        CommandForms.refusal(services.queries(), request.viewer(), summary.id());
    boolean isFree = refusal.isEmpty();
    Optional<WarningSummary> successor =
        services.queries().warnings().successor(request.viewer(), summary.id());
    return new Desk(
        isFree && successor.isEmpty() ? CommandForms.acts(summary) : List.of(),
        refusal,
        successor,
        request
            .optional("command")
            .filter(command -> isFree)
            .map(id -> answer(request, id, summary.revision())),
        entered,
        lists(request, frame, entered));
  }

  /** Pending also as long as the answer is there, but the page would not show what it led to. */
  private Answer answer(Request request, String command, int shown) {
    CommandReply reply = services.orders().commands().became(request.viewer(), command);
    return reply.revision() <= shown
        ? new Answer(reply.state().code(), reply.outcome(), reply.act())
        : new Answer(State.PENDING.code(), Optional.empty(), "");
  }

  private Lists lists(Request request, Frame frame, Entered entered) {
    List<Named> departments =
        services.queries().catalogue().catalogue(request.viewer()).departments().stream()
            .map(each -> new Named(each.code(), each.nameEn(), each.nameZh()))
            .toList();
    return new Lists(
        Choices.of(departments, frame.words(), entered.all("department")),
        Choices.of(
            "measure",
            Arrays.stream(Measure.values()).map(Coded::code).toList(),
            frame.words(),
            entered.all("measure")));
  }
}
