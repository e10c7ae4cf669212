package io.zhijing.connectors.notify.alertmanager;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.exchange.HttpPost;
import io.zhijing.connectors.notify.exchange.JsonPosts;
import io.zhijing.connectors.notify.settings.AlertmanagerSettings;
import io.zhijing.connectors.notify.wording.AlertFacts;
import io.zhijing.detection.model.RiskLevel;
import java.net.URI;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Posts alerts to {@code /api/v2/alerts}. An Alertmanager ends by itself what has no end and is not
 * repeated within minutes, so a standing warning carries an end far ahead, and an ended one carries
 * its end. Alerts of the warning at all other levels end in the same request, whichever of them was
 * told here: which one that was, a step that waited or a lost one does not say. A repeat changes
 * nothing, for an alert is named by its labels.
 */
public final class AlertmanagerNotifier implements Notifier {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

  private final AlertmanagerSettings settings;
  private final HttpPost http;
  private final URI address;

  /** A server. */
  public AlertmanagerNotifier(AlertmanagerSettings settings, InstantSource time) {
    this.settings = settings;
    this.http = new HttpPost(settings.limits(), time);
    String base = settings.base().toString();
    this.address = URI.create((base.endsWith("/") ? base : base + "/") + "api/v2/alerts");
  }

  @Override
  public Outcome send(Notification notification) {
    if (!(notification.address() instanceof Address.Receiver)) {
      return new Outcome.Rejected(RejectReason.BAD_ADDRESS, "an Alertmanager is a receiver");
    }
    HttpPost.Request request =
        JsonPosts.request(address, notification.id(), alerts(notification, settings));
    if (settings.authorization().isPresent()) {
      request = request.with("Authorization", settings.authorization().reveal());
    }
    return http.send(request)
        .outcome(
            List.of(settings.authorization().reveal()),
            replied -> new Delivered(notification.id().text()));
  }

  static ArrayNode alerts(Notification notification, AlertmanagerSettings settings) {
    ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
    for (Notice notice : notification.content().notices()) {
      RiskLevel level = notice.step().level();
      OffsetDateTime ended = AlertFacts.endedAt(notification, notice);
      boolean isEnd = notice.step().isEnd();
      alerts.add(
          alert(
              notification,
              notice,
              level,
              isEnd ? ended : notification.createdAt().plus(settings.hold())));
      for (RiskLevel other : others(notice)) {
        alerts.add(alert(notification, notice, other, ended));
      }
    }
    return alerts;
  }

  /**
   * Levels that may have been told before: none before the first step. The end of what never was
   * would make an Alertmanager wait with what comes next.
   */
  private static List<RiskLevel> others(Notice notice) {
    return Arrays.stream(RiskLevel.values())
        .filter(each -> notice.revision() > 1)
        .filter(each -> each != RiskLevel.NONE && each != notice.step().level())
        .toList();
  }

  private static ObjectNode alert(
      Notification notification, Notice notice, RiskLevel level, OffsetDateTime endsAt) {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    put(alert, "labels", AlertFacts.labels(notice, level));
    put(alert, "annotations", AlertFacts.annotations(notification, notice));
    alert.put("startsAt", TIME.format(AlertFacts.startsAt(notification, notice)));
    alert.put("endsAt", TIME.format(endsAt));
    notice.link().ifPresent(link -> alert.put("generatorURL", link.toString()));
    return alert;
  }

  private static void put(ObjectNode object, String name, Map<String, String> texts) {
    texts.forEach(object.putObject(name)::put);
  }
}
