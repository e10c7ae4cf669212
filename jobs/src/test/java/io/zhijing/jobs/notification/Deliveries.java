package io.zhijing.jobs.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.notify.RetryPolicy;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.notify.settings.WebhookSettings;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.jobs.settings.NotificationSettings.Limits;
import io.zhijing.jobs.settings.NotificationSettings.Look;
import io.zhijing.jobs.settings.NotificationSettings.Telling;
import io.zhijing.jobs.state.Dispatch;
import io.zhijing.jobs.state.WarningStep;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;

/** Steps, recipients and settings for tests of deliveries. */
final class Deliveries {
  static final Secret KEY = Secret.of("a key for tests, not secret");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Deliveries() {}

  static WebhookSettings webhook(URI endpoint, Duration limit) {
    return new WebhookSettings(
        endpoint,
        KEY,
        Secret.none(),
        URI.create("http://localhost/zhijing"),
        new TimeLimits(limit, limit));
  }

  static Telling telling(Map<String, ChannelSettings> channels, int digestSize) {
    return new Telling(
        ZoneOffset.UTC,
        channels,
        new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(8), 5, Duration.ofHours(1), 0),
        new Limits(Duration.ofDays(1), digestSize, 2, Duration.ofDays(400)),
        new Look("http://localhost/warnings/", true));
  }

  static WarningStep step(String warning, int revision, String action, String from, String to) {
    ObjectNode facts = MAPPER.createObjectNode();
    facts.put("focus", "inspection;region=150100;sector=C14");
    facts.put("scope", "regional").put("where_zh", "呼和浩特市").put("what_zh", "食品制造业");
    facts.put("window_days", 28).put("observed", 9).put("trials", 40).put("expected", 2.5);
    facts.put("upper_bound", 6.0).put("raised_on", "2020-06-01").put("first_day", "2020-05-28");
    facts.put("last_day", "2020-06-01").put("at", "2020-06-01T15:59:59.999Z");
    facts.put("on", "2020-06-01").put("reason", "rate_above_expected");
    facts.put("duty", "special_sampling").put("due_at", "2020-06-02T00:00:00Z");
    facts.put("department", "food_regulator").put("department_zh", "食药");
    try {
      return new WarningStep(
          warning, revision, action, from, to, 0, MAPPER.writeValueAsBytes(facts));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Who is told, on the channel of that name, at once or not; cap 2, digest at 8. */
  static Dispatch to(String recipient, boolean isImmediate, WarningStep step) {
    return to(recipient, new int[] {-1, -1}, isImmediate, step);
  }

  /** The same with quiet hours from and to, minutes of the day. */
  static Dispatch to(String recipient, int[] quiet, boolean isImmediate, WarningStep step) {
    boolean isEnd = step.action().equals("closed") || step.action().equals("withdrawn");
    boolean needsEarlier = isEnd || step.action().equals("downgraded");
    return new Dispatch(
        recipient,
        recipient,
        recipient,
        "zh",
        new String[] {"s-" + recipient},
        new Dispatch.Terms(isImmediate, needsEarlier, isEnd, 8, quiet[0], quiet[1], 2, false),
        step);
  }

  /** The same, if it concerns only those who were told before. */
  static Dispatch forFollowers(Dispatch dispatch) {
    Dispatch.Terms terms = dispatch.terms();
    return new Dispatch(
        dispatch.recipient(),
        dispatch.channel(),
        dispatch.address(),
        dispatch.language(),
        dispatch.subscriptions(),
        new Dispatch.Terms(
            terms.isImmediate(),
            terms.needsEarlier(),
            terms.isEnd(),
            terms.digestHour(),
            terms.quietFrom(),
            terms.quietTo(),
            terms.cap(),
            true),
        dispatch.step());
  }
}
