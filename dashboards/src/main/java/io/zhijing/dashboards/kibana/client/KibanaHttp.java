package io.zhijing.dashboards.kibana.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.zhijing.dashboards.kibana.client.Trouble.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Speaks to Kibana over HTTP/1.1; always comes back in time. Redirects are not followed. */
final class KibanaHttp {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String BOUNDARY = "zhijing-saved-objects-4f0c2a";

  private final KibanaSettings settings;
  private final HttpClient client;

  KibanaHttp(KibanaSettings settings, Optional<SSLContext> trust) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.patience());
    trust.ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /**
   * An answer, or why there is none.
   *
   * @param status HTTP status; 0 if there is no answer
   * @param body as JSON; missing if it is none
   * @param trouble why there is no answer
   */
  record Answer(int status, JsonNode body, Optional<Trouble> trouble) {
    boolean isFine() {
      return trouble.isEmpty() && status >= 200 && status < 300;
    }
  }

  Answer get(URI uri) {
    return send(HttpRequest.newBuilder(uri).GET());
  }

  Answer post(URI uri, JsonNode body) {
    return send(json(uri).POST(text(body)));
  }

  Answer put(URI uri, JsonNode body) {
    return send(json(uri).PUT(text(body)));
  }

  private static HttpRequest.Builder json(URI uri) {
    return HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
  }

  private static BodyPublisher text(JsonNode body) {
    return BodyPublishers.ofByteArray(body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a file as a form does. Kibana goes by the end of its name. */
  Answer postFile(URI uri, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ascii(
            "--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"zhijing.ndjson\""
                + "\r\nContent-Type: application/ndjson\r\n\r\n"));
    body.writeBytes(file);
    body.writeBytes(ascii("\r\n--" + BOUNDARY + "--\r\n"));
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private Answer send(HttpRequest.Builder request) {
    settings
        .credentials()
        .authorization()
        .ifPresent(value -> request.header("Authorization", value));
    HttpRequest ready = request.header("kbn-xsrf", "true").timeout(settings.patience()).build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(ready, HttpResponse.BodyHandlers.ofByteArray());
    try {
      // The limit of the request ends with the head of its answer; this one with its last byte.
      HttpResponse<byte[]> response =
          exchange.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), parse(response.body()), Optional.empty());
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return failed(Kind.TIMED_OUT, "");
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return failed(Kind.TIMED_OUT, "interrupted");
    } catch (ExecutionException e) {
      return failed(kind(e.getCause()), e.getCause().getClass().getSimpleName());
    }
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode tree = MAPPER.readTree(body);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static Answer failed(Kind kind, String detail) {
    return new Answer(0, MissingNode.getInstance(), Optional.of(new Trouble(kind, "", detail)));
  }

  private static Kind kind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof CertPathValidatorException) {
        return Kind.UNTRUSTED;
      }
    }
    if (failure instanceof HttpTimeoutException
        && !(failure instanceof HttpConnectTimeoutException)) {
      return Kind.TIMED_OUT;
    }
    boolean isAway =
        failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    return isAway ? Kind.UNREACHABLE : Kind.NOT_KIBANA;
  }
}
