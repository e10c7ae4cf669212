package io.zhijing.connectors.notify.wecom;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.exchange.HttpPost;
import io.zhijing.connectors.notify.exchange.JsonPosts;
import io.zhijing.connectors.notify.exchange.RobotReply;
import io.zhijing.connectors.notify.settings.WeComSettings;
import io.zhijing.connectors.notify.wording.Composer;
import io.zhijing.connectors.notify.wording.Cut;
import io.zhijing.connectors.notify.wording.MarkdownForm;
import io.zhijing.connectors.notify.wording.Message;
import io.zhijing.connectors.notify.wording.PlainForm;
import java.net.URI;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Posts to a group's robot: Markdown, or plain text where members are to be called, since only text
 * can call them by telephone. The robot knows no idempotency.
 */
public final class WeComNotifier implements Notifier {

  /** Largest content of a text message, in bytes of UTF-8. */
  static final int MAX_TEXT_BYTES = 2_048;

  /** Largest content of a Markdown message, in bytes of UTF-8. */
  static final int MAX_MARKDOWN_BYTES = 4_096;

  private static final RobotReply REPLY =
      new RobotReply(
          "errcode",
          "errmsg",
          Set.of(45009),
          Set.of(-1),
          Map.of(
              93000, RejectReason.NO_SUCH_TARGET,
              40058, RejectReason.CONTENT_REFUSED,
              44004, RejectReason.CONTENT_REFUSED,
              45002, RejectReason.CONTENT_REFUSED));

  private final WeComSettings settings;
  private final HttpPost http;

  /** A robot. */
  public WeComNotifier(WeComSettings settings, InstantSource time) {
    this.settings = settings;
    this.http = new HttpPost(settings.limits(), time);
  }

  @Override
  public Outcome send(Notification notification) {
    if (!(notification.address() instanceof Address.Group group)) {
      return new Outcome.Rejected(RejectReason.BAD_ADDRESS, "WeCom's robots serve groups");
    }
    List<String> hidden = new ArrayList<>(group.mobiles());
    hidden.add(settings.key().reveal());
    URI address =
        URI.create(
            settings.endpoint() + "?key=" + URLEncoder.encode(settings.key().reveal(), UTF_8));
    HttpPost.Request request =
        JsonPosts.request(address, notification.id(), body(notification, group));
    return REPLY.outcome(http.send(request), notification.id().text(), hidden);
  }

  @Override
  public int named(Notification notification) {
    return Composer.named(
        notification,
        notification.address() instanceof Address.Group group && isCalling(group)
            ? WeComNotifier::fitsText
            : WeComNotifier::fitsMarkdown);
  }

  private static boolean isCalling(Address.Group group) {
    return group.isAll() || !group.mobiles().isEmpty();
  }

  private static boolean fitsText(Message message) {
    return Cut.bytes(PlainForm.render(message)) <= MAX_TEXT_BYTES;
  }

  private static boolean fitsMarkdown(Message message) {
    return Cut.bytes(MarkdownForm.WECOM.render(message)) <= MAX_MARKDOWN_BYTES;
  }

  static ObjectNode body(Notification notification, Address.Group group) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (isCalling(group)) {
      String text =
          Composer.fit(notification, Function.identity(), WeComNotifier::fitsText)
              .map(PlainForm::render)
              .orElseGet(() -> Cut.toBytes(Composer.title(notification), MAX_TEXT_BYTES));
      ObjectNode content = body.put("msgtype", "text").putObject("text").put("content", text);
      if (group.isAll()) {
        content.putArray("mentioned_list").add("@all");
      }
      group.mobiles().forEach(content.putArray("mentioned_mobile_list")::add);
      return body;
    }
    String markdown =
        Composer.fit(notification, Function.identity(), WeComNotifier::fitsMarkdown)
            .map(MarkdownForm.WECOM::render)
            .orElseGet(
                () ->
                    Cut.toBytes(
                        MarkdownForm.escape(Composer.title(notification)), MAX_MARKDOWN_BYTES));
    body.put("msgtype", "markdown").putObject("markdown").put("content", markdown);
    return body;
  }
}
