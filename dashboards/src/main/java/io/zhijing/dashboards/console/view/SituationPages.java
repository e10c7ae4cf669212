package io.zhijing.dashboards.console.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Route;
import io.zhijing.dashboards.console.query.Named;
import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.SituationQueries.RegionRisk;
import io.zhijing.dashboards.console.query.SituationQueries.Situation;
import io.zhijing.dashboards.console.query.WarningFilter;
import io.zhijing.dashboards.console.query.WarningFilter.Order;
import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.dashboards.console.view.SituationPage.Place;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The situation at a glance. */
final class SituationPages {
  private static final int OVERDUE_SHOWN = 8;

  private final PageServices services;

  SituationPages(PageServices services) {
    this.services = services;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
                "/",
                "The situation.",
                Route.Need.of(Action.READ_AGGREGATES),
                Route.Answer.media(Renderer.HTML),
                this::situation)
            .with(Param.query("region", Kind.TEXT, "Region whose parts are shown.")));
  }

  private Reply situation(Request request) {
    Viewer viewer = request.viewer();
    Frame frame = services.renderer().frame(request);
    Situation now = services.queries().situation().situation(viewer);
    Taxonomy regions = services.lattice().taxonomy(Dimension.REGION);
    String within =
        request
            .optional("region")
            .filter(code -> regions != null && regions.tree().contains(code))
            .orElse(regions == null ? "" : regions.tree().root().code());
    List<Place> places = regions == null ? List.of() : places(regions, within, now);
    boolean hasMap = services.queries().catalogue().catalogue(viewer).hasMap() && places.size() > 1;
    SituationPage page =
        new SituationPage(
            now,
            overdue(viewer),
            places,
            above(regions, within),
            hasMap ? Optional.of(map(frame, within, places)) : Optional.empty(),
            WeekPlots.of(frame.words(), now.weeks()),
            services.queries().quality().quality(viewer).sources());
    return services.renderer().page(frame, "situation", page);
  }

  /** Those that stand and are overdue, those with the most limits missed first. */
  private List<WarningSummary> overdue(Viewer viewer) {
    WarningFilter open = WarningFilter.open();
    WarningFilter overdue =
        new WarningFilter(
            open.status(),
            open.level(),
            open.scope(),
            open.stream(),
            open.nodes(),
            open.departments(),
            open.raisedFrom(),
            open.raisedTo(),
            Optional.of(true),
            open.text());
    return services
        .queries()
        .warnings()
        .list(viewer, overdue, Order.DUE, new Paging(1, OVERDUE_SHOWN))
        .items();
  }

  /** The parts of a region, the worst first. */
  static List<Place> places(Taxonomy regions, String within, Situation now) {
    Map<String, RegionRisk> risks = new HashMap<>();
    now.regions().forEach(risk -> risks.put(risk.region().code(), risk));
    return regions.tree().nodes().stream()
        .filter(node -> node.parent().equals(within))
        .map(
            node -> {
              RegionRisk risk = risks.get(node.code());
              return new Place(
                  new Named(node.code(), node.nameEn(), node.nameZh()),
                  risk == null ? RiskLevel.NONE : risk.worst(),
                  risk == null ? 0 : risk.open(),
                  hasParts(regions.tree(), node.code()));
            })
        .sorted(
            Comparator.comparing(Place::worst)
                .thenComparing(Place::open)
                .reversed()
                .thenComparing(place -> place.region().code()))
        .toList();
  }

  private static boolean hasParts(Tree tree, String code) {
    return tree.nodes().stream().anyMatch(node -> node.parent().equals(code));
  }

  /** The regions above the one whose parts are shown, and itself; empty at the root. */
  private static List<Named> above(Taxonomy regions, String within) {
    if (regions == null || within.equals(regions.tree().root().code())) {
      return List.of();
    }
    Tree.Node root = regions.tree().root();
    return List.of(
        new Named(root.code(), root.nameEn(), root.nameZh()),
        new Named(within, regions.nameEn(within), regions.nameZh(within)));
  }

  private static String map(Frame frame, String within, List<Place> places) {
    ObjectNode json = PageJson.object();
    json.put("geo", "/api/v1/regions.geojson").put("within", within);
    ObjectNode byCode = json.putObject("places");
    for (Place place : places) {
      byCode
          .putObject(place.region().code())
          .put("name", frame.words().name(place.region()))
          .put("level", place.worst().code())
          .put("levelName", frame.code("level", place.worst()))
          .put("open", place.open())
          .put("text", frame.t("situation.map.open", place.open()))
          .put("link", place.link());
    }
    return PageJson.text(json);
  }
}
