package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.jobs.settings.JobSettings;
import io.zhijing.jobs.settings.SettingsFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The identities of the operators: savepoints find their state by them. */
class UidsTest {
  @Test
  void theGraphUsesTheUidsOfTheEnumAndNoOthers() throws Exception {
    Set<String> used = new TreeSet<>();
    for (StreamNode node : graph().getStreamNodes()) {
      String uid = node.getTransformationUID();
      assertThat(uid).as(node.getOperatorName()).isNotNull();
      // A sink's writer and committer append to the uid that the sink was given.
      used.add(uid.contains(": ") ? uid.substring(uid.indexOf(": ") + 2) : uid);
    }
    Set<String> known = new TreeSet<>();
    Arrays.stream(Uids.values()).forEach(each -> known.add(each.uid()));
    assertThat(used).isEqualTo(known);
  }

  @Test
  void theGoldenListIsUnchanged() throws Exception {
    try (var golden = UidsTest.class.getResourceAsStream("/uids.txt")) {
      List<String> lines =
          new String(golden.readAllBytes(), StandardCharsets.UTF_8).lines().sorted().toList();
      assertThat(Arrays.stream(Uids.values()).map(Uids::uid).sorted().toList())
          .as("a changed uid loses state: see CONTRIBUTING.md before touching uids.txt")
          .isEqualTo(lines);
    }
  }

  private static StreamGraph graph() throws Exception {
    JobSettings settings =
        new SettingsFile(
                Map.of("ZHIJING_HASH_KEY", "sixteen characters"), LocalDate.parse("2020-01-01"))
            .read(Path.of("..", "docs", "settings.sample.yaml"));
    RealEnds.Servers servers =
        new RealEnds.Servers(
            KafkaSettings.open("localhost:1"),
            ElasticsearchSettings.open(URI.create("http://localhost:1")),
            "test",
            false);
    return RiskMonitoringJob.graph(
        "test",
        settings.pipeline(),
        RealEnds.of(servers, settings.pipeline()),
        1,
        new Configuration());
  }
}
