package io.zhijing.dashboards.console.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Sessions;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Request.Caller;
import io.zhijing.dashboards.console.live.Event;
import io.zhijing.dashboards.console.live.LiveFeed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** Server-sent events: that something changed, for whoever may see it. */
final class Events {
  static final String PATH = "/events";

  static final String MEDIA_TYPE = "text/event-stream";
  private static final String CALLER = "caller";

  private final LiveFeed live;
  private final Gate gate;

  Events(LiveFeed live, Gate gate) {
    this.live = live;
    this.gate = gate;
  }

  Route route() {
    return Route.get(
        PATH,
        "Events warnings, counts and accounts: that something changed. What it is must be asked.",
        Route.Need.of(Action.READ_AGGREGATES),
        Route.Answer.media(MEDIA_TYPE),
        request -> Reply.nothing());
  }

  /**
   * Puts the route into a server.
   *
   * @param admit lets in, or throws
   */
  void register(JavalinConfig config, Function<Context, Caller> admit) {
    config.routes.before(
        OpenApi.ROOT + PATH,
        ctx -> {
          Caller caller = admit.apply(ctx);
          String accepted = ctx.header("Accept");
          if (accepted == null || !accepted.contains(MEDIA_TYPE)) {
            throw ProblemException.of(ProblemKind.NOT_ACCEPTABLE);
          }
          ctx.attribute(CALLER, caller);
          ctx.disableCompression();
        });
    config.routes.sse(OpenApi.ROOT + PATH, this::listen);
  }

  private void listen(SseClient client) {
    Caller caller = client.ctx().attribute(CALLER);
    Viewer viewer = caller.viewer().orElseThrow();
    Line line = new Line(client, viewer, sessionKey(caller));
    if (!live.add(line, viewer)) {
      line.dismiss();
      return;
    }
    client.keepAlive();
    client.onClose(() -> live.remove(line));
    client.sendEvent("hello", "{}");
  }

  private static Optional<String> sessionKey(Caller caller) {
    return caller.csrf().isPresent() ? caller.sessionKey() : Optional.empty();
  }

  /** One open line. A session that ends, ends it; so does a user that is removed. */
  private final class Line implements LiveFeed.Listener {
    private final SseClient client;
    private final Viewer viewer;
    private final Optional<String> sessionKey;

    Line(SseClient client, Viewer viewer, Optional<String> sessionKey) {
      this.client = client;
      this.viewer = viewer;
      this.sessionKey = sessionKey;
    }

    @Override
    public Optional<Viewer> viewer() {
      if (client.terminated()) {
        return Optional.empty();
      }
      if (sessionKey.isPresent() && gate.signIn().isPresent()) {
        return gate.signIn().get().sessions().look(sessionKey.get()).map(Sessions.Known::viewer);
      }
      return gate.signIn().isEmpty()
          ? Optional.of(viewer)
          : gate.signIn().get().users().find(viewer.name()).map(user -> viewer);
    }

    @Override
    public boolean tell(Event event) {
      String json = new String(Json.bytes(event), StandardCharsets.UTF_8);
      client.sendEvent(event.name(), json);
      return !client.terminated();
    }

    @Override
    public boolean ping() {
      client.sendComment("ping");
      return !client.terminated();
    }

    @Override
    public void close() {
      client.close();
    }

    @Override
    public void dismiss() {
      client.sendEvent("too_many", "{}");
      client.close();
    }
  }
}
