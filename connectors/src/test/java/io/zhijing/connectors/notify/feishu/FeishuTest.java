package io.zhijing.connectors.notify.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.exchange.JsonPosts;
import io.zhijing.connectors.notify.settings.FeishuSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.secret.Secret;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeishuTest {

  private static final Address GROUP = Address.Group.quiet();

  @Test
  void signsAsTheVectorSays() {
    assertThat(FeishuNotifier.sign(1_700_000_000L, "test0001"))
        .isEqualTo("ed9LaFfUOKl6VDHbB8MkonqkIWVyR42hH8T+YTQJqDE=");
  }

  @Test
  void writesRichTextInItsLanguage() {
    JsonNode body =
        FeishuNotifier.body(Samples.immediate(Samples.raised(), GROUP, Language.EN), true, "qrisk");
    assertThat(body.path("msg_type").asText()).isEqualTo("post");
    JsonNode post = body.at("/content/post/en_us");
    assertThat(post.path("title").asText()).isEqualTo("ORANGE warning raised: Ordos, plastic film");
    assertThat(post.at("/content/0/0/text").asText()).isEqualTo("Level: ORANGE");
    assertThat(post.path("content").findValuesAsText("href"))
        .containsExactly("https://quality.example/warnings/w-150600-G04");
    assertThat(post.path("content").findValuesAsText("user_id")).containsExactly("all");
    assertThat(post.path("content").findValuesAsText("text")).contains("qrisk");
  }

  @Test
  void dataStayTextAndTheBodyWithinItsBytes() {
    Random random = new Random(9);
    for (int pieces : new int[] {10, 300, 3000, 10_000}) {
      JsonNode body =
          FeishuNotifier.body(
              Samples.immediate(Samples.nastyNotice(random, pieces), GROUP, Language.ZH),
              false,
              "");
      assertThat(JsonPosts.bytes(body).length).isLessThanOrEqualTo(FeishuNotifier.MAX_BODY_BYTES);
      Set<String> tags = new HashSet<>(body.findValuesAsText("tag"));
      assertThat(Set.of("text", "a")).containsAll(tags);
    }
    JsonNode digest = FeishuNotifier.body(Samples.digest(400, 0, GROUP, Language.ZH), false, "");
    assertThat(JsonPosts.bytes(digest).length).isLessThanOrEqualTo(FeishuNotifier.MAX_BODY_BYTES);
    List<String> texts = digest.findValuesAsText("text");
    FeishuSettings settings =
        new FeishuSettings(
            URI.create("https://robots.example/hook/"),
            Secret.of("t"),
            Secret.none(),
            "",
            TimeLimits.standard());
    int named =
        new FeishuNotifier(settings, Samples.CLOCK)
            .named(Samples.digest(400, 0, GROUP, Language.ZH));
    assertThat(named).isBetween(2, 399);
    assertThat(texts.get(texts.size() - 1)).isEqualTo("另有" + (400 - named) + "条未列出，见控制台");
  }
}
