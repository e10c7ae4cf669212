package io.zhijing.connectors.notify.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.notify.settings.WeComSettings;
import io.zhijing.connectors.notify.wording.Cut;
import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WeComTest {

  private static final Address.Group QUIET = Address.Group.quiet();
  private static final Address.Group CALLED = new Address.Group(List.of("13800000000"), true);

  @Test
  void speaksMarkdownUntilSomebodyIsCalled() {
    JsonNode quiet =
        WeComNotifier.body(Samples.immediate(Samples.raised(), QUIET, Language.ZH), QUIET);
    assertThat(quiet.path("msgtype").asText()).isEqualTo("markdown");
    assertThat(quiet.at("/markdown/content").asText()).contains("> 级别: 橙色\n");
    JsonNode called =
        WeComNotifier.body(Samples.immediate(Samples.raised(), CALLED, Language.ZH), CALLED);
    assertThat(called.path("msgtype").asText()).isEqualTo("text");
    assertThat(called.at("/text/mentioned_list/0").asText()).isEqualTo("@all");
    assertThat(called.at("/text/mentioned_mobile_list/0").asText()).isEqualTo("13800000000");
  }

  @Test
  void coloursTheHeadlinesOfADigest() {
    JsonNode body = WeComNotifier.body(Samples.digest(2, 0, QUIET, Language.ZH), QUIET);
    assertThat(body.at("/markdown/content").asText())
        .contains("<font color=\"info\">发布黄色预警：第0旗 乳制品</font>");
  }

  @Test
  void neverExceedsItsBytes() {
    Random random = new Random(4);
    for (int pieces : new int[] {10, 100, 400, 3000}) {
      var nasty = Samples.nastyNotice(random, pieces);
      String markdown =
          WeComNotifier.body(Samples.immediate(nasty, QUIET, Language.ZH), QUIET)
              .at("/markdown/content")
              .asText();
      assertThat(Cut.bytes(markdown)).isBetween(1, WeComNotifier.MAX_MARKDOWN_BYTES);
      String text =
          WeComNotifier.body(Samples.immediate(nasty, CALLED, Language.ZH), CALLED)
              .at("/text/content")
              .asText();
      assertThat(Cut.bytes(text)).isBetween(1, WeComNotifier.MAX_TEXT_BYTES);
    }
    String digest =
        WeComNotifier.body(Samples.digest(100, 1, QUIET, Language.EN), QUIET)
            .at("/markdown/content")
            .asText();
    assertThat(Cut.bytes(digest)).isBetween(3500, WeComNotifier.MAX_MARKDOWN_BYTES);
    assertThat(digest).containsPattern("and \\d+ more not listed");
  }

  @Test
  void namesWhatStandsInTheMessageAndCountsTheRest() {
    WeComNotifier notifier =
        new WeComNotifier(
            new WeComSettings(
                URI.create("https://robots.example/send"), Secret.of("k"), TimeLimits.standard()),
            Samples.CLOCK);
    for (Address.Group group : List.of(QUIET, CALLED)) {
      for (int size : new int[] {1, 5, 40}) {
        Notification digest = Samples.digest(size, 2, group, Language.ZH);
        String text = WeComNotifier.body(digest, group).findValue("content").asText();
        int named = notifier.named(digest);
        assertThat(Pattern.compile("第\\d+旗").matcher(text).results().distinct().count())
            .as(text)
            .isEqualTo(named);
        assertThat(text).contains("另有" + (size - named + 2) + "条");
      }
      assertThat(notifier.named(Samples.digest(40, 0, group, Language.ZH))).isBetween(2, 39);
      assertThat(notifier.named(Samples.immediate(Samples.raised(), group, Language.ZH)))
          .isEqualTo(1);
    }
  }
}
