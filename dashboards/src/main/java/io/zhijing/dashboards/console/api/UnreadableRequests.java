package io.zhijing.dashboards.console.api;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what the server itself could not read, or could not answer, with a problem as well. */
final class UnreadableRequests implements Request.Handler {
  private static final int SERVER_FAULT = 500;

  private final boolean isSecure;

  UnreadableRequests(boolean isSecure) {
    this.isSecure = isSecure;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    ProblemKind kind = status >= SERVER_FAULT ? ProblemKind.INTERNAL : ProblemKind.BAD_PARAMETERS;
    Problem problem =
        new Problem(
            Problem.TYPE + kind.code(),
            Texts.of("zh", "problem." + kind.code()),
            status,
            Optional.empty(),
            Optional.empty(),
            List.of());
    Headers.of(isSecure).forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
    return true;
  }
}
