package io.zhijing.dashboards.console.view;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.zhijing.dashboards.console.api.Api;
import io.zhijing.dashboards.console.api.Gate;
import io.zhijing.dashboards.console.api.Parameters;
import io.zhijing.dashboards.console.api.Passage;
import io.zhijing.dashboards.console.api.ProblemException;
import io.zhijing.dashboards.console.api.ProblemKind;
import io.zhijing.dashboards.console.api.ProblemPages;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.api.Request.Caller;
import io.zhijing.dashboards.console.api.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pages in a server. Each is a line of a table of routes like those of the API, so that what
 * comes in passes the same gate, the same decision and the same checks.
 */
public final class Site implements ProblemPages {
  private static final String LANGUAGE_COOKIE = "zhijing_lang";
  private static final int YEAR_SECONDS = 31_536_000;
  private static final String KEPT_LONG = "public, max-age=" + YEAR_SECONDS + ", immutable";
  private static final String CALLER = "page-caller";

  private final Gate gate;
  private final Passage passage;
  private final Parameters parameters;
  private final Renderer renderer;
  private final List<Route> routes = new ArrayList<>();

  /** Pages over the services of the API, behind the same gate. */
  public Site(Api.Services services, Gate gate, SecureRandom random) {
    this.gate = gate;
    this.passage = new Passage(services.access());
    this.parameters = new Parameters(services.lattice());
    this.renderer = new Renderer(services.about(), random, gate.signIn().isEmpty());
    PageServices pages =
        new PageServices(
            services.queries(), services.orders(), services.lattice(), renderer, services.about());
    routes.addAll(new SituationPages(pages).routes());
    routes.addAll(new WarningListPages(pages).routes());
    routes.addAll(new WarningPages(pages).routes());
    routes.addAll(new StratumPages(pages).routes());
    routes.addAll(new QualityPages(pages).routes());
    routes.addAll(new RulesPages(pages).routes());
    routes.addAll(new SubscriptionPages(pages).routes());
    routes.addAll(new PeriodPages(pages).routes());
    routes.addAll(new SessionPages(renderer, gate).routes());
  }

  /** The table, for tests. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  /** Puts the pages into a server. */
  public void register(JavalinConfig config) {
    config.routes.get("/assets/{file}", this::asset);
    for (Route route : routes) {
      config.routes.addHttpHandler(
          HandlerType.findOrCreate(route.method()), route.path(), ctx -> serve(ctx, route));
    }
  }

  private void asset(Context ctx) {
    Assets.Asset asset =
        renderer
            .assets()
            .find(ctx.pathParam("file"))
            .orElseThrow(() -> ProblemException.of(ProblemKind.UNKNOWN));
    ctx.header("Cache-Control", KEPT_LONG).header("ETag", asset.tag());
    if (asset.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      return;
    }
    ctx.contentType(asset.mediaType()).result(asset.bytes());
  }

  private void serve(Context ctx, Route route) throws IOException {
    tellOrigin(ctx);
    Map<String, List<String>> sent = new HashMap<>(ctx.queryParamMap());
    if (route.isChange()) {
      ctx.formParamMap().forEach(sent::put);
    }
    Caller caller = caller(ctx, sent);
    if (route.isChange()) {
      gate.checkChange(ctx, caller, sent.getOrDefault("csrf", List.of()).stream().findFirst());
    }
    passage.require(caller, route);
    Map<String, List<String>> values =
        parameters.check(route, ctx.pathParamMap(), withoutBlanks(sent));
    passage.write(ctx, caller, route.handler().handle(new Request(caller, route, values, null)));
  }

  /** Forms say where they come from; without a referrer browsers would hide it from us too. */
  private static void tellOrigin(Context ctx) {
    ctx.header("Referrer-Policy", "same-origin");
  }

  /** Forms send every field, also those that were left empty. */
  static Map<String, List<String>> withoutBlanks(Map<String, List<String>> sent) {
    Map<String, List<String>> kept = new HashMap<>();
    sent.forEach(
        (name, values) -> {
          List<String> filled = values.stream().filter(value -> !value.isBlank()).toList();
          if (!filled.isEmpty()) {
            kept.put(name, filled);
          }
        });
    return kept;
  }

  /** Who asks, in the language that it chose: by address, by cookie, by account, or the usual. */
  private Caller caller(Context ctx, Map<String, List<String>> sent) {
    Caller known = gate.identify(ctx);
    String asked = sent.getOrDefault("lang", List.of("")).get(0);
    String kept = ctx.cookie(LANGUAGE_COOKIE);
    String language;
    if (isLanguage(asked)) {
      language = asked;
      ctx.res()
          .addHeader(
              "Set-Cookie",
              LANGUAGE_COOKIE
                  + "="
                  + asked
                  + "; Path=/; Max-Age="
                  + YEAR_SECONDS
                  + "; HttpOnly; SameSite=Lax"
                  + (gate.isSecure() ? "; Secure" : ""));
    } else if (isLanguage(kept)) {
      language = kept;
    } else {
      language =
          gate.signIn().isPresent()
              ? known.viewer().map(viewer -> viewer.language()).orElse(gate.language())
              : gate.language();
    }
    Caller caller = known.in(language).at(ctx.req().getRequestURI());
    ctx.attribute(CALLER, caller);
    return caller;
  }

  private static boolean isLanguage(String text) {
    return "zh".equals(text) || "en".equals(text);
  }

  @Override
  public void write(Context ctx, ProblemException problem) {
    tellOrigin(ctx); // a problem's page has the form to sign out too
    Caller known = ctx.attribute(CALLER);
    boolean isRead = HandlerType.GET.equals(ctx.method());
    if (problem.kind() == ProblemKind.NOT_SIGNED_IN && isRead) {
      askToSignIn(ctx);
      return;
    }
    Caller caller = known == null ? stranger(ctx) : known;
    Frame frame = renderer.frame(new Request(caller, ProblemPage.ROUTE, Map.of(), null));
    problem
        .retryAfter()
        .ifPresent(
            wait -> ctx.header("Retry-After", String.valueOf(Math.max(1, wait.toSeconds()))));
    ctx.header("Content-Language", frame.tag());
    ctx.status(problem.kind().status())
        .contentType(Renderer.HTML)
        .result(
            renderer
                .text(frame, "problem", ProblemPage.of(problem, caller.language()))
                .getBytes(StandardCharsets.UTF_8));
  }

  /** Whoever it is: what is wrong came up before that was found out. */
  private Caller stranger(Context ctx) {
    String kept = ctx.cookie(LANGUAGE_COOKIE);
    return new Caller(
        Optional.empty(),
        isLanguage(kept) ? kept : gate.language(),
        gate.address(ctx),
        ctx.req().getRequestURI(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A link in a mail or on another page brings no session along, since the cookie is for this site
   * alone. Asked for once more from here, the browser sends it.
   */
  private void askToSignIn(Context ctx) {
    String query = ctx.req().getQueryString();
    String here = ctx.req().getRequestURI() + (query == null ? "" : "?" + query);
    if ("cross-site".equals(ctx.header("Sec-Fetch-Site"))) {
      Frame frame = renderer.frame(new Request(stranger(ctx), ProblemPage.ROUTE, Map.of(), null));
      ctx.contentType(Renderer.HTML).result(renderer.text(frame, "again", here));
      return;
    }
    ctx.status(303).header("Location", Link.of("/login", "next", here).toString());
  }
}
