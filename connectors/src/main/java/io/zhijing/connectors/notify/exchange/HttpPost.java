package io.zhijing.connectors.notify.exchange;

import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import io.zhijing.connectors.notify.settings.TimeLimits;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts over HTTP/1.1 and always comes back in time with an {@link Answer}: redirects are not
 * followed, the time limit covers the last byte of the answer, and no more than 64 KiB of it are
 * kept. Owns its connections.
 */
public final class HttpPost {

  private static final int MAX_ANSWER_BYTES = 1 << 16;

  private final HttpClient client;
  private final TimeLimits limits;
  private final InstantSource time;

  /**
   * A client with its own connections.
   *
   * @param limits how long an exchange may take
   * @param time to read a {@code Retry-After} that is a date
   */
  public HttpPost(TimeLimits limits, InstantSource time) {
    this.limits = limits;
    this.time = time;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .build();
  }

  /**
   * What is posted. Prints neither address nor headers, for both may hold a secret.
   *
   * @param uri where to
   * @param headers by name
   * @param body its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // made for one exchange and not kept
  public record Request(URI uri, Map<String, String> headers, byte[] body) {

    /** Copies the headers. */
    public Request {
      headers = Map.copyOf(headers);
    }

    /** The same with one header more. */
    public Request with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Request(uri, more, body);
    }

    @Override
    public String toString() {
      return "Request[" + body.length + " bytes]";
    }
  }

  /** Posts and waits for the answer. */
  public Answer send(Request request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).timeout(limits.exchange());
    request.headers().forEach(builder::header);
    HttpRequest post = builder.POST(HttpRequest.BodyPublishers.ofByteArray(request.body())).build();
    CompletableFuture<HttpResponse<BoundedBody.Received>> exchange =
        client.sendAsync(post, head -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      HttpResponse<BoundedBody.Received> response =
          exchange.get(limits.exchange().toMillis(), TimeUnit.MILLISECONDS);
      return new Answer.Replied(
          response.statusCode(),
          RetryAfter.of(response.headers().firstValue("Retry-After").orElse(""), time.instant()),
          response.body());
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return failed(RetryReason.TIMED_OUT, "no whole answer in time");
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return failed(RetryReason.INTERRUPTED, "interrupted");
    } catch (ExecutionException e) {
      return failure(e.getCause());
    }
  }

  /** The text of an exception may hold the address, and the address a secret: its kind must do. */
  private static Answer failure(Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException) {
      return failed(RetryReason.CONNECT_FAILED, "no connection in time");
    }
    if (cause instanceof HttpTimeoutException) {
      return failed(RetryReason.TIMED_OUT, "no answer in time");
    }
    if (cause instanceof ConnectException) {
      return failed(RetryReason.CONNECT_FAILED, "refused, unreachable or unknown host");
    }
    if (isDistrust(cause)) {
      return new Answer.Failed(
          new Rejected(RejectReason.UNTRUSTED_PEER, "the peer's certificate is not trusted"));
    }
    if (cause instanceof ProtocolException) {
      return failed(RetryReason.GARBLED_ANSWER, "the answer is not HTTP");
    }
    if (cause instanceof IOException) {
      return failed(RetryReason.CONNECTION_LOST, cause.getClass().getSimpleName());
    }
    throw new IllegalStateException("a request failed before it was sent", cause);
  }

  private static Answer failed(RetryReason reason, String detail) {
    return new Answer.Failed(new Retryable(reason, detail));
  }

  /** Whether it failed for a certificate, which time does not heal. */
  public static boolean isDistrust(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
