package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.api.WarningRoutes;
import io.zhijing.dashboards.console.query.CatalogueQueries.DepartmentView;
import io.zhijing.dashboards.console.query.Named;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.WarningFilter;
import io.zhijing.dashboards.console.query.WarningFilter.Order;
import io.zhijing.dashboards.console.query.WarningList;
import io.zhijing.dashboards.console.view.WarningListPage.Chip;
import io.zhijing.dashboards.console.view.WarningListPage.Form;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.warning.Warning.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The list of warnings: filters, order, parts, and tables to take along. */
final class WarningListPages {
  private static final int SIZE = 25;
  private static final int SECTOR_DEPTH = 2;
  private static final int ANY_DEPTH = 9;
  private static final List<String> LISTS =
      List.of("status", "level", "scope", "stream", "region", "sector", "hazard", "department");

  private final PageServices services;

  WarningListPages(PageServices services) {
    this.services = services;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/warnings",
                "Warnings that fit.",
                Route.Need.of(Action.READ_WARNINGS),
                Route.Answer.media(Renderer.HTML),
                this::list)
            .with(WarningRoutes.FILTER)
            .with(Param.code("sort", Order.values(), "In which order."))
            .paged(SIZE));
  }

  private Reply list(Request request) {
    Frame frame = services.renderer().frame(request);
    WarningFilter filter = WarningRoutes.filter(request);
    Order usual = WarningListPage.isOfOpen(frame.here()) ? Order.LEVEL : Order.RAISED;
    Order order = request.code("sort", Order.values()).orElse(usual);
    Paging paging = request.paging();
    WarningList list = services.queries().warnings().list(request.viewer(), filter, order, paging);
    Link here = frame.here().with("page", "");
    return services
        .renderer()
        .page(
            frame,
            "warnings",
            new WarningListPage(
                list, order, paging, here, form(frame, request), chips(frame, request, here)));
  }

  private Form form(Frame frame, Request request) {
    Wording words = frame.words();
    return new Form(
        codes(words, request, "status", Status.values()),
        codes(words, request, "level", SituationPage.LEVELS.toArray(RiskLevel[]::new)),
        codes(words, request, "scope", Scope.values()),
        codes(words, request, "stream", ReportStream.values()),
        nodes(words, request, Dimension.REGION, ANY_DEPTH),
        nodes(words, request, Dimension.SECTOR, SECTOR_DEPTH),
        nodes(words, request, Dimension.HAZARD, ANY_DEPTH),
        Choices.of(departments(request), words, request.texts("department")),
        request.text("raised_from"),
        request.text("raised_to"),
        request.flag("overdue").orElse(false),
        request.text("text"));
  }

  private static List<Choices.Choice> codes(
      Wording words, Request request, String name, Coded[] values) {
    return Choices.of(
        name, Arrays.stream(values).map(Coded::code).toList(), words, request.texts(name));
  }

  private List<Choices.Choice> nodes(
      Wording words, Request request, Dimension dimension, int deepest) {
    Set<String> chosen = request.texts(dimension.code());
    return Choices.of(services.lattice(), dimension, words, deepest, chosen);
  }

  private List<Named> departments(Request request) {
    return services.queries().catalogue().catalogue(request.viewer()).departments().stream()
        .map(WarningListPages::named)
        .toList();
  }

  private static Named named(DepartmentView department) {
    return new Named(department.code(), department.nameEn(), department.nameZh());
  }

  private List<Chip> chips(Frame frame, Request request, Link here) {
    Wording words = frame.words();
    List<Chip> chips = new ArrayList<>();
    for (String list : LISTS) {
      for (String code : request.texts(list)) {
        chips.add(
            new Chip(
                words.of("filter." + list) + " " + name(words, request, list, code),
                here.without(list, code).toString()));
      }
    }
    for (String name : List.of("enterprise", "raised_from", "raised_to", "text")) {
      for (String value : request.texts(name)) {
        chips.add(
            new Chip(
                words.of("filter." + name) + " " + value, here.without(name, value).toString()));
      }
    }
    request
        .flag("overdue")
        .ifPresent(
            isOverdue ->
                chips.add(
                    new Chip(
                        words.of(isOverdue ? "filter.overdue" : "filter.not_overdue"),
                        here.with("overdue", "").toString())));
    return chips;
  }

  private String name(Wording words, Request request, String list, String code) {
    return switch (list) {
      case "region", "sector", "hazard" -> node(words, Dimension.ofCode(list), code);
      case "department" ->
          departments(request).stream()
              .filter(each -> each.code().equals(code))
              .findFirst()
              .map(words::name)
              .orElse(code);
      default -> words.code(list, code);
    };
  }

  private String node(Wording words, Dimension dimension, String code) {
    Taxonomy taxonomy = services.lattice().taxonomy(dimension);
    return taxonomy == null ? code : words.either(taxonomy.nameEn(code), taxonomy.nameZh(code));
  }
}
