package io.zhijing.connectors.notify.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.exchange.HttpPost;
import io.zhijing.connectors.notify.exchange.JsonPosts;
import io.zhijing.connectors.notify.settings.SmsSettings;
import io.zhijing.connectors.notify.wording.Composer;
import io.zhijing.connectors.notify.wording.Cut;
import io.zhijing.connectors.notify.wording.Words;
import java.net.URI;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills a gateway's template. Values go into JSON strings or form fields, never into syntax. */
final class SmsRequest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String MARK = "simulated.title";

  /** What tells of a warning: a registered template holds only some of these. */
  private static final List<String> TELLING =
      List.of("text", "action", "what", "where", "level", "counts", "duty", "warning_id");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z_]+)}");

  private SmsRequest() {}

  static HttpPost.Request of(SmsSettings settings, Notification notification, String phone) {
    Map<String, String> values = values(settings, notification, phone);
    Map<String, String> headers = new HashMap<>();
    settings.headers().forEach((name, value) -> headers.put(name, value.reveal()));
    headers.put(JsonPosts.DELIVERY_ID, notification.id().text());
    byte[] body;
    if (settings.body() instanceof SmsSettings.Json json) {
      headers.put("Content-Type", "application/json; charset=utf-8");
      body = JsonPosts.bytes(fill(parse(json.template()), values));
    } else if (settings.body() instanceof SmsSettings.Form form) {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
      body = form(form, values);
    } else {
      throw new IllegalStateException("a body is JSON or a form");
    }
    return new HttpPost.Request(settings.endpoint(), headers, body);
  }

  static Map<String, String> values(SmsSettings settings, Notification notification, String phone) {
    Notice first = notification.content().notices().get(0);
    Words words = Words.of(notification.language());
    Map<String, String> values = new HashMap<>();
    values.put("text", Composer.shortText(notification, settings.size().units()));
    values.put("level", Composer.level(notification, first));
    values.put("action", words.code("action", first.step().action()));
    values.put("where", first.subject().where().in(notification.language()));
    values.put("what", first.subject().what().in(notification.language()));
    values.put("counts", Composer.counts(notification, first));
    values.put("duty", Composer.duty(notification, first));
    values.put("warning_id", first.warningId());
    int more = notification.content().notices().size() - 1 + notification.content().more();
    values.put("count", Integer.toString(more + 1));
    for (String name : carriers(settings.body(), "what")) {
      if (more > 0 && !settings.body().holds("count")) {
        values.compute(name, (key, value) -> words.fill("digest.first", others(more, value)));
      }
    }
    for (String name : carriers(settings.body(), "action", "what")) {
      if (notification.isSimulated()) {
        values.compute(name, (key, value) -> words.fill(MARK, Map.of("title", value)));
      }
    }
    values.replaceAll(
        (name, value) ->
            name.equals("warning_id") ? value : Cut.toUnits(value, settings.size().units()));
    values.put("link", first.link().map(URI::toString).orElse(""));
    values.put("delivery_id", notification.id().text());
    values.put("phone", phone);
    values.put("secret", settings.body().secret().reveal());
    return values;
  }

  private static Map<String, String> others(int more, String first) {
    return Map.of("more", Integer.toString(more), "first", first);
  }

  /** Whether something that must be said can stand in the body at all. */
  static boolean tells(SmsSettings.Body body) {
    return TELLING.stream().anyMatch(body::holds);
  }

  /**
   * Whether the body says anything of a digest's first warning, and not only how many there are.
   */
  static boolean tellsFirst(SmsSettings settings, Notification notification) {
    boolean tells =
        TELLING.stream().anyMatch(name -> !name.equals("text") && settings.body().holds(name));
    return tells
        || (settings.body().holds("text")
            && Composer.tellsFirst(notification, settings.size().units()));
  }

  /**
   * In front of which values stands what must not be overlooked: the named ones; if the body holds
   * none of them, nor the whole text, which says it already, the first that it does hold.
   */
  private static List<String> carriers(SmsSettings.Body body, String... names) {
    List<String> named = List.of(names);
    return body.holds("text") || named.stream().anyMatch(body::holds)
        ? named
        : TELLING.stream().filter(body::holds).limit(1).toList();
  }

  private static JsonNode parse(String template) {
    try {
      return MAPPER.readTree(template);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings with faults were opened", e);
    }
  }

  private static JsonNode fill(JsonNode node, Map<String, String> values) {
    if (node.isTextual()) {
      return JsonNodeFactory.instance.textNode(fill(node.textValue(), values));
    }
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(each -> object.set(each.getKey(), fill(each.getValue(), values)));
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(each -> array.add(fill(each, values)));
      return array;
    }
    return node;
  }

  private static String fill(String template, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(values.get(match.group(1))));
  }

  private static byte[] form(SmsSettings.Form form, Map<String, String> values) {
    StringJoiner fields = new StringJoiner("&");
    new TreeMap<>(form.fields())
        .forEach(
            (name, template) -> fields.add(encode(name) + "=" + encode(fill(template, values))));
    return fields.toString().getBytes(UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
