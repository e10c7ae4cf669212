package io.zhijing.jobs.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zhijing.connectors.notify.webhook.WebhookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A real HTTP server that checks signatures, and may misbehave. */
final class Receiver implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What it does with a request. */
  enum Manner {
    /** Takes it and says so. */
    TAKES,
    /** Never answers. */
    HANGS,
    /** 429. */
    BUSY,
    /** 500. */
    FAILS,
    /** Ends the connection. */
    RESETS,
    /** Says what no protocol says. */
    BABBLES
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
  private final List<JsonNode> swallowed = new CopyOnWriteArrayList<>();
  private final List<String> forged = new CopyOnWriteArrayList<>();
  private volatile Function<JsonNode, Manner> manners = message -> Manner.TAKES;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** How it treats each message from now on. */
  void behaves(Function<JsonNode, Manner> how) {
    manners = how;
  }

  void swallow() {
    behaves(message -> Manner.HANGS);
  }

  void behave() {
    behaves(message -> Manner.TAKES);
  }

  /** What it took, with the right signature. */
  List<JsonNode> taken() {
    return List.copyOf(taken);
  }

  /** What it never answered. */
  List<JsonNode> swallowed() {
    return List.copyOf(swallowed);
  }

  /** Verdicts on signatures that were not right. */
  List<String> forged() {
    return List.copyOf(forged);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    WebhookSignature.Verdict verdict =
        new WebhookSignature(Deliveries.KEY)
            .verify(
                exchange.getRequestHeaders().getFirst(WebhookSignature.TIMESTAMP),
                exchange.getRequestHeaders().getFirst(WebhookSignature.SIGNATURE),
                body,
                Instant.ofEpochSecond(
                    Long.parseLong(
                        exchange.getRequestHeaders().getFirst(WebhookSignature.TIMESTAMP))));
    if (verdict != WebhookSignature.Verdict.VALID) {
      forged.add(verdict.code());
    }
    JsonNode message = MAPPER.readTree(body);
    switch (manners.apply(message)) {
      case TAKES -> {
        taken.add(message);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
      }
      case HANGS -> swallowed.add(message);
      case BUSY -> {
        exchange.sendResponseHeaders(429, -1);
        exchange.close();
      }
      case FAILS -> {
        exchange.sendResponseHeaders(500, -1);
        exchange.close();
      }
      case RESETS -> throw new IOException("hangs up");
      case BABBLES -> {
        exchange.sendResponseHeaders(502, 3);
        exchange.getResponseBody().write(new byte[] {'?', '{', '?'});
        exchange.close();
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
