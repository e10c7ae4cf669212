package io.zhijing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.kafka.TopicKeeping.Doubt;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicKeepingTest {
  private static final long WEEK = 7L * 24 * 3600 * 1000;

  private static List<Doubt> doubts(String wanted, String policy, long millis, long bytes) {
    return new TopicKeeping("zhijing.complaints", wanted, policy, millis, bytes, 3).doubts();
  }

  @Test
  void aTopicAsWeMakeItHasNoFault() {
    assertThat(doubts("delete", "delete", -1, -1)).isEmpty();
    assertThat(doubts("compact", "compact", -1, -1)).isEmpty();
  }

  @Test
  void whatTheBrokerWouldDeleteIsFound() {
    assertThat(doubts("delete", "delete", WEEK, -1)).containsExactly(Doubt.AGE);
    assertThat(doubts("delete", "delete", -1, 1_000_000)).containsExactly(Doubt.SIZE);
    assertThat(doubts("delete", "delete", 0, 0)).containsExactly(Doubt.AGE, Doubt.SIZE);
  }

  @Test
  void aCompactedTopicIsNotAskedForItsAgeUnlessItDeletesToo() {
    assertThat(doubts("compact", "compact", WEEK, 1_000_000)).isEmpty();
    assertThat(doubts("compact", "compact,delete", WEEK, -1))
        .containsExactly(Doubt.POLICY, Doubt.AGE);
    assertThat(doubts("compact", "delete", -1, -1)).containsExactly(Doubt.POLICY);
    assertThat(doubts("delete", "compact", WEEK, -1)).containsExactly(Doubt.POLICY);
  }

  @Test
  void oneCopyIsFound() {
    assertThat(new TopicKeeping("zhijing.rules", "delete", "delete", -1, -1, 1).doubts())
        .containsExactly(Doubt.ONE_REPLICA);
  }
}
