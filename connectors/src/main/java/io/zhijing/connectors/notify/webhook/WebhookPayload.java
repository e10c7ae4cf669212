package io.zhijing.connectors.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.exchange.Hmac;
import io.zhijing.connectors.notify.wording.AlertFacts;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Alertmanager's webhook payload, version 4, so that what receives from an Alertmanager receives
 * from us. Fields of our own ({@code deliveryId}, {@code createdAt}, {@code language}) come last;
 * readers of version 4 ignore what they do not know.
 */
final class WebhookPayload {

  /** What stands for "not ended" in version 4: Go's zero time. */
  private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

  private static final int FINGERPRINT_BYTES = 8;

  private WebhookPayload() {}

  static ObjectNode of(Notification notification, String receiver, URI externalUrl) {
    List<Notice> notices = notification.content().notices();
    boolean isOver = notices.stream().allMatch(notice -> notice.step().isEnd());
    SortedMap<String, String> group = new TreeMap<>();
    if (notification.content() instanceof Notification.Immediate) {
      group.put("warning_id", notices.get(0).warningId());
    }
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("version", "4");
    payload.put("groupKey", "{}:" + braces(group));
    payload.put("truncatedAlerts", notification.content().more());
    payload.put("status", status(isOver)).put("receiver", receiver);
    put(payload, "groupLabels", group);
    put(
        payload,
        "commonLabels",
        common(
            notices.stream().map(each -> AlertFacts.labels(each, each.step().level())).toList()));
    put(
        payload,
        "commonAnnotations",
        common(notices.stream().map(each -> AlertFacts.annotations(notification, each)).toList()));
    payload.put("externalURL", externalUrl.toString());
    var alerts = payload.putArray("alerts");
    notices.forEach(notice -> alerts.add(alert(notification, notice, externalUrl)));
    payload.put("deliveryId", notification.id().text());
    payload.put("createdAt", TIME.format(notification.createdAt()));
    return payload.put("language", notification.language().code());
  }

  private static ObjectNode alert(Notification notification, Notice notice, URI externalUrl) {
    SortedMap<String, String> labels = AlertFacts.labels(notice, notice.step().level());
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    alert.put("status", status(notice.step().isEnd()));
    put(alert, "labels", labels);
    put(alert, "annotations", AlertFacts.annotations(notification, notice));
    OffsetDateTime start = AlertFacts.startsAt(notification, notice);
    alert.put("startsAt", TIME.format(start));
    alert.put(
        "endsAt",
        notice.step().isEnd() ? TIME.format(AlertFacts.endedAt(notification, notice)) : NOT_ENDED);
    alert.put("generatorURL", notice.link().orElse(externalUrl).toString());
    byte[] digest = Hmac.sha256("fingerprint", braces(labels).getBytes(UTF_8));
    return alert.put("fingerprint", HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES));
  }

  private static String status(boolean isOver) {
    return isOver ? "resolved" : "firing";
  }

  private static void put(ObjectNode object, String name, Map<String, String> texts) {
    texts.forEach(object.putObject(name)::put);
  }

  private static SortedMap<String, String> common(List<SortedMap<String, String>> all) {
    SortedMap<String, String> common = new TreeMap<>(all.get(0));
    all.forEach(each -> common.entrySet().retainAll(each.entrySet()));
    return common;
  }

  private static String braces(SortedMap<String, String> labels) {
    StringBuilder text = new StringBuilder("{");
    labels.forEach(
        (name, value) -> {
          text.append(text.length() > 1 ? "," : "").append(name).append("=\"");
          text.append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        });
    return text.append('}').toString();
  }
}
