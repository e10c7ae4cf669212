package io.zhijing.dashboards.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.api.Request.Caller;
import io.zhijing.dashboards.console.live.LiveFeed;
import io.zhijing.dashboards.console.orders.Orders;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.detection.model.Lattice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes in a server: each request passes the gate, one decision, and its checks. */
public final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final String LANGUAGE = "language";

  private final Gate gate;
  private final Passage passage;
  private final Parameters parameters;
  private final Events events;
  private final List<Route> routes = new ArrayList<>();

  /**
   * What the API is about.
   *
   * @param lattice of the pack
   * @param access who may
   * @param queries what can be asked
   * @param orders what can be ordered
   * @param search whether Elasticsearch answers
   * @param live tells listeners of changes
   * @param about what this is
   */
  public record Services(
      Lattice lattice,
      Access access,
      Queries queries,
      Orders orders,
      DocumentSearch search,
      LiveFeed live,
      About about) {}

  /** The API behind a gate. */
  public Api(Services services, Gate gate, SecureRandom random) {
    this.gate = gate;
    this.passage = new Passage(services.access());
    this.parameters = new Parameters(services.lattice());
    this.events = new Events(services.live(), gate, services.access());
    Queries queries = services.queries();
    routes.addAll(new CatalogueRoutes(queries, services.search(), services.about()).routes());
    routes.addAll(new SessionRoutes(gate).routes());
    routes.addAll(new WarningRoutes(queries).routes());
    routes.addAll(new CountRoutes(queries).routes());
    routes.addAll(new ReportRoutes(queries).routes());
    routes.addAll(new ExportRoutes(queries, services.about().simulated()).routes());
    routes.addAll(new OrderRoutes(queries, services.orders(), random).routes());
    routes.add(events.route());
    routes.add(description(services.about().version()));
  }

  private Route description(String version) {
    return Route.get(
        "/openapi.json",
        "This description.",
        Route.Need.NOTHING,
        Route.Answer.media(Route.Answer.JSON),
        request -> {
          ObjectNode document = OpenApi.document(routes, version);
          return CatalogueRoutes.tagged(
              Reply.bytes(Route.Answer.JSON, document.toString().getBytes(StandardCharsets.UTF_8)));
        });
  }

  /** The table, for tests of its description. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  /**
   * Puts the routes into a server.
   *
   * @param pages tells people of what goes wrong elsewhere than below the API's root
   */
  public void register(JavalinConfig config, ProblemPages pages) {
    config.routes.before(
        ctx -> {
          Headers.of(gate.isSecure()).forEach(ctx::header);
          gate.checkHost(ctx);
        });
    // The server answers its own exceptions by itself unless they are named.
    config.routes.exception(HttpResponseException.class, (e, ctx) -> fail(e, ctx, pages));
    config.routes.exception(Exception.class, (e, ctx) -> fail(e, ctx, pages));
    config.jetty.modifyServer(
        server -> server.setErrorHandler(new UnreadableRequests(gate.isSecure())));
    for (Route route : routes) {
      if (!route.path().equals(Events.PATH)) {
        config.routes.addHttpHandler(
            HandlerType.findOrCreate(route.method()),
            OpenApi.ROOT + route.path(),
            ctx -> serve(ctx, route));
      }
    }
    events.register(config, ctx -> admit(ctx, events.route()));
  }

  private void fail(Exception thrown, Context ctx, ProblemPages pages) {
    ProblemException problem = Problems.of(thrown);
    try {
      Headers.of(gate.isSecure()).forEach(ctx::header);
      if (ctx.path().startsWith(OpenApi.ROOT)) {
        Problems.write(ctx, problem, languageOf(ctx));
      } else {
        pages.write(ctx, problem);
      }
    } catch (IllegalStateException | NullPointerException e) {
      // The line is gone, and the server calls this again and again for as long as it throws.
      LOG.debug("Nobody is left to tell of a problem", e);
    }
  }

  private static String languageOf(Context ctx) {
    String known = ctx.attribute(LANGUAGE);
    return known == null ? Gate.language(ctx, "zh") : known;
  }

  private void serve(Context ctx, Route route) throws IOException {
    Caller caller = admit(ctx, route);
    Map<String, List<String>> values =
        parameters.check(route, ctx.pathParamMap(), ctx.queryParamMap());
    Object body = route.body().map(type -> Bodies.read(ctx, type)).orElse(null);
    passage.write(ctx, caller, route.handler().handle(new Request(caller, route, values, body)));
  }

  private Caller admit(Context ctx, Route route) {
    Caller caller = gate.identify(ctx);
    ctx.attribute(LANGUAGE, caller.language());
    if (route.isChange()) {
      gate.checkChange(ctx, caller);
    }
    passage.require(caller, route);
    return caller;
  }
}
