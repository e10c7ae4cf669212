package io.zhijing.connectors.notify.wording;

import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.RiskLevel;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A notice in Prometheus' terms: labels name and route it, annotations tell it. An alert with other
 * labels is another alert, so that labels are only what a warning never changes. The level is the
 * one exception, since routes go by it: a change of level is an end of one alert and a start of
 * another.
 */
public final class AlertFacts {

  private AlertFacts() {}

  /** The labels under a level; none has an empty value. */
  public static SortedMap<String, String> labels(Notice notice, RiskLevel level) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("alertname", "ZhijingWarning");
    labels.put("warning_id", notice.warningId());
    labels.put("level", level.code());
    labels.put("stream", notice.subject().stratum().stream().code());
    for (Map.Entry<Dimension, String> node : notice.subject().stratum().nodes().entrySet()) {
      labels.put(node.getKey().code(), node.getValue());
    }
    if (notice.isSimulated()) {
      labels.put("simulated", "true");
    }
    return labels;
  }

  /** The annotations. */
  public static SortedMap<String, String> annotations(Notification notification, Notice notice) {
    SortedMap<String, String> annotations = new TreeMap<>();
    Words words = Words.of(notification.language());
    String headline = Composer.headline(notification, notice);
    annotations.put(
        "summary",
        notice.isSimulated() ? words.fill("simulated.title", Map.of("title", headline)) : headline);
    annotations.put("description", Composer.counts(notification, notice));
    String duty = Composer.duty(notification, notice);
    if (!duty.isEmpty()) {
      annotations.put("duty", duty);
    }
    notice.subject().scope().ifPresent(scope -> annotations.put("scope", scope.code()));
    annotations.put("focus", notice.subject().focus().key());
    annotations.put("revision", Integer.toString(notice.revision()));
    annotations.put("action", notice.step().action().code());
    annotations.put("delivery_id", notification.id().text());
    return annotations;
  }

  /** When the run of days began: the start of its first day where the authority is. */
  public static OffsetDateTime startsAt(Notification notification, Notice notice) {
    return notice.since().atStartOfDay().atOffset(notification.createdAt().getOffset());
  }

  /** When it ended, for one that has: never before it began. */
  public static OffsetDateTime endedAt(Notification notification, Notice notice) {
    OffsetDateTime start = startsAt(notification, notice);
    return start.isAfter(notification.createdAt()) ? start : notification.createdAt();
  }
}
