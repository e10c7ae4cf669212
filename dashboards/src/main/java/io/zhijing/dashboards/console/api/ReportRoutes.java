package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Route.Answer;
import io.zhijing.dashboards.console.api.Route.Need;
import io.zhijing.dashboards.console.query.AuditEntry;
import io.zhijing.dashboards.console.query.AuditQueries.AuditFilter;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.dashboards.console.query.ReportQueries.Point;
import io.zhijing.dashboards.console.query.ReportQueries.ReportEntry;
import io.zhijing.dashboards.console.query.TraceQueries.Trace;
import java.util.ArrayList;
import java.util.List;

/** Single reports, firms, and the audit trail. */
final class ReportRoutes {
  static final List<Param> POINT =
      List.of(CountRoutes.STRATUM.needed(), CountRoutes.FROM.needed(), CountRoutes.TO.needed());

  private final Queries queries;

  ReportRoutes(Queries queries) {
    this.queries = queries;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.addAll(reports());
    routes.addAll(firms());
    routes.addAll(trail());
    return routes;
  }

  private List<Route> reports() {
    Need read = Need.of(Action.READ_REPORTS);
    return List.of(
        Route.get(
                "/reports",
                "De-identified reports of a stratum over days.",
                read,
                Answer.json(CountRoutes.pageOf(ReportEntry.class)),
                request ->
                    CountRoutes.page(
                        request,
                        queries
                            .reports()
                            .reports(request.viewer(), point(request), request.paging())))
            .with(POINT)
            .with(Parameters.PAGING),
        Route.get(
                "/warnings/{id}/reports",
                "De-identified reports behind a warning's strongest day.",
                read,
                Answer.json(CountRoutes.pageOf(ReportEntry.class)),
                request ->
                    CountRoutes.page(
                        request,
                        queries
                            .reports()
                            .reports(
                                request.viewer(),
                                queries.reports().behind(request.viewer(), request.text("id")),
                                request.paging())))
            .with(WarningRoutes.ID)
            .with(Parameters.PAGING));
  }

  private List<Route> firms() {
    Need read = Need.of(Action.READ_REPORTS);
    return List.of(
        Route.get(
                "/trace",
                "Where a firm's goods turned up and who handled them, and what is not known of it.",
                read,
                Answer.json(Trace.class),
                request ->
                    Reply.json(
                        queries.traces().trace(request.viewer(), request.text("enterprise"))))
            .with(
                Param.query("enterprise", Kind.TEXT, "Code of the firm, or name of a seller.")
                    .needed()));
  }

  private List<Route> trail() {
    return List.of(
        Route.get(
                "/audit",
                "The audit trail, the latest first.",
                Need.of(Action.READ_AUDIT),
                Answer.json(CountRoutes.pageOf(AuditEntry.class)),
                request ->
                    CountRoutes.page(
                        request,
                        queries
                            .audit()
                            .entries(request.viewer(), filter(request), request.paging())))
            .with(
                Param.query("action", Kind.TEXT, "Code of what happened.").many(),
                Param.query("actor", Kind.TEXT, "Who."),
                Param.query("warning", Kind.ID, "Id of a warning."),
                CountRoutes.FROM,
                CountRoutes.TO)
            .with(Parameters.PAGING));
  }

  static Point point(Request request) {
    return new Point(
        request.stratum("stratum").orElseThrow(),
        request.day("from").orElseThrow(),
        request.day("to").orElseThrow());
  }

  private static AuditFilter filter(Request request) {
    return new AuditFilter(
        request.texts("action"),
        request.text("actor"),
        request.text("warning"),
        request.day("from"),
        request.day("to"));
  }
}
