package io.zhijing.jobs.notification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one recipient got. */
final class Inbox {
  final Set<String> deliveries = new HashSet<>();
  final Set<String> raisedAtOnce = new HashSet<>();
  final Set<String> inDigest = new HashSet<>();
  int messages;
  int more;
  int digests;

  static Map<String, Inbox> all(List<Receiver> hooks, Mailboxes mail) {
    Map<String, Inbox> inboxes = new TreeMap<>();
    for (Receiver hook : hooks) {
      for (JsonNode message : hook.taken()) {
        inboxes
            .computeIfAbsent(message.path("receiver").asText(), name -> new Inbox())
            .take(message);
      }
    }
    for (Mailboxes.Mail each : mail.taken()) {
      Inbox inbox = inboxes.computeIfAbsent(each.to(), name -> new Inbox());
      inbox.messages++;
      inbox.deliveries.add(each.delivery());
    }
    return inboxes;
  }

  private void take(JsonNode message) {
    messages++;
    boolean isNew = deliveries.add(message.path("deliveryId").asText());
    boolean isDigest = !message.path("groupLabels").has("warning_id");
    if (isDigest && isNew) {
      digests++;
      more += message.path("truncatedAlerts").asInt();
    }
    for (JsonNode alert : message.path("alerts")) {
      String warning = alert.path("labels").path("warning_id").asText();
      if (alert.path("annotations").path("action").asText().equals("raised")) {
        (isDigest ? inDigest : raisedAtOnce).add(warning);
      }
    }
  }
}
