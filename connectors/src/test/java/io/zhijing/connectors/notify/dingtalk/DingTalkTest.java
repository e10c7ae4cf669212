package io.zhijing.connectors.notify.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.settings.DingTalkSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.notify.wording.Cut;
import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DingTalkTest {

  private static final DingTalkSettings SETTINGS =
      new DingTalkSettings(
          URI.create("https://robots.example/robot/send"),
          Secret.of("t+1"),
          Secret.of("SECtest0001"),
          "质警",
          TimeLimits.standard());

  private static JsonNode body(Notification notification, Address.Group group) {
    return new DingTalkNotifier(SETTINGS, Samples.CLOCK).body(notification, group);
  }

  @Test
  void signsAsTheVectorSays() {
    assertThat(DingTalkNotifier.sign(1_700_000_000_000L, "SECtest0001"))
        .isEqualTo("iK9eW9jtGBT4TttaiEbfCz5U5QFsyS/Rb/r8GW+V/x4=");
  }

  @Test
  void makesTheAddressAnewForEachAttempt() {
    URI first = DingTalkNotifier.address(SETTINGS, Instant.ofEpochMilli(1_700_000_000_000L));
    assertThat(first.toString())
        .isEqualTo(
            "https://robots.example/robot/send?access_token=t%2B1&timestamp=1700000000000"
                + "&sign=iK9eW9jtGBT4TttaiEbfCz5U5QFsyS%2FRb%2Fr8GW%2BV%2Fx4%3D");
    URI second = DingTalkNotifier.address(SETTINGS, Instant.ofEpochMilli(1_700_000_060_000L));
    assertThat(second.toString())
        .contains("1700000060000")
        .containsOnlyOnce("timestamp=")
        .containsOnlyOnce("sign=")
        .doesNotContain("1700000000000");
  }

  @Test
  void callsMembersAndHoldsTheKeyword() {
    Address.Group group = new Address.Group(List.of("13800000000"), false);
    JsonNode body = body(Samples.immediate(Samples.raised(), group, Language.ZH), group);
    assertThat(body.path("msgtype").asText()).isEqualTo("markdown");
    assertThat(body.at("/markdown/title").asText()).isEqualTo("发布橙色预警：鄂尔多斯市 农用地膜");
    assertThat(body.at("/markdown/text").asText())
        .startsWith("#### 发布橙色预警")
        .endsWith("@13800000000 质警");
    assertThat(body.at("/at/atMobiles/0").asText()).isEqualTo("13800000000");
    assertThat(body.at("/at/isAtAll").asBoolean(true)).isFalse();
  }

  @Test
  void neverExceedsItsBytes() {
    Random random = new Random(3);
    Address.Group group = Address.Group.quiet();
    for (int pieces : new int[] {10, 500, 5000, 20_000}) {
      Notification nasty =
          Samples.immediate(Samples.nastyNotice(random, pieces), group, Language.ZH);
      String text = body(nasty, group).at("/markdown/text").asText();
      assertThat(Cut.bytes(text)).isLessThanOrEqualTo(DingTalkNotifier.MAX_TEXT_BYTES);
      assertThat(text).endsWith("质警");
    }
    String digest =
        body(Samples.digest(300, 0, group, Language.ZH), group).at("/markdown/text").asText();
    assertThat(Cut.bytes(digest)).isLessThanOrEqualTo(DingTalkNotifier.MAX_TEXT_BYTES);
    int named =
        new DingTalkNotifier(SETTINGS, Samples.CLOCK)
            .named(Samples.digest(300, 0, group, Language.ZH));
    assertThat(named).isBetween(2, 299);
    assertThat(digest).contains("第" + (named - 1) + "旗").contains("另有" + (300 - named) + "条未列出");
  }

  @Test
  void servesGroupsOnly() {
    Notification mail =
        Samples.immediate(Samples.raised(), new Address.Mailbox("a@b.example"), Language.ZH);
    assertThat(new DingTalkNotifier(SETTINGS, Samples.CLOCK).send(mail))
        .isEqualTo(new Rejected(RejectReason.BAD_ADDRESS, "DingTalk's robots serve groups"));
  }
}
