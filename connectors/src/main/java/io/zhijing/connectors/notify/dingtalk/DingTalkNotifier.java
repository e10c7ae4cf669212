package io.zhijing.connectors.notify.dingtalk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.exchange.Hmac;
import io.zhijing.connectors.notify.exchange.HttpPost;
import io.zhijing.connectors.notify.exchange.JsonPosts;
import io.zhijing.connectors.notify.exchange.RobotReply;
import io.zhijing.connectors.notify.settings.DingTalkSettings;
import io.zhijing.connectors.notify.wording.Composer;
import io.zhijing.connectors.notify.wording.Cut;
import io.zhijing.connectors.notify.wording.MarkdownForm;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Posts Markdown to a group's custom robot. The robot knows no idempotency: after an attempt whose
 * answer was lost, a message may stand twice; the warning's number and revision in it show that.
 */
public final class DingTalkNotifier implements Notifier {

  /** The vendor's limit for a body is 20,000 bytes; this leaves room for what stands around. */
  static final int MAX_TEXT_BYTES = 18_000;

  private static final RobotReply REPLY =
      new RobotReply(
          "errcode",
          "errmsg",
          Set.of(130101, 410100, 302033),
          Set.of(-1),
          Map.of(
              310000, RejectReason.SECURITY_CHECK_FAILED,
              300001, RejectReason.NO_SUCH_TARGET,
              400013, RejectReason.NO_SUCH_TARGET,
              400101, RejectReason.NO_SUCH_TARGET,
              400102, RejectReason.NO_SUCH_TARGET,
              400106, RejectReason.NO_SUCH_TARGET,
              430101, RejectReason.CONTENT_REFUSED,
              430102, RejectReason.CONTENT_REFUSED,
              430104, RejectReason.CONTENT_REFUSED));

  private final DingTalkSettings settings;
  private final HttpPost http;
  private final InstantSource time;

  /** A robot; the time is what signatures are made for. */
  public DingTalkNotifier(DingTalkSettings settings, InstantSource time) {
    this.settings = settings;
    this.http = new HttpPost(settings.limits(), time);
    this.time = time;
  }

  @Override
  public Outcome send(Notification notification) {
    if (!(notification.address() instanceof Address.Group group)) {
      return new Outcome.Rejected(RejectReason.BAD_ADDRESS, "DingTalk's robots serve groups");
    }
    List<String> hidden = new ArrayList<>(group.mobiles());
    hidden.add(settings.accessToken().reveal());
    hidden.add(settings.signingSecret().reveal());
    HttpPost.Request request =
        JsonPosts.request(
            address(settings, time.instant()), notification.id(), body(notification, group));
    return REPLY.outcome(http.send(request), notification.id().text(), hidden);
  }

  /** The address of one attempt: made anew each time, for the sign holds for an hour. */
  static URI address(DingTalkSettings settings, Instant at) {
    StringBuilder address = new StringBuilder(settings.endpoint().toString());
    address.append("?access_token=").append(encode(settings.accessToken().reveal()));
    if (settings.signingSecret().isPresent()) {
      long millis = at.toEpochMilli();
      address.append("&timestamp=").append(millis);
      address.append("&sign=").append(encode(sign(millis, settings.signingSecret().reveal())));
    }
    return URI.create(address.toString());
  }

  /** Base64 of the HMAC under the secret of time and secret. */
  static String sign(long millis, String secret) {
    byte[] signed = (millis + "\n" + secret).getBytes(UTF_8);
    return Base64.getEncoder().encodeToString(Hmac.sha256(secret, signed));
  }

  @Override
  public int named(Notification notification) {
    List<String> mobiles =
        notification.address() instanceof Address.Group group ? group.mobiles() : List.of();
    int room = MAX_TEXT_BYTES - Cut.bytes(rest(mobiles));
    return Composer.named(
        notification, message -> Cut.bytes(MarkdownForm.DINGTALK.render(message)) <= room);
  }

  /** Whom the message calls, and the word that the robot looks for. */
  private String rest(List<String> mobiles) {
    StringBuilder ending = new StringBuilder();
    mobiles.forEach(mobile -> ending.append(" @").append(mobile));
    if (!settings.keyword().isEmpty()) {
      ending.append(' ').append(settings.keyword());
    }
    return ending.length() == 0 ? "" : "\n\n" + ending.toString().strip();
  }

  ObjectNode body(Notification notification, Address.Group group) {
    String rest = rest(group.mobiles());
    int room = MAX_TEXT_BYTES - Cut.bytes(rest);
    String title = Composer.title(notification);
    String text =
        Composer.fit(notification, MarkdownForm.DINGTALK::render, each -> Cut.bytes(each) <= room)
            .orElseGet(() -> Cut.toBytes(MarkdownForm.escape(title), room));
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "markdown");
    body.putObject("markdown").put("title", Cut.toBytes(title, 200)).put("text", text + rest);
    ObjectNode at = body.putObject("at").put("isAtAll", group.isAll());
    group.mobiles().forEach(at.putArray("atMobiles")::add);
    return body;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
