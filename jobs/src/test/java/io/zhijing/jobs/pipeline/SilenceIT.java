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
import org.junit.jupiter.api.Test;

/**
 * A source that falls silent for sixteen weeks and speaks again as before: SIMULATED complaints of
 * meat in Inner Mongolia.
 */
class SilenceIT {
  private static final LocalDate START = LocalDate.parse("2019-01-07");
  private static final LocalDate SILENT = START.plusWeeks(14);
  private static final LocalDate AGAIN = SILENT.plusWeeks(16);

  /** Long enough after it that no report of the silent days can come any more. */
  private static final LocalDate RISE = AGAIN.plusWeeks(14);

  private static final int CORRECTION_DAYS = 60;
  private static final int RISEN = 25;
  private static final String MEAT = "C1353";
  private static final String PLACE = "150602";
  private static final List<String> BANNERS =
      List.of(PLACE, "150102", "150202", "150402", "150702", "152921");

  private static List<RawReport> reports(boolean isSilent, boolean isRisen) {
    SplittableRandom random = new SplittableRandom(20190107);
    List<RawReport> reports = new ArrayList<>();
    for (LocalDate day = START; !day.isAfter(RISE); day = day.plusDays(1)) {
      boolean isHeard = !isSilent || day.isBefore(SILENT) || !day.isBefore(AGAIN);
      for (String banner : BANNERS) {
        if (random.nextInt(3) == 0 && isHeard) {
          reports.add(complaint("b" + reports.size(), day, banner));
        }
      }
    }
    for (int i = 0; isRisen && i < RISEN; i++) {
      reports.add(complaint("r" + i, RISE, PLACE));
    }
    reports.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    return reports;
  }

  private static RawReport complaint(String id, LocalDate day, String region) {
    return new RawReport(
        new Identity(
            ReportStream.COMPLAINT,
            id,
            0,
            false,
            day,
            day.atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant()),
        new Where(region, "", List.of()),
        new What(MEAT, "", List.of(), ""),
        new Who("SIM-" + id, "", "", "", ""),
        new Sampling("", "", "", ""),
        new Outcome(0, 0),
        Person.NONE);
  }

  private static Replay replay() throws Exception {
    return new Replay(
        "inner-mongolia", rules(), Map.of("complaint", (int) START.toEpochDay()), CORRECTION_DAYS);
  }

  private static RuleSet rules() {
    return RuleSet.standard().withLowestScore(4.4);
  }

  private static CollectedDocuments run(boolean isSilent, boolean isRisen) throws Exception {
    Replay replay = replay();
    return replay.run(replay.envelopes(reports(isSilent, isRisen), RISE));
  }

  private static List<JsonNode> documents(CollectedDocuments written, String index) {
    return written.of(index).values().stream().map(CollectedDocuments::json).toList();
  }

  private static JsonNode onlyWarning(CollectedDocuments written) {
    List<JsonNode> warnings = documents(written, "test-warnings");
    assertThat(warnings).hasSize(1);
    return warnings.get(0);
  }

  @Test
  void aRiseAfterItIsHeldAgainstTheDaysThatWereHeardAndExplained() throws Exception {
    CollectedDocuments written = run(true, true);
    JsonNode warning = onlyWarning(written);
    JsonNode unbroken = onlyWarning(run(false, true));
    assertThat(warning.get("stratum").asText()).isEqualTo(unbroken.get("stratum").asText());
    assertThat(unbroken.get("reference_days").asInt() - warning.get("reference_days").asInt())
        .as("silent days that the baseline rests on")
        .isEqualTo((int) (AGAIN.toEpochDay() - SILENT.toEpochDay()));
    assertThat(warning.get("expected").asDouble() / unbroken.get("expected").asDouble())
        .as("zeros would make it less than two thirds")
        .isBetween(0.8, 1.25);
    Explanation explanation = StoredExplanation.of(warning, written, replay(), rules().detection());
    assertThat(explanation.isExact()).isTrue();
    assertThat(explanation.computed().baseline().referenceDays())
        .isEqualTo(warning.get("reference_days").asInt());
  }

  @Test
  void speakingAgainAsBeforeIsNoRise() throws Exception {
    assertThat(documents(run(true, false), "test-warnings")).isEmpty();
  }
}
