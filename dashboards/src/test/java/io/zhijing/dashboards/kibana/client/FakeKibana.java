package io.zhijing.dashboards.kibana.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zhijing.connectors.elasticsearch.Credentials;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server that answers as Kibana does: it wants its header, keeps what is imported, knows rules
 * and connectors by id. What it is told to answer otherwise, it answers.
 */
final class FakeKibana implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Reply> replies = new TreeMap<>();
  final List<String> requests = new ArrayList<>();
  final Map<String, JsonNode> objects = new TreeMap<>();
  final Map<String, JsonNode> kept = new TreeMap<>();
  String version = "8.19.4";
  String authorization = "";
  private final String space;

  /** What to answer in place of the usual. */
  interface Reply {
    void answer(HttpExchange exchange) throws IOException;
  }

  FakeKibana(String space) throws IOException {
    this.space = space.isEmpty() ? "" : "/s/" + space;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  KibanaSettings settings() {
    return settings(new Credentials.None());
  }

  KibanaSettings settings(Credentials credentials) {
    return new KibanaSettings(
        uri(), space.replace("/s/", ""), credentials, Duration.ofMillis(1500));
  }

  /** Answers requests whose path begins so in another way. */
  FakeKibana otherwise(String path, Reply reply) {
    replies.put(path, reply);
    return this;
  }

  static Reply json(int status, String body) {
    return exchange -> send(exchange, status, body);
  }

  /** Takes the request and says nothing, until it is closed. */
  Reply silence() {
    return exchange -> awaitClose();
  }

  /** Begins an answer and never ends it. */
  Reply drip() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      awaitClose();
    };
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    synchronized (requests) {
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    }
    for (Map.Entry<String, Reply> reply : replies.entrySet()) {
      if (path.contains(reply.getKey())) {
        reply.getValue().answer(exchange);
        return;
      }
    }
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    if (!authorization.isEmpty() && !authorization.equals(given)) {
      send(
          exchange,
          401,
          "{\"statusCode\":401,\"error\":\"Unauthorized\",\"message\":\"security_exception\"}");
    } else if (path.equals("/api/status")) {
      send(
          exchange,
          200,
          "{\"name\":\"k\",\"version\":{\"number\":\""
              + version
              + "\"},\"status\":{\"overall\":{\"level\":\"available\"}}}");
    } else if (!"true".equals(exchange.getRequestHeaders().getFirst("kbn-xsrf"))) {
      send(
          exchange,
          400,
          "{\"statusCode\":400,\"message\":\"Request must contain a kbn-xsrf header.\"}");
    } else if (!path.startsWith(space + "/api/")) {
      send(exchange, 404, "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Not Found\"}");
    } else if (path.endsWith("/_import")) {
      importFile(exchange, new String(body, StandardCharsets.UTF_8));
    } else {
      keep(exchange, path.substring(space.length()), body);
    }
  }

  /** Reads the form as a server does: by the boundary that its head names. */
  private void importFile(HttpExchange exchange, String body) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String boundary = "--" + type.substring(type.indexOf("boundary=") + 9);
    String part = body.split(java.util.regex.Pattern.quote(boundary), -1)[1];
    if (!part.contains("name=\"file\"") || !part.contains(".ndjson\"")) {
      send(exchange, 400, "{\"statusCode\":400,\"message\":\"Invalid file extension .json\"}");
      return;
    }
    String file = part.substring(part.indexOf("\r\n\r\n") + 4, part.length() - 2);
    int count = 0;
    for (String line : file.lines().toList()) {
      JsonNode object = MAPPER.readTree(line);
      objects.put(object.path("type").asText() + " " + object.path("id").asText(), object);
      count++;
    }
    send(exchange, 200, "{\"success\":true,\"successCount\":" + count + ",\"warnings\":[]}");
  }

  private void keep(HttpExchange exchange, String path, byte[] body) throws IOException {
    ObjectNode sent = (ObjectNode) MAPPER.readTree(body);
    boolean isThere = kept.containsKey(path);
    boolean isMaking = exchange.getRequestMethod().equals("POST");
    if (!isMaking && !isThere) {
      send(exchange, 404, "{\"statusCode\":404,\"message\":\"Saved object not found\"}");
    } else if (isMaking && isThere) {
      send(exchange, 409, "{\"statusCode\":409,\"message\":\"Saved object already exists\"}");
    } else if (!isMaking && (sent.has("rule_type_id") || sent.has("connector_type_id"))) {
      send(
          exchange, 400, "{\"statusCode\":400,\"message\":\"definition for this key is missing\"}");
    } else if (isMaking && !sent.has("rule_type_id") && !sent.has("connector_type_id")) {
      send(exchange, 400, "{\"statusCode\":400,\"message\":\"expected value of type [string]\"}");
    } else {
      kept.put(path, sent);
      send(exchange, 200, sent.toString());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
