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
 * A rise that inspections, spot checks and complaints each see a little of: SIMULATED reports of
 * meat in Inner Mongolia over a quiet background.
 */
class StreamsIT {
  private static final LocalDate START = LocalDate.parse("2019-01-07");
  private static final int WEEKS = 36;
  private static final LocalDate DAY = START.plusWeeks(WEEKS - 1).plusDays(3);
  private static final String MEAT = "C1353";
  private static final String PLACE = "150602";

  private static final List<String> BANNERS =
      List.of(
          PLACE, "150102", "150103", "150104", "150202", "150203", "150204", "150603", "150623",
          "150402", "150404", "150702", "150721", "152921");

  private static final List<ReportStream> TESTS =
      List.of(ReportStream.INSPECTION, ReportStream.ECOMMERCE);

  /** What a report adds; without tests it is a complaint. */
  private record Batch(ReportStream stream, String firm, int failures, int trials) {}

  private static List<RawReport> reports(int revision) {
    SplittableRandom random = new SplittableRandom(20190107);
    List<RawReport> reports = new ArrayList<>();
    for (int week = 0; week < WEEKS; week++) {
      for (String banner : BANNERS) {
        LocalDate day = START.plusWeeks(week).plusDays(random.nextInt(3));
        if (random.nextBoolean()) {
          reports.add(report("b" + reports.size(), 0, day, banner, complaint("" + week)));
        }
        for (ReportStream stream : TESTS) {
          int failures = 0;
          for (int test = 0; test < 12; test++) {
            failures += random.nextInt(100) == 0 ? 1 : 0;
          }
          Batch batch = new Batch(stream, "" + week % 2, failures, 12);
          reports.add(report("b" + reports.size(), 0, day, banner, batch));
        }
      }
    }
    for (int firm = 0; firm < 6; firm++) {
      reports.add(report("s" + firm, 0, DAY, PLACE, complaint("n" + firm)));
      for (ReportStream stream : firm < 5 ? TESTS : List.<ReportStream>of()) {
        Batch batch = new Batch(stream, "n" + firm, 1, 4);
        reports.add(report("s" + firm, 0, DAY, PLACE, batch));
        if (revision > 0) {
          Batch corrected = new Batch(stream, "n" + firm, 0, 4);
          reports.add(report("s" + firm, revision, DAY, PLACE, corrected));
        }
      }
    }
    reports.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    return reports;
  }

  private static Batch complaint(String firm) {
    return new Batch(ReportStream.COMPLAINT, firm, 0, 0);
  }

  private static RawReport report(
      String id, int revision, LocalDate day, String region, Batch batch) {
    return new RawReport(
        new Identity(
            batch.stream(),
            batch.stream().code() + id,
            revision,
            false,
            day,
            day.plusDays(revision).atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant()),
        new Where(region, "", List.of()),
        new What(MEAT, "", List.of(), ""),
        new Who("SIM-" + region + batch.firm(), "", "", "", ""),
        new Sampling("random", "market", "", ""),
        new Outcome(batch.trials(), batch.failures()),
        Person.NONE);
  }

  /** As the pack's own. */
  private static RuleSet rules() {
    return RuleSet.standard().withLowestScore(5);
  }

  private static Replay replay(RuleSet rules) throws Exception {
    int start = (int) START.toEpochDay();
    return new Replay(
        "inner-mongolia",
        rules,
        Map.of("inspection", start, "ecommerce", start, "complaint", start),
        60);
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
  void whatEachStreamSeesALittleOfIsWarnedOfOnceAndExplained() throws Exception {
    CollectedDocuments written = run(rules(), reports(0));
    List<JsonNode> warnings = documents(written, "test-warnings");
    assertThat(warnings).hasSize(1);
    JsonNode warning = warnings.get(0);
    assertThat(texts(warning.get("reasons"))).contains("several_streams");
    assertThat(warning.get("method").asText()).isEqualTo("streams/1");
    assertThat(texts(warning.get("evidence_streams"))).hasSizeGreaterThan(1);
    assertThat(texts(warning.get("evidence_streams")).get(0))
        .isEqualTo(warning.get("stream").asText());
    assertThat(texts(warning.get("evidence_since"))).containsOnly(START.toString());
    assertThat(warning.get("why_en").asText())
        .contains("; at the same time more than expected in ");
    assertThat(warning.get("why_zh").asText()).contains("，同期").contains("也偏高");
    assertThat(documents(written, "test-signals"))
        .filteredOn(signal -> signal.path("kind").asText().equals("several_streams"))
        .isNotEmpty()
        .allSatisfy(
            signal -> assertThat(texts(signal.get("evidence_streams"))).hasSizeGreaterThan(1));
    Explanation explanation =
        StoredExplanation.of(warning, written, replay(rules()), rules().detection());
    assertThat(explanation.isExact()).isTrue();
    assertThat(explanation.parts().streams())
        .extracting(part -> part.stratum().stream().code())
        .containsExactlyInAnyOrderElementsOf(texts(warning.get("evidence_streams")));
  }

  @Test
  void withoutLookingAtThemTogetherNobodyIsWarned() throws Exception {
    RuleSet apart = rules().withTogether(new RuleSet.Together(true, false));
    assertThat(documents(run(apart, reports(0)), "test-warnings")).isEmpty();
  }

  @Test
  void aCorrectionTakesItBack() throws Exception {
    List<JsonNode> warnings = documents(run(rules(), reports(3)), "test-warnings");
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0).get("status").asText()).isEqualTo("withdrawn");
  }

  @Test
  void howManyWorkersThereAreChangesNothing() throws Exception {
    Replay replay = replay(rules());
    CollectedDocuments byOne = replay.run(replay.envelopes(reports(3), DAY.plusDays(6)), 1);
    CollectedDocuments byThree = replay.run(replay.envelopes(reports(3), DAY.plusDays(6)), 3);
    for (String index : List.of("test-warnings", "test-signals", "test-counts")) {
      assertThat(documents(byThree, index)).isEqualTo(documents(byOne, index)).isNotEmpty();
    }
  }
}
