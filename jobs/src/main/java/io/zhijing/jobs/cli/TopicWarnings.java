package io.zhijing.jobs.cli;

import io.zhijing.connectors.kafka.TopicKeeping;
import io.zhijing.connectors.kafka.TopicKeeping.Doubt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says of topics that exist in what they differ from those that the set-up makes. */
final class TopicWarnings {
  private final Messages messages;

  TopicWarnings(Messages messages) {
    this.messages = messages;
  }

  /** A line for each fault of a topic; one line for all topics of which there is one copy. */
  List<String> lines(List<TopicKeeping> topics) {
    List<String> lines = new ArrayList<>();
    List<String> single = new ArrayList<>();
    for (TopicKeeping topic : topics) {
      for (Doubt doubt : topic.doubts()) {
        if (doubt == Doubt.ONE_REPLICA) {
          single.add(topic.topic());
        } else {
          lines.add(line(topic, doubt));
        }
      }
    }
    if (!single.isEmpty()) {
      lines.add(messages.text("setup.one-replica", String.join(", ", single)));
    }
    return lines;
  }

  private String line(TopicKeeping topic, Doubt doubt) {
    return switch (doubt) {
      case AGE ->
          messages.text(
              "setup.age",
              topic.topic(),
              String.valueOf(Duration.ofMillis(topic.retentionMillis()).toHours()),
              String.valueOf(topic.retentionMillis()));
      case SIZE ->
          messages.text("setup.size", topic.topic(), String.valueOf(topic.retentionBytes()));
      case POLICY ->
          messages.text("setup.policy", topic.topic(), topic.policy(), topic.wantedPolicy());
      case ONE_REPLICA -> messages.text("setup.one-replica", topic.topic());
    };
  }
}
