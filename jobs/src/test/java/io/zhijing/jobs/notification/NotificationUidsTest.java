package io.zhijing.jobs.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.settings.NotificationFile;
import io.zhijing.jobs.settings.NotificationSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The identities of the notification job's operators, and that its sample settings make a job. */
class NotificationUidsTest {
  private static final Map<String, String> SECRETS =
      Map.of(
          "ZHIJING_MAIL_PASSWORD", "one",
          "ZHIJING_WEBHOOK_KEY", "two",
          "ZHIJING_DINGTALK_TOKEN", "three",
          "ZHIJING_DINGTALK_SECRET", "four");

  @Test
  void theGraphUsesTheUidsOfTheEnumAndNoOthers() throws Exception {
    NotificationSettings settings =
        new NotificationFile(SECRETS).read(Path.of("..", "docs", "notification.sample.yaml"));
    StreamGraph graph =
        NotificationJob.graph(
            "test", settings, NotificationEnds.of(settings), 2, new Configuration());
    Set<String> used = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      String uid = node.getTransformationUID();
      assertThat(uid).as(node.getOperatorName()).isNotNull();
      // A sink's writer and committer append to the uid that the sink was given.
      used.add(uid.contains(": ") ? uid.substring(uid.indexOf(": ") + 2) : uid);
    }
    Set<String> known = new TreeSet<>();
    Arrays.stream(NotificationUids.values()).forEach(each -> known.add(each.uid()));
    assertThat(used).isEqualTo(known);
  }

  @Test
  void theGoldenListIsUnchanged() throws Exception {
    try (var golden = NotificationUidsTest.class.getResourceAsStream("/notification-uids.txt")) {
      List<String> lines =
          new String(golden.readAllBytes(), StandardCharsets.UTF_8).lines().sorted().toList();
      assertThat(Arrays.stream(NotificationUids.values()).map(NotificationUids::uid).sorted())
          .as("a changed uid loses state: see CONTRIBUTING.md before touching the list")
          .containsExactlyElementsOf(lines);
    }
  }
}
