package io.zhijing.jobs.kibana;

import static org.awaitility.Awaitility.await;

import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.sink.DirectWriter;
import io.zhijing.connectors.file.Pack;
import io.zhijing.dashboards.regions.RegionShapes;
import io.zhijing.dashboards.targets.PlanTargets;
import io.zhijing.dashboards.targets.TargetKey;
import io.zhijing.dashboards.targets.TargetUpdate;
import io.zhijing.dashboards.targets.TargetValue;
import io.zhijing.dashboards.targets.ValueFile;
import io.zhijing.detection.model.Dimension;
import io.zhijing.jobs.end.OfficersActs;
import io.zhijing.jobs.end.SimulatedRegion;
import io.zhijing.jobs.notification.ToldEverything;
import io.zhijing.jobs.settings.PackWatch;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The simulated region with all that people add to it: acts, deliveries, values of targets, a map.
 */
final class KibanaYear {
  private static final String VALUES =
      """
      target,region,year,value,note
      S01,内蒙古自治区,2025,84.5,simulated
      S02,内蒙古自治区,2025,82,simulated
      N01,内蒙古自治区,2025,23.4,simulated
      E03,内蒙古自治区,2025,99.5,simulated
      E03,呼和浩特市,2025,100,simulated
      E02,内蒙古自治区,2025,0,simulated
      P06,内蒙古自治区,2024,95.5,simulated
      S01,内蒙古自治区,2024,85.5,simulated
      """;

  /** What is rightly empty in this year, and why. */
  static final Map<String, String> QUIET =
      Map.of(
          "dashboard situation panel p0 v0", "no RED warning all year",
          "dashboard situation panel p1 v0", "the ORANGE ones are over by the end of the year",
          "dashboard situation panel p2 v0", "and so are the YELLOW ones",
          "dashboard situation panel p11 v0", "no RED warning all year");

  /** Rules that rightly find nothing. */
  static final List<String> QUIET_RULES = List.of("not-delivered");

  private static boolean isComplete;

  private KibanaYear() {}

  static synchronized void complete(SimulatedRegion region) throws Exception {
    if (isComplete) {
      return;
    }
    OfficersActs.in(region);
    deliver(region);
    targets(region);
    try (DirectWriter writer = new DirectWriter(region.elasticsearch())) {
      writer.write(RegionShapes.documents(region.pack(), SimulatedRegion.RUN, Instant.now()));
    }
    try (DocumentReader reader = new DocumentReader(region.elasticsearch())) {
      for (DocumentKind kind : DocumentKind.values()) {
        if (reader.exists(kind.alias(SimulatedRegion.RUN))) {
          reader.refresh(kind.alias(SimulatedRegion.RUN));
        }
      }
    }
    isComplete = true;
  }

  private static void deliver(SimulatedRegion region) throws Exception {
    String audit = DocumentKind.AUDIT.alias(SimulatedRegion.RUN);
    try (ToldEverything told =
            new ToldEverything(
                new PackWatch(SimulatedRegion.PACK),
                region.kafka(),
                region.elasticsearch(),
                region.servers().flink());
        DocumentReader reader = new DocumentReader(region.elasticsearch())) {
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  told.messages() > 0
                      && reader.sum(audit, "attempts", Map.of("action", "delivered")) > 0
                      && !reader.sources(audit, Map.of("action", "not_delivered")).isEmpty());
      SimulatedRegion.awaitQuiet(reader, audit);
    }
  }

  private static void targets(SimulatedRegion region) throws Exception {
    Pack pack = region.pack();
    PlanTargets targets = PlanTargets.of(pack);
    ElasticsearchSettings elasticsearch = region.elasticsearch();
    Map<TargetKey, TargetValue> values =
        ValueFile.read(
            "values.csv",
            new StringReader(VALUES),
            targets,
            pack.taxonomies().get(Dimension.REGION));
    TargetUpdate update = new TargetUpdate(targets, pack, elasticsearch);
    for (int year : new int[] {2024, 2025}) {
      TargetUpdate.Outcome outcome = update.write(year, values, Instant.now());
      if (!outcome.refused().isEmpty()) {
        throw new IllegalStateException("refused: " + outcome.refused());
      }
    }
  }
}
