package io.zhijing.dashboards.console.api;

import io.javalin.http.Context;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Decision;
import io.zhijing.dashboards.console.access.RefusedException;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.api.Request.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How every request comes in and every answer goes out, of the API and of pages alike. */
public final class Passage {
  private static final Logger LOG = LoggerFactory.getLogger(Passage.class);
  private static final int NOT_MODIFIED = 304;

  private final Access access;
  private final Exports exports = new Exports();

  /** A passage by the decisions of access. */
  public Passage(Access access) {
    this.access = access;
  }

  /** Refuses whoever may not come in at all. */
  public void require(Caller caller, Route route) {
    if (route.need().isOpen()) {
      return;
    }
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

  /** Sends an answer, or that it is the one that the asker has. */
  public void write(Context ctx, Caller caller, Reply reply) throws IOException {
    if (reply.stream().isPresent()) {
      String reader = caller.viewer().map(Viewer::name).orElse(caller.address());
      exports.send(reader, reply.stream().get(), (bytes, in) -> send(ctx, reply, bytes, in));
      return;
    }
    reply.headers().forEach(ctx::header);
    String tag = reply.headers().get("ETag");
    if (tag != null && tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(NOT_MODIFIED);
      return;
    }
    ctx.status(reply.status());
    if (!reply.mediaType().isEmpty()) {
      ctx.contentType(reply.mediaType());
    }
    reply.body().ifPresent(ctx::result);
  }

  /** The headers come last: a problem on the way must not look like an attachment. */
  private static void send(Context ctx, Reply reply, long bytes, InputStream in)
      throws IOException {
    reply.headers().forEach(ctx::header);
    ctx.status(reply.status()).contentType(reply.mediaType());
    ctx.header("Content-Length", String.valueOf(bytes));
    ctx.disableCompression();
    in.transferTo(ctx.outputStream());
  }
}
