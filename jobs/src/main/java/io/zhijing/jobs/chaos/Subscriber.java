package io.zhijing.jobs.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A subscriber's webhook that counts how often it took each delivery of each run. */
final class Subscriber implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int NO_CONTENT = 204;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentMap<String, ConcurrentMap<String, Integer>> taken =
      new ConcurrentHashMap<>();

  Subscriber() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.setExecutor(threads);
    server.start();
  }

  /** Where a run's deliveries go. */
  URI address(String run) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + run);
  }

  /** How often each delivery of a run was taken. */
  Map<String, Integer> taken(String run) {
    return new TreeMap<>(taken.getOrDefault(run, new ConcurrentHashMap<>()));
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode message = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
    String run = exchange.getRequestURI().getPath().substring(1);
    taken
        .computeIfAbsent(run, each -> new ConcurrentHashMap<>())
        .merge(message.path("deliveryId").asText(), 1, Integer::sum);
    exchange.sendResponseHeaders(NO_CONTENT, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
