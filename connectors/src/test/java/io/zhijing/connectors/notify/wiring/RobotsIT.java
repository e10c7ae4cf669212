package io.zhijing.connectors.notify.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Notifier;
import io.zhijing.connectors.notify.Outcome;
import io.zhijing.connectors.notify.Outcome.Delivered;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.exchange.Peer;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.notify.settings.DingTalkSettings;
import io.zhijing.connectors.notify.settings.FeishuSettings;
import io.zhijing.connectors.notify.settings.SmsSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.notify.settings.WeComSettings;
import io.zhijing.connectors.secret.Secret;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Robots and a gateway against a server that checks what it is sent and answers as they do. */
@Timeout(60)
class RobotsIT {

  private static final TimeLimits LIMITS = TimeLimits.standard();
  private static final InstantSource AT_VECTOR =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Peer peer;

  @BeforeEach
  void open() throws IOException {
    peer = new Peer();
  }

  @AfterEach
  void close() {
    peer.close();
  }

  private static Notification to(Address address) {
    return Samples.immediate(Samples.raised(), address, Language.ZH);
  }

  private Outcome send(ChannelSettings settings, Address address) {
    Notifier notifier = Notifiers.of(settings, AT_VECTOR);
    return notifier.send(to(address));
  }

  private JsonNode body(int request) throws IOException {
    return MAPPER.readTree(peer.received().get(request).body());
  }

  @Test
  void dingTalkSignsTheAddress() throws IOException {
    DingTalkSettings settings =
        new DingTalkSettings(
            peer.at("/robot/send"), Secret.of("tok"), Secret.of("SECtest0001"), "", LIMITS);
    peer.replies(200, "{\"errcode\":0,\"errmsg\":\"ok\"}")
        .replies(200, "{\"errcode\":310000,\"errmsg\":\"sign not match, SECtest0001\"}")
        .replies(200, "{\"errcode\":410100,\"errmsg\":\"发送速度太快而限流\"}")
        .replies(200, "<html>proxy</html>")
        .replies(429, "", "Retry-After", "60");
    Notifier notifier = Notifiers.of(settings, AT_VECTOR);
    Notification raised = to(Address.Group.quiet());
    assertThat(notifier.send(raised)).isEqualTo(new Delivered("d-0001"));
    assertThat(notifier.send(raised))
        .isEqualTo(
            new Rejected(RejectReason.SECURITY_CHECK_FAILED, "errcode 310000 sign not match, ***"));
    assertThat(notifier.send(raised))
        .isEqualTo(new Retryable(RetryReason.RATE_LIMITED, "errcode 410100 发送速度太快而限流"));
    assertThat(((Retryable) notifier.send(raised)).reason()).isEqualTo(RetryReason.GARBLED_ANSWER);
    assertThat(((Retryable) notifier.send(raised)).retryAfter().orElseThrow()).hasSeconds(60);
    for (Peer.Received request : peer.received()) {
      assertThat(request.uri().getRawQuery())
          .isEqualTo(
              "access_token=tok&timestamp=1700000000000"
                  + "&sign=iK9eW9jtGBT4TttaiEbfCz5U5QFsyS%2FRb%2Fr8GW%2BV%2Fx4%3D");
    }
    assertThat(body(0).at("/markdown/text").asText()).contains("鄂尔多斯市");
  }

  @Test
  void weComSendsItsKey() throws IOException {
    WeComSettings settings =
        new WeComSettings(peer.at("/cgi-bin/webhook/send"), Secret.of("k-1"), LIMITS);
    peer.replies(200, "{\"errcode\":0,\"errmsg\":\"ok\"}")
        .replies(200, "{\"errcode\":93000,\"errmsg\":\"invalid webhook url k-1\"}")
        .replies(200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}");
    assertThat(send(settings, Address.Group.quiet())).isEqualTo(new Delivered("d-0001"));
    assertThat(send(settings, Address.Group.quiet()))
        .isEqualTo(
            new Rejected(RejectReason.NO_SUCH_TARGET, "errcode 93000 invalid webhook url ***"));
    assertThat(((Retryable) send(settings, Address.Group.quiet())).reason())
        .isEqualTo(RetryReason.RATE_LIMITED);
    assertThat(peer.received().get(0).uri().getRawQuery()).isEqualTo("key=k-1");
    assertThat(body(0).at("/markdown/content").asText()).contains("橙色");
  }

  @Test
  void feishuSignsTheBody() throws IOException {
    FeishuSettings settings =
        new FeishuSettings(
            peer.at("/open-apis/bot/v2/hook/"),
            Secret.of("hook-1"),
            Secret.of("test0001"),
            "",
            LIMITS);
    peer.replies(
            200,
            "{\"code\":0,\"msg\":\"success\",\"data\":{},\"StatusCode\":0,\"StatusMessage\":\"success\"}")
        .replies(200, "{\"code\":19021,\"msg\":\"sign match fail\"}")
        .replies(400, "{\"code\":11232,\"msg\":\"frequency limited\"}")
        .replies(200, "{\"StatusCode\":0}");
    assertThat(send(settings, Address.Group.quiet())).isEqualTo(new Delivered("d-0001"));
    assertThat(send(settings, Address.Group.quiet()))
        .isEqualTo(new Rejected(RejectReason.SECURITY_CHECK_FAILED, "code 19021 sign match fail"));
    assertThat(((Retryable) send(settings, Address.Group.quiet())).reason())
        .isEqualTo(RetryReason.RATE_LIMITED);
    assertThat(((Retryable) send(settings, Address.Group.quiet())).reason())
        .isEqualTo(RetryReason.GARBLED_ANSWER);
    assertThat(peer.received().get(0).uri()).hasToString("/open-apis/bot/v2/hook/hook-1");
    assertThat(body(0).path("timestamp").asText()).isEqualTo("1700000000");
    assertThat(body(0).path("sign").asText())
        .isEqualTo("ed9LaFfUOKl6VDHbB8MkonqkIWVyR42hH8T+YTQJqDE=");
  }

  @Test
  void gatewaysAreReadByPointer() throws IOException {
    SmsSettings settings =
        new SmsSettings(
            peer.at("/send"),
            Map.of("X-Key", Secret.of("sms-key")),
            new SmsSettings.Form(
                Map.of("to", "${phone}", "text", "${text}", "id", "${delivery_id}"), Secret.none()),
            new SmsSettings.Success("/result/code", "OK", "/result/id", Set.of("BUSY")),
            new SmsSettings.Size(1, 0),
            LIMITS);
    Address phone = new Address.Phone("+8613800000000");
    peer.replies(200, "{\"result\":{\"code\":\"OK\",\"id\":\"m-9\"}}")
        .replies(200, "{\"result\":{\"code\":\"BUSY\"}}")
        .replies(200, "{\"result\":{\"code\":\"BLACK\",\"to\":\"+8613800000000\"}}")
        .replies(200, "{}");
    assertThat(send(settings, phone)).isEqualTo(new Delivered("m-9"));
    assertThat(((Retryable) send(settings, phone)).reason())
        .isEqualTo(RetryReason.PEER_UNAVAILABLE);
    assertThat(send(settings, phone))
        .isEqualTo(
            new Rejected(RejectReason.REFUSED, "{\"result\":{\"code\":\"BLACK\",\"to\":\"***\"}}"));
    assertThat(((Retryable) send(settings, phone)).reason()).isEqualTo(RetryReason.GARBLED_ANSWER);
    Peer.Received request = peer.received().get(0);
    assertThat(request.headers()).containsEntry("X-Key", "sms-key");
    assertThat(new String(request.body(), UTF_8))
        .startsWith("id=d-0001&text=%E5%8F%91%E5%B8%83")
        .endsWith("&to=%2B8613800000000");
  }
}
