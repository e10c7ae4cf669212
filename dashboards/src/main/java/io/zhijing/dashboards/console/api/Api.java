package io.zhijing.dashboards.console.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Decision;
import io.zhijing.dashboards.console.access.RefusedException;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Request.Caller;
import io.zhijing.dashboards.console.live.LiveFeed;
import io.zhijing.dashboards.console.orders.Orders;
import io.zhijing.dashboards.console.query.Queries;
import io.zhijing.detection.model.Lattice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes in a server: each request passes the gate, one decision, and its checks. */
public final class Api {
  private static final Logger LOG = LoggerFactory.getLogger(Api.class);
  private static final String LANGUAGE = "language";

  private final Gate gate;
  private final Access access;
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
    this.access = services.access();
    this.parameters = new Parameters(services.lattice());
    this.events = new Events(services.live(), gate);
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

  /** Puts the routes into a server. */
  public void register(JavalinConfig config) {
    config.routes.before(
        ctx -> {
          Headers.of(gate.isSecure()).forEach(ctx::header);
          gate.checkHost(ctx);
        });
    // The server answers its own exceptions by itself unless they are named.
    config.routes.exception(HttpResponseException.class, this::fail);
    config.routes.exception(Exception.class, this::fail);
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

  private void fail(Exception thrown, Context ctx) {
    ProblemException problem = Problems.of(thrown);
    try {
      Headers.of(gate.isSecure()).forEach(ctx::header);
      Problems.write(ctx, problem, languageOf(ctx));
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
    Reply reply = route.handler().handle(new Request(caller, route, values, body));
    write(ctx, reply);
  }

  /** Whoever asks, if it may at all. */
  private Caller admit(Context ctx, Route route) {
    Caller caller = gate.identify(ctx);
    ctx.attribute(LANGUAGE, caller.language());
    if (route.isChange()) {
      gate.checkChange(ctx, caller);
    }
    if (!route.need().isOpen()) {
      Optional<Viewer> viewer = caller.viewer();
      Decision decision =
          route
              .need()
              .action()
              .map(action -> access.decide(viewer, action))
              .orElseGet(
                  () ->
                      new Decision(
                          viewer.isPresent()
                              ? Decision.Reason.ROLE_ALLOWS
                              : Decision.Reason.NOT_SIGNED_IN));
      if (!decision.isAllowed()) {
        LOG.info(
            "{} may not {} {}: {}",
            viewer.map(Viewer::name).orElse("nobody"),
            route.method(),
            route.path(),
            decision.reason().code());
        throw new RefusedException(decision);
      }
    }
    return caller;
  }

  private static void write(Context ctx, Reply reply) throws IOException {
    reply.headers().forEach(ctx::header);
    String tag = reply.headers().get("ETag");
    if (tag != null && tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      return;
    }
    ctx.status(reply.status());
    if (!reply.mediaType().isEmpty()) {
      ctx.contentType(reply.mediaType());
    }
    if (reply.stream().isPresent()) {
      send(ctx, reply.stream().get());
    } else {
      reply.body().ifPresent(ctx::result);
    }
  }

  /** Written to a file first: what fails on the way is a problem, and not half a table. */
  private static void send(Context ctx, Reply.Writer writer) throws IOException {
    Path file = Files.createTempFile("zhijing-export", ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(file)) {
        writer.write(out);
      }
      ctx.header("Content-Length", String.valueOf(Files.size(file)));
      ctx.disableCompression();
      try (InputStream in = Files.newInputStream(file)) {
        in.transferTo(ctx.outputStream());
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
