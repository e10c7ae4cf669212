package io.zhijing.connectors.notify.feishu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.exchange.Hmac;
import io.zhijing.connectors.notify.exchange.HttpPost;
import io.zhijing.connectors.notify.exchange.JsonPosts;
import io.zhijing.connectors.notify.exchange.RobotReply;
import io.zhijing.connectors.notify.settings.FeishuSettings;
import io.zhijing.connectors.notify.wording.Composer;
import io.zhijing.connectors.notify.wording.Cut;
import io.zhijing.connectors.notify.wording.Message;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Posts rich text to a group's custom robot. Rich text is a tree of tagged texts, so data cannot
 * mark anything up and nothing needs an escape. The robot knows no idempotency.
 */
public final class FeishuNotifier implements Notifier {

  /** The vendor's limit for a body is 20 KB; sign and time are added after the measuring. */
  static final int MAX_BODY_BYTES = 19_500;

  private static final int MAX_TITLE_BYTES = 600;

  private static final RobotReply REPLY =
      new RobotReply(
          "code",
          "msg",
          Set.of(11232, 99991400),
          Set.of(-1),
          Map.of(
              9499, RejectReason.CONTENT_REFUSED,
              19001, RejectReason.NO_SUCH_TARGET,
              19002, RejectReason.CONTENT_REFUSED,
              19021, RejectReason.SECURITY_CHECK_FAILED,
              19022, RejectReason.SECURITY_CHECK_FAILED,
              19024, RejectReason.SECURITY_CHECK_FAILED));

  private final FeishuSettings settings;
  private final HttpPost http;
  private final InstantSource time;

  /** A robot; the time is what signatures are made for. */
  public FeishuNotifier(FeishuSettings settings, InstantSource time) {
    this.settings = settings;
    this.http = new HttpPost(settings.limits(), time);
    this.time = time;
  }

  @Override
  public Outcome send(Notification notification) {
    if (!(notification.address() instanceof Address.Group group)) {
      return new Outcome.Rejected(RejectReason.BAD_ADDRESS, "Feishu's robots serve groups");
    }
    ObjectNode body = body(notification, group.isAll(), settings.keyword());
    sign(body, settings, time.instant());
    URI address = URI.create(settings.endpoint() + settings.token().reveal());
    HttpPost.Request request = JsonPosts.request(address, notification.id(), body);
    List<String> hidden = List.of(settings.token().reveal(), settings.signingSecret().reveal());
    return REPLY.outcome(http.send(request), notification.id().text(), hidden);
  }

  private static void sign(ObjectNode body, FeishuSettings settings, Instant at) {
    if (settings.signingSecret().isPresent()) {
      long seconds = at.getEpochSecond();
      body.put("timestamp", Long.toString(seconds));
      body.put("sign", sign(seconds, settings.signingSecret().reveal()));
    }
  }

  /** Base64 of the HMAC of nothing under time and secret. */
  static String sign(long seconds, String secret) {
    return Base64.getEncoder().encodeToString(Hmac.sha256(seconds + "\n" + secret, new byte[0]));
  }

  @Override
  public int named(Notification notification) {
    boolean isAll = notification.address() instanceof Address.Group group && group.isAll();
    String locale = locale(notification);
    return Composer.named(
        notification,
        message -> size(body(message, locale, isAll, settings.keyword())) <= MAX_BODY_BYTES);
  }

  private static String locale(Notification notification) {
    return notification.language() == Language.ZH ? "zh_cn" : "en_us";
  }

  static ObjectNode body(Notification notification, boolean isAll, String keyword) {
    String locale = locale(notification);
    return Composer.fit(
            notification,
            message -> body(message, locale, isAll, keyword),
            each -> size(each) <= MAX_BODY_BYTES)
        .orElseGet(
            () -> {
              String title = Cut.toBytes(Composer.title(notification), MAX_TITLE_BYTES);
              return body(new Message(title, "", List.of(), ""), locale, isAll, keyword);
            });
  }

  private static ObjectNode body(Message message, String locale, boolean isAll, String keyword) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("msg_type", "post");
    ObjectNode post = body.putObject("content").putObject("post").putObject(locale);
    post.put("title", Cut.toBytes(message.title(), MAX_TITLE_BYTES));
    ArrayNode lines = post.putArray("content");
    text(lines, message.note());
    for (Message.Section section : message.sections()) {
      text(lines, message.sections().size() > 1 ? section.headline() : "");
      section.lines().forEach(line -> text(lines, line.label() + ": " + line.value()));
      section
          .link()
          .ifPresent(
              link ->
                  lines
                      .addArray()
                      .addObject()
                      .put("tag", "a")
                      .put("text", section.linkLabel())
                      .put("href", link.toASCIIString()));
    }
    text(lines, message.footer());
    text(lines, keyword);
    if (isAll) {
      lines.addArray().addObject().put("tag", "at").put("user_id", "all");
    }
    return body;
  }

  private static void text(ArrayNode lines, String text) {
    if (!text.isEmpty()) {
      lines.addArray().addObject().put("tag", "text").put("text", text);
    }
  }

  private static int size(JsonNode body) {
    return JsonPosts.bytes(body).length;
  }
}
