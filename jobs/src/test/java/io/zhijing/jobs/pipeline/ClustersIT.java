package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.RawReport.Identity;
import io.zhijing.connectors.wire.RawReport.Outcome;
import io.zhijing.connectors.wire.RawReport.Person;
import io.zhijing.connectors.wire.RawReport.Sampling;
import io.zhijing.connectors.wire.RawReport.What;
import io.zhijing.connectors.wire.RawReport.Where;
import io.zhijing.connectors.wire.RawReport.Who;
import io.zhijing.dashboards.explain.Explanation;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.RuleSet;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * A rise over the border of three leagues: too little in each banner, and a small part of each
 * league. Simulated inspections of Inner Mongolia over a quiet background.
 */
class ClustersIT {
  private static final LocalDate START = LocalDate.parse("2019-01-07");
  private static final int WEEKS = 36;
  private static final LocalDate DAY = START.plusWeeks(WEEKS - 1).plusDays(3);
  private static final String MEAT = "C1353";

  /** Togtoh, Tumed Right Banner and Jungar: side by side, each of another league. */
  private static final List<String> CLUSTER = List.of("150122", "150221", "150622");

  private static final List<String> OTHERS =
      List.of(
          "150102", "150103", "150104", "150202", "150203", "150204", "150602", "150603", "150623",
          "150402", "150404", "150702", "150721", "152921");

  /** What one firm adds. */
  private record Batch(String region, String firm, int failures, int trials) {}

  private static List<RawReport> reports(int revision, int failuresInTheSecond) {
    SplittableRandom random = new SplittableRandom(20190107);
    List<RawReport> reports = new ArrayList<>();
    List<String> banners = new ArrayList<>(CLUSTER);
    banners.addAll(OTHERS);
    for (int week = 0; week < WEEKS; week++) {
      for (String banner : banners) {
        int failures = 0;
        for (int test = 0; test < 12; test++) {
          failures += random.nextInt(100) == 0 ? 1 : 0;
        }
        LocalDate day = START.plusWeeks(week).plusDays(random.nextInt(3));
        reports.add(
            inspection(
                "b" + reports.size(), 0, day, new Batch(banner, "" + week % 2, failures, 12)));
      }
    }
    for (String banner : CLUSTER) {
      for (int firm = 0; firm < 3; firm++) {
        Batch batch = new Batch(banner, "new" + firm, 2, 6);
        reports.add(inspection("s" + banner + firm, 0, DAY, batch));
        if (revision > 0 && banner.equals(CLUSTER.get(1))) {
          Batch corrected = new Batch(banner, "new" + firm, failuresInTheSecond, 6);
          reports.add(inspection("s" + banner + firm, revision, DAY, corrected));
        }
      }
    }
    reports.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    return reports;
  }

  private static RawReport inspection(String id, int revision, LocalDate day, Batch batch) {
    return new RawReport(
        new Identity(
            ReportStream.INSPECTION,
            id,
            revision,
            false,
            day,
            day.plusDays(revision).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant()),
        new Where(batch.region(), "", List.of()),
        new What(MEAT, "", List.of(), ""),
        new Who("SIM-" + batch.region() + batch.firm(), "", "", "", ""),
        new Sampling("random", "market", "", ""),
        new Outcome(batch.trials(), batch.failures()),
        Person.NONE);
  }

  /** As the pack's own. */
  private static RuleSet rules() {
    return RuleSet.standard().withLowestScore(5);
  }

  private static Replay replay(RuleSet rules) throws Exception {
    return new Replay("inner-mongolia", rules, Map.of("inspection", (int) START.toEpochDay()), 60);
  }

  private static CollectedDocuments run(RuleSet rules, List<RawReport> reports) throws Exception {
    Replay replay = replay(rules);
    return replay.run(replay.envelopes(reports, DAY.plusDays(6)));
  }

  private static List<JsonNode> documents(CollectedDocuments written, String index) {
    return written.of(index).values().stream().map(CollectedDocuments::json).toList();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void whatEachLeagueSeesALittleOfIsWarnedOfOnceAndExplained() throws Exception {
    CollectedDocuments written = run(rules(), reports(0, 0));
    List<JsonNode> warnings = documents(written, "test-warnings");
    assertThat(warnings).hasSize(1);
    JsonNode warning = warnings.get(0);
    assertThat(warning.get("stratum").asText()).isEqualTo("inspection;sector=C1353");
    assertThat(warning.get("scope").asText()).isEqualTo("regional");
    assertThat(texts(warning.get("cluster_regions"))).isEqualTo(CLUSTER);
    assertThat(texts(warning.get("reaches_regions"))).isEqualTo(CLUSTER);
    assertThat(warning.get("where_zh").asText()).isEqualTo("托克托县、土默特右旗、准格尔旗");
    assertThat(texts(warning.get("reasons"))).contains("cluster_of_neighbours");
    assertThat(warning.get("why_en").asText())
        .startsWith("3 regions side by side have risen together: ");
    assertThat(warning.get("why_zh").asText()).startsWith("3个相邻地区同时升高，合计：");
    assertThat(warning.get("contributions").get("counted").asLong())
        .isEqualTo(warning.get("observed").asLong());
    assertThat(documents(written, "test-signals"))
        .filteredOn(signal -> signal.path("kind").asText().equals("cluster"))
        .isNotEmpty()
        .allSatisfy(signal -> assertThat(texts(signal.get("cluster_regions"))).isEqualTo(CLUSTER));
    Explanation explanation =
        StoredExplanation.of(warning, written, replay(rules()), rules().detection());
    assertThat(explanation.isExact()).isTrue();
    assertThat(explanation.parts().places())
        .extracting(place -> place.stratum().key())
        .containsExactly(
            "inspection;region=150122;sector=C1353",
            "inspection;region=150221;sector=C1353",
            "inspection;region=150622;sector=C1353");
  }

  @Test
  void withoutLookingAtNeighboursNobodyIsWarned() throws Exception {
    CollectedDocuments written =
        run(rules().withTogether(new RuleSet.Together(false, true)), reports(0, 0));
    assertThat(documents(written, "test-warnings")).isEmpty();
  }

  @Test
  void aCorrectionTakesItBack() throws Exception {
    List<JsonNode> warnings = documents(run(rules(), reports(3, 0)), "test-warnings");
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).get("status").asText()).isEqualTo("withdrawn");
  }

  @Test
  void howManyWorkersThereAreChangesNothing() throws Exception {
    Replay replay = replay(rules());
    CollectedDocuments byOne = replay.run(replay.envelopes(reports(3, 1), DAY.plusDays(6)), 1);
    CollectedDocuments byThree = replay.run(replay.envelopes(reports(3, 1), DAY.plusDays(6)), 3);
    for (String index : List.of("test-warnings", "test-signals", "test-counts")) {
      assertThat(documents(byThree, index)).isEqualTo(documents(byOne, index)).isNotEmpty();
    }
  }
}
