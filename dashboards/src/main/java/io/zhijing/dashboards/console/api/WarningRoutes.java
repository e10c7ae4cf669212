package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.api.Pages.Links;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Route.Answer;
import io.zhijing.dashboards.console.api.Route.Need;
import io.zhijing.dashboards.console.query.AuditEntry;
import io.zhijing.dashboards.console.query.ExplanationQueries.Explained;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.dashboards.console.query.WarningDetail;
import io.zhijing.dashboards.console.query.WarningDetail.Contributions;
import io.zhijing.dashboards.console.query.WarningFilter;
import io.zhijing.dashboards.console.query.WarningFilter.Order;
import io.zhijing.dashboards.console.query.WarningList;
import io.zhijing.dashboards.console.query.WarningQueries;
import io.zhijing.dashboards.console.query.WarningQueries.Related;
import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.warning.Warning.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Warnings, and everything that hangs on one. */
public final class WarningRoutes {
  static final Param ID = Param.path("id", "Id of the warning, percent-encoded.");

  /** What narrows lists of warnings. */
  public static final List<Param> FILTER =
      List.of(
          Param.code("status", Status.values(), "Where it is in its life.").many(),
          Param.code("level", RiskLevel.values(), "Present level.").many(),
          Param.code("scope", Scope.values(), "How far it reaches.").many(),
          Param.code("stream", ReportStream.values(), "Which reports.").many(),
          Param.query("region", Kind.TEXT, "Region or producer's region, and all below.").many(),
          Param.query("sector", Kind.TEXT, "Sector, and all below.").many(),
          Param.query("hazard", Kind.TEXT, "Hazard, and all below.").many(),
          Param.query("enterprise", Kind.TEXT, "Code of a firm.").many(),
          Param.query("department", Kind.TEXT, "Department that leads, helps or was referred to.")
              .many(),
          Param.query("raised_from", Kind.DATE, "Raised on or after."),
          Param.query("raised_to", Kind.DATE, "Raised on or before."),
          Param.query("overdue", Kind.FLAG, "Whether a limit was missed."),
          Param.query("text", Kind.TEXT, "Part of a name or id."));

  private final Queries queries;

  WarningRoutes(Queries queries) {
    this.queries = queries;
  }

  /**
   * A page of warnings.
   *
   * @param items in order
   * @param total how many fit
   * @param byLevel how many fit at each level, whatever levels were asked for
   * @param page which, from 1
   * @param size how many on a page
   * @param links to itself and its neighbours
   */
  record WarningPage(
      List<WarningSummary> items,
      long total,
      Map<String, Long> byLevel,
      int page,
      int size,
      Links links) {}

  /**
   * What happened.
   *
   * @param items the latest, oldest first
   * @param earlier how many more there are, before these
   */
  record Entries(List<AuditEntry> items, long earlier) {}

  /**
   * Who was told.
   *
   * @param items the latest, oldest first
   * @param earlier how many more there are, before these
   */
  record Deliveries(List<AuditEntry> items, long earlier) {}

  /** Who contributes; nothing where that is not known. */
  record ContributionsAnswer(Optional<Contributions> contributions) {}

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(found());
    routes.addAll(happened());
    routes.addAll(explained());
    return routes;
  }

  private List<Route> found() {
    Need read = Need.of(Action.READ_WARNINGS);
    return List.of(
        Route.get(
                "/warnings", "Warnings that fit.", read, Answer.json(WarningPage.class), this::list)
            .with(FILTER)
            .with(Param.code("sort", Order.values(), "In which order."))
            .with(Parameters.PAGING),
        Route.get(
                "/warnings/{id}", "One warning.", read, Answer.json(WarningDetail.class), this::one)
            .with(ID));
  }

  private List<Route> happened() {
    Need read = Need.of(Action.READ_WARNINGS);
    return List.of(
        Route.get(
                "/warnings/{id}/history",
                "What happened to it: the latest, oldest first.",
                read,
                Answer.json(Entries.class),
                this::history)
            .with(ID),
        Route.get(
                "/warnings/{id}/deliveries",
                "Who was told, and who was not and why: the latest, oldest first.",
                read,
                Answer.json(Deliveries.class),
                this::deliveries)
            .with(ID));
  }

  private List<Route> explained() {
    Need read = Need.of(Action.READ_WARNINGS);
    return List.of(
        Route.get(
                "/warnings/{id}/contributions",
                "Who contributes to its count.",
                read,
                Answer.json(ContributionsAnswer.class),
                request ->
                    Reply.json(
                        new ContributionsAnswer(
                            queries
                                .warnings()
                                .one(request.viewer(), request.text("id"))
                                .contributions())))
            .with(ID),
        Route.get(
                "/warnings/{id}/related",
                "Warnings of a part of it, and of more than it.",
                read,
                Answer.json(Related.class),
                request ->
                    Reply.json(queries.warnings().related(request.viewer(), request.text("id"))))
            .with(ID),
        Route.get(
                "/warnings/{id}/explanation",
                "Its numbers computed again from the stored counts.",
                read,
                Answer.json(Explained.class),
                request ->
                    Reply.json(
                        queries.explanations().explain(request.viewer(), request.text("id"))))
            .with(ID));
  }

  private Reply list(Request request) {
    Paging paging = request.paging();
    Order order = request.code("sort", Order.values()).orElse(Order.LEVEL);
    WarningList found = queries.warnings().list(request.viewer(), filter(request), order, paging);
    return Reply.json(
        new WarningPage(
            found.items(),
            found.total(),
            found.byLevel(),
            paging.page(),
            paging.size(),
            Pages.links(request, paging, found.total())));
  }

  private Reply history(Request request) {
    WarningQueries.Entries steps = queries.warnings().history(request.viewer(), request.text("id"));
    return Reply.json(new Entries(steps.latest(), steps.earlier()));
  }

  private Reply deliveries(Request request) {
    WarningQueries.Entries told =
        queries.warnings().deliveries(request.viewer(), request.text("id"));
    return Reply.json(new Deliveries(told.latest(), told.earlier()));
  }

  private Reply one(Request request) {
    WarningDetail detail = queries.warnings().one(request.viewer(), request.text("id"));
    return Reply.json(detail);
  }

  /** The filter that a request asks for. */
  public static WarningFilter filter(Request request) {
    return new WarningFilter(
        request.coded("status", Status.values()),
        request.coded("level", RiskLevel.values()),
        request.coded("scope", Scope.values()),
        request.coded("stream", ReportStream.values()),
        new WarningFilter.Nodes(
            request.texts("region"),
            request.texts("sector"),
            request.texts("hazard"),
            request.texts("enterprise")),
        request.texts("department"),
        request.day("raised_from"),
        request.day("raised_to"),
        request.flag("overdue"),
        request.text("text"));
  }
}
