package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.kafka.TopicKeeping;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TopicWarningsTest {
  private static final long WEEK = 7L * 24 * 3600 * 1000;

  private static final List<TopicKeeping> TOPICS =
      List.of(
          new TopicKeeping("zhijing.complaints", "delete", "delete", WEEK, -1, 1),
          new TopicKeeping("zhijing.rules", "delete", "delete", -1, 1_000_000, 1),
          new TopicKeeping("zhijing.subscriptions", "compact", "delete", -1, -1, 3));

  private static List<String> lines(Locale locale, List<TopicKeeping> topics) {
    return new TopicWarnings(new Messages(locale)).lines(topics);
  }

  @Test
  void eachFaultIsSaidWithWhatHelpsAndOneCopyOnce() {
    List<String> lines = lines(Locale.ENGLISH, TOPICS);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .contains("zhijing.complaints loses what is older than 168 hours")
        .contains("--topic zhijing.complaints --add-config retention.ms=-1");
    assertThat(lines.get(1)).contains("zhijing.rules keeps 1000000 bytes");
    assertThat(lines.get(2)).contains("zhijing.subscriptions has cleanup.policy=delete");
    assertThat(lines.get(3)).contains("zhijing.complaints, zhijing.rules");
  }

  @Test
  void bothLanguagesNameTheSameTopics() {
    List<String> lines = lines(Locale.SIMPLIFIED_CHINESE, TOPICS);
    assertThat(lines).hasSize(4).allMatch(line -> line.startsWith("警告"));
    assertThat(lines.get(0)).contains("zhijing.complaints", "168", "604800000");
  }

  @Test
  void ofTopicsAsWeMakeThemNothingIsSaid() {
    assertThat(
            lines(
                Locale.ENGLISH,
                List.of(new TopicKeeping("zhijing.rules", "delete", "delete", -1, -1, 3))))
        .isEmpty();
  }
}
