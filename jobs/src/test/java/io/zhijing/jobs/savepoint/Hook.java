package io.zhijing.jobs.savepoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A subscriber's webhook that refuses everything for now, or takes it. */
final class Hook implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpServer server;
  private final boolean isTaking;
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();

  Hook(boolean isTaking) throws IOException {
    this.isTaking = isTaking;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  List<JsonNode> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(MAPPER.readTree(exchange.getRequestBody().readAllBytes()));
    exchange.sendResponseHeaders(isTaking ? 204 : 503, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
