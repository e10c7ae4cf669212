package io.zhijing.dashboards.console.api;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.zhijing.connectors.elasticsearch.DocumentSearch;
import io.zhijing.dashboards.console.access.Decision;
import io.zhijing.dashboards.console.access.RefusedException;
import io.zhijing.dashboards.console.api.Problem.FaultEntry;
import io.zhijing.dashboards.console.orders.AwayException;
import io.zhijing.dashboards.console.orders.BusyException;
import io.zhijing.dashboards.console.orders.FaultyException;
import io.zhijing.dashboards.console.query.TooManyRowsException;
import io.zhijing.dashboards.console.query.UnknownException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that goes wrong, to a problem document. What is thrown is logged, never sent. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private static final String TOO_MANY_ROWS = "too_many_rows";

  private Problems() {}

  /** The problem that an exception is. */
  static ProblemException of(Exception thrown) {
    if (thrown instanceof ProblemException problem) {
      return problem;
    }
    if (thrown instanceof RefusedException refused) {
      Decision.Reason reason = refused.decision().reason();
      return reason == Decision.Reason.NOT_SIGNED_IN
          ? ProblemException.of(ProblemKind.NOT_SIGNED_IN)
          : ProblemException.because(ProblemKind.FORBIDDEN, reason.code());
    }
    if (thrown instanceof UnknownException) {
      return ProblemException.of(ProblemKind.UNKNOWN);
    }
    if (thrown instanceof TooManyRowsException) {
      return ProblemException.because(ProblemKind.FAULTY, TOO_MANY_ROWS);
    }
    if (thrown instanceof FaultyException faulty) {
      return ProblemException.faulty(
          ProblemKind.FAULTY,
          faulty.faults().stream()
              .map(each -> new FaultEntry(each.field(), each.reason()))
              .toList());
    }
    if (thrown instanceof BusyException) {
      return ProblemException.later(ProblemKind.TOO_MANY, Duration.ofSeconds(5));
    }
    if (thrown instanceof DocumentSearch.AwayException
        || thrown instanceof AwayException
        || thrown instanceof UncheckedIOException) {
      LOG.warn("A server cannot answer: {}", thrown.toString());
      return ProblemException.later(ProblemKind.AWAY, Duration.ofSeconds(10));
    }
    if (thrown instanceof HttpResponseException http) {
      return ofStatus(http.getStatus());
    }
    LOG.error("The console failed", thrown);
    return ProblemException.of(ProblemKind.INTERNAL);
  }

  private static ProblemException ofStatus(int status) {
    return ProblemException.of(
        switch (status) {
          case 404 -> ProblemKind.UNKNOWN;
          case 405 -> ProblemKind.METHOD_NOT_ALLOWED;
          case 406 -> ProblemKind.NOT_ACCEPTABLE;
          case 413 -> ProblemKind.TOO_LARGE;
          case 415 -> ProblemKind.WRONG_CONTENT_TYPE;
          case 400 -> ProblemKind.BAD_PARAMETERS;
          default -> ProblemKind.INTERNAL;
        });
  }

  /** Answers with a problem in a language. */
  static void write(Context ctx, ProblemException problem, String language) {
    ProblemKind kind = problem.kind();
    Optional<String> reason = Optional.of(problem.reason()).filter(text -> !text.isEmpty());
    Problem document =
        new Problem(
            Problem.TYPE + kind.code(),
            Texts.of(language, "problem." + kind.code()),
            kind.status(),
            reason,
            reason.map(code -> Texts.of(language, "reason." + code)),
            problem.faults());
    problem
        .retryAfter()
        .ifPresent(
            wait -> ctx.header("Retry-After", String.valueOf(Math.max(1, wait.toSeconds()))));
    if (kind.status() == 401) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"zhijing\"");
    }
    ctx.header("Content-Language", language);
    ctx.status(kind.status()).contentType(Problem.MEDIA_TYPE).result(Json.bytes(document));
  }
}
