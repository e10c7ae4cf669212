package io.zhijing.jobs.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Speaks to a console as somebody. */
final class Caller {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final URI console;
  private final List<String> headers;

  private Caller(URI console, List<String> headers) {
    this.console = console;
    this.headers = headers;
  }

  /** Nobody. */
  static Caller nobody(URI console) {
    return new Caller(console, List.of());
  }

  /** Whoever a token stands for. */
  static Caller of(RunningConsole console, String user) {
    return nobody(console.address()).with("Authorization", "Bearer " + console.token(user));
  }

  /** The same with headers more. */
  Caller with(String... more) {
    List<String> all = new ArrayList<>(headers);
    all.addAll(Arrays.asList(more));
    return new Caller(console, all);
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param body as it came
   * @param response all of it
   */
  record Answer(int status, byte[] body, HttpResponse<byte[]> response) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return MAPPER.readTree(body);
      } catch (IOException e) {
        throw new IllegalStateException("no JSON: " + text(), e);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The code of the problem that it is. */
    String problem() {
      return json().path("type").asText().replace("urn:zhijing:problem:", "");
    }
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, String json) {
    return with("Content-Type", "application/json").send("POST", path, json);
  }

  Answer put(String path, String json) {
    return with("Content-Type", "application/json").send("PUT", path, json);
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  Answer send(String method, String path, String bodyOrNull) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(console.resolve("/api/v1" + path))
            .method(
                method,
                bodyOrNull == null ? BodyPublishers.noBody() : BodyPublishers.ofString(bodyOrNull));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    try {
      HttpResponse<byte[]> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
