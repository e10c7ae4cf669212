package io.zhijing.dashboards.console.api;

import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Tokens;
import io.zhijing.dashboards.console.api.Route.Answer;
import io.zhijing.dashboards.console.api.Route.Need;
import io.zhijing.dashboards.console.query.CatalogueQueries.Catalogue;
import io.zhijing.dashboards.console.query.CatalogueQueries.TaxonomyView;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.detection.model.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the console is, and the authority's own words. */
final class CatalogueRoutes {
  private final Queries queries;
  private final DocumentSearch search;
  private final About about;

  CatalogueRoutes(Queries queries, DocumentSearch search, About about) {
    this.queries = queries;
    this.search = search;
    this.about = about;
  }

  /**
   * Whether it works.
   *
   * @param status up or degraded
   * @param elasticsearch up or down
   * @param rules whether all rules that were given have been read
   */
  record Health(String status, String elasticsearch, String rules) {}

  List<Route> routes() {
    Need read = Need.of(Action.READ_AGGREGATES);
    return List.of(
        Route.get(
            "/about",
            "What this is, and whether its data are simulated.",
            Need.NOTHING,
            Answer.json(About.class),
            request -> Reply.json(about)),
        Route.get(
            "/health",
            "Whether it works; 503 if it cannot answer.",
            Need.NOTHING,
            Answer.json(Health.class, 200, 503),
            request -> health()),
        Route.get(
            "/taxonomies",
            "What the authority's pack has.",
            read,
            Answer.json(Catalogue.class),
            request -> tagged(Reply.json(queries.catalogue().catalogue(request.viewer())))),
        Route.get(
                "/taxonomies/{dimension}",
                "The tree of a dimension.",
                read,
                Answer.json(TaxonomyView.class),
                request ->
                    tagged(
                        Reply.json(
                            queries.catalogue().taxonomy(request.viewer(), dimension(request)))))
            .with(Param.path("dimension", "region, producer, sector, hazard or enterprise.")),
        Route.get(
            "/regions.geojson",
            "The map of the regions.",
            read,
            Answer.media("application/geo+json"),
            request ->
                tagged(
                    Reply.bytes(
                        "application/geo+json", queries.catalogue().map(request.viewer())))));
  }

  private static Dimension dimension(Request request) {
    try {
      return Dimension.ofCode(request.text("dimension"));
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(ProblemKind.UNKNOWN);
    }
  }

  private Reply health() {
    boolean isUp = search.isReady();
    Health health =
        new Health(
            isUp ? "up" : "degraded",
            isUp ? "up" : "down",
            queries.rules().isComplete() ? "read" : "unread");
    return Reply.json(isUp ? 200 : 503, health);
  }

  /** What seldom changes is asked for again by its tag. */
  static Reply tagged(Reply reply) {
    byte[] body = reply.body().orElseThrow();
    String hash = Tokens.hash(new String(body, StandardCharsets.UTF_8));
    return reply
        .header("ETag", "\"" + hash.substring(0, 32) + "\"")
        .header("Cache-Control", "private, no-cache");
  }
}
