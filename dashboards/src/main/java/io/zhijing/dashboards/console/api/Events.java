package io.zhijing.dashboards.console.api;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Request.Caller;
import io.zhijing.dashboards.console.live.Event;
import io.zhijing.dashboards.console.live.LiveFeed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Server-sent events: that something changed, for whoever may see it. */
final class Events {
  static final String PATH = "/events";

  static final String MEDIA_TYPE = "text/event-stream";
  private static final Action NEEDED = Action.READ_AGGREGATES;
  private static final String CALLER = "caller";

  private final LiveFeed live;
  private final Gate gate;
  private final Access access;

  Events(LiveFeed live, Gate gate, Access access) {
    this.live = live;
    this.gate = gate;
    this.access = access;
  }

  Route route() {
    return Route.get(
        PATH,
        "Events warnings, counts and accounts: that something changed. What it is must be asked.",
        Route.Need.of(NEEDED),
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
    Line line = new Line(client, listener(gate.present(client.ctx(), caller), access));
    if (!live.add(line, viewer)) {
      line.dismiss();
      return;
    }
    client.keepAlive();
    client.onClose(() -> live.remove(line));
    client.sendEvent("hello", "{}");
  }

  /** Who listens, as long as it may: what was decided at the door may not hold any more. */
  static Supplier<Optional<Viewer>> listener(Supplier<Optional<Viewer>> present, Access access) {
    return () ->
        present.get().filter(viewer -> access.decide(Optional.of(viewer), NEEDED).isAllowed());
  }

  /** One open line. What ends its session or revokes its token ends it. */
  private static final class Line implements LiveFeed.Listener {
    private final SseClient client;
    private final Supplier<Optional<Viewer>> present;

    Line(SseClient client, Supplier<Optional<Viewer>> present) {
      this.client = client;
      this.present = present;
    }

    @Override
    public Optional<Viewer> viewer() {
      return client.terminated() ? Optional.empty() : present.get();
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
