package io.zhijing.connectors.notify.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/** A real HTTP server on loopback that answers as it is told and keeps what it was sent. */
public final class Peer implements AutoCloseable {

  private final HttpServer server;
  private final Queue<Reply> replies = new ArrayDeque<>();
  private final List<Received> received = Collections.synchronizedList(new ArrayList<>());

  /** A server on a free port, in clear text. */
  public Peer() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  /** A server on a free port, with TLS. */
  public static Peer encrypted(SSLContext identity) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity));
    return new Peer(server);
  }

  private Peer(HttpServer server) {
    this.server = server;
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * What it was sent.
   *
   * @param uri path and query
   * @param headers by lower-case name
   * @param body raw bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Received(URI uri, TreeMap<String, String> headers, byte[] body) {}

  private record Reply(int status, String body, List<String> headers) {}

  /** The next answer; the last one stays. */
  public Peer replies(int status, String body, String... headers) {
    synchronized (replies) {
      replies.add(new Reply(status, body, Arrays.asList(headers)));
    }
    return this;
  }

  /** An address on it. */
  public URI at(String path) {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Everything it was sent, in order. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  private void answer(HttpExchange exchange) throws IOException {
    TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    received.add(
        new Received(exchange.getRequestURI(), headers, exchange.getRequestBody().readAllBytes()));
    Reply reply;
    synchronized (replies) {
      reply = replies.size() > 1 ? replies.remove() : replies.element();
    }
    for (int i = 0; i + 1 < reply.headers().size(); i += 2) {
      exchange.getResponseHeaders().add(reply.headers().get(i), reply.headers().get(i + 1));
    }
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
