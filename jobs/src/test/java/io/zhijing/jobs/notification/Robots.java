package io.zhijing.jobs.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zhijing.connectors.notify.settings.AlertmanagerSettings;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.notify.settings.DingTalkSettings;
import io.zhijing.connectors.notify.settings.FeishuSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.notify.settings.WeComSettings;
import io.zhijing.connectors.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The robots of DingTalk, WeCom and Feishu as a real HTTP server that checks what they sign, and
 * the way to a real Alertmanager; all of them may misbehave. Signatures are worked out here from
 * the vendors' descriptions, without the program.
 */
final class Robots implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String SECRET = "SEC of a robot, for tests";
  private static final String KEY = "key-of-a-robot";
  private static final Pattern WARNING = Pattern.compile("w\\d+@2020-06-01");
  private static final String DELIVERY = "X-Zhijing-Delivery-Id";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final URI alertmanager;
  private final Function<String, Receiver.Manner> manners;
  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final List<String> forged = new CopyOnWriteArrayList<>();

  /**
   * A message that was taken.
   *
   * @param channel that brought it
   * @param delivery its delivery id
   * @param warnings that it names
   */
  record Taken(String channel, String delivery, List<String> warnings) {}

  /**
   * A server on a free port.
   *
   * @param manners how each attempt of a delivery is treated
   */
  Robots(URI alertmanager, Function<String, Receiver.Manner> manners) throws IOException {
    this.alertmanager = alertmanager;
    this.manners = manners;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** The channels, as settings name them. */
  Map<String, ChannelSettings> channels(TimeLimits limits) {
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    Secret secret = Secret.of(SECRET);
    Map<String, ChannelSettings> channels = new TreeMap<>();
    channels.put(
        "dingtalk",
        new DingTalkSettings(
            URI.create(base + "/dingtalk/robot/send"), Secret.of(KEY), secret, "", limits));
    channels.put(
        "wecom",
        new WeComSettings(
            URI.create(base + "/wecom/cgi-bin/webhook/send"), Secret.of(KEY), limits));
    channels.put(
        "feishu",
        new FeishuSettings(
            URI.create(base + "/feishu/open-apis/bot/v2/hook/"),
            Secret.of(KEY),
            secret,
            "",
            limits));
    channels.put(
        "alertmanager",
        new AlertmanagerSettings(
            URI.create(base + "/alertmanager/"),
            Secret.none(),
            AlertmanagerSettings.STANDARD_HOLD,
            limits));
    return channels;
  }

  List<Taken> taken(String channel) {
    return taken.stream().filter(each -> each.channel().equals(channel)).toList();
  }

  /** Requests that were not signed as the vendor asks. */
  List<String> forged() {
    return List.copyOf(forged);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    URI uri = exchange.getRequestURI();
    String channel = uri.getPath().split("/", -1)[1];
    if (!isSigned(channel, uri, body)) {
      forged.add(uri.toString());
    }
    String delivery = exchange.getRequestHeaders().getFirst(DELIVERY);
    switch (manners.apply(delivery)) {
      case TAKES -> take(exchange, channel, body);
      case HANGS -> {}
      case BUSY -> reply(exchange, 429, "");
      case FAILS -> reply(exchange, 500, "");
      case RESETS -> throw new IOException("hangs up");
      case BABBLES -> reply(exchange, channel.equals("alertmanager") ? 502 : 200, "?{?");
    }
  }

  private void take(HttpExchange exchange, String channel, byte[] body) throws IOException {
    String answer = "{\"errcode\":0,\"errmsg\":\"ok\"}";
    if (channel.equals("feishu")) {
      answer = "{\"code\":0,\"msg\":\"success\",\"data\":{},\"StatusCode\":0}";
    } else if (channel.equals("alertmanager")) {
      answer = passOn(body);
    }
    String text = new String(body, UTF_8).replace("%40", "@").replace("\\\\", "");
    List<String> warnings =
        WARNING.matcher(text).results().map(MatchResult::group).distinct().toList();
    taken.add(new Taken(channel, exchange.getRequestHeaders().getFirst(DELIVERY), warnings));
    reply(exchange, 200, answer);
  }

  private String passOn(byte[] body) throws IOException {
    try {
      HttpResponse<String> passed =
          CLIENT.send(
              HttpRequest.newBuilder(alertmanager.resolve("/api/v2/alerts"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (passed.statusCode() != 200) {
        forged.add("Alertmanager refused: " + passed.body());
      }
      return passed.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static boolean isSigned(String channel, URI uri, byte[] body) throws IOException {
    Map<String, String> query = query(uri);
    return switch (channel) {
      case "dingtalk" ->
          query.getOrDefault("access_token", "").equals(KEY)
              && query
                  .getOrDefault("sign", "")
                  .equals(hmac(SECRET, query.get("timestamp") + "\n" + SECRET));
      case "wecom" -> query.getOrDefault("key", "").equals(KEY);
      case "feishu" -> {
        JsonNode json = MAPPER.readTree(body);
        String key = json.path("timestamp").asText() + "\n" + SECRET;
        yield uri.getPath().endsWith("/" + KEY) && json.path("sign").asText().equals(hmac(key, ""));
      }
      default -> true;
    };
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new TreeMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
      }
    }
    return query;
  }

  private static String hmac(String key, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
