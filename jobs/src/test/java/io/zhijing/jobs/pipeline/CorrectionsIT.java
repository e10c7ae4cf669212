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
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.RuleSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Re-tests, withdrawals and real later revisions change counts and warnings. */
class CorrectionsIT {
  private static final LocalDate START = LocalDate.parse("2012-01-02");
  private static final LocalDate SPIKE = START.plusDays(300);
  private static final LocalDate RETEST = SPIKE.plusDays(10);
  private static final LocalDate END = SPIKE.plusDays(60);

  @Test
  void retestsThatOverturnAllVerdictsWithdrawTheWarning() throws Exception {
    List<RawReport> reports = inspectionsWithSpike();
    assertThat(warningOfWard(run(reports)).get("status").asText())
        .as("without corrections it is raised and closes by itself")
        .isEqualTo("closed");
    for (int i = 0; i < 30; i++) {
      reports.add(inspection("spike-" + i, 1, new Days(SPIKE, RETEST), 0));
    }
    CollectedDocuments documents = run(reports);

    JsonNode warning = warningOfWard(documents);
    assertThat(warning.get("status").asText()).isEqualTo("withdrawn");
    JsonNode last = warning.get("transitions").get(warning.get("transitions").size() - 1);
    assertThat(last.get("action").asText()).isEqualTo("withdrawn");
    assertThat(last.get("reason").asText()).isEqualTo("corrected");
    assertThat(last.get("on").asText()).isEqualTo(RETEST.toString());
    assertThat(countOn(documents, "inspection;region=ward-05", SPIKE).get("observed").asLong())
        .as("failures of the day after the re-tests")
        .isZero();
    JsonNode accounts = account(documents, "inspection");
    assertThat(accounts.get("superseded").asLong()).isEqualTo(30);
    assertThat(accounts.get("decoded").asLong())
        .isEqualTo(accounts.get("current").asLong() + accounts.get("superseded").asLong());
  }

  @Test
  void retestsThatOverturnSomeVerdictsDowngradeTheWarning() throws Exception {
    List<RawReport> reports = inspectionsWithSpike();
    for (int i = 0; i < 14; i++) {
      reports.add(inspection("spike-" + i, 1, new Days(SPIKE, RETEST.minusDays(8)), 0));
    }
    JsonNode warning = warningOfWard(run(reports));
    List<String> steps = new ArrayList<>();
    warning
        .get("transitions")
        .forEach(
            step -> steps.add(step.get("action").asText() + ":" + step.get("reason").asText()));
    assertThat(steps).contains("downgraded:corrected").doesNotContain("withdrawn:corrected");
  }

  @Test
  void withdrawnReportsNoLongerCount() throws Exception {
    List<RawReport> reports = inspectionsWithSpike();
    for (int i = 0; i < 30; i++) {
      RawReport report = inspection("spike-" + i, 1, new Days(SPIKE, RETEST), 1);
      Identity old = report.identity();
      reports.add(
          new RawReport(
              new Identity(old.stream(), old.id(), 1, true, old.eventDate(), old.arrivedAt()),
              report.where(),
              report.what(),
              report.who(),
              report.sampling(),
              report.outcome(),
              report.person()));
    }
    CollectedDocuments documents = run(reports);
    assertThat(warningOfWard(documents).get("status").asText()).isEqualTo("withdrawn");
    assertThat(account(documents, "inspection").get("withdrawn").asLong()).isEqualTo(30);
    assertThat(countOn(documents, "inspection;region=ward-05", SPIKE).get("trials").asLong())
        .as("the two ordinary inspections of the day")
        .isEqualTo(2);
  }

  @Test
  void realRevisionsOfSanitationComplaintsChangeTheCounts() throws Exception {
    Map<String, Map<String, String[]>> changes = revisions();
    List<RawReport> reports = new ArrayList<>();
    LocalDate snapshot = LocalDate.parse("2014-11-10");
    LocalDate later = LocalDate.parse("2015-01-05");
    for (Map.Entry<String, Map<String, String[]>> change : changes.entrySet()) {
      for (int revision = 0; revision < 2; revision++) {
        reports.add(
            complaint(
                change.getKey(), change.getValue(), revision, revision == 0 ? snapshot : later));
      }
    }
    reports.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    Replay replay =
        new Replay(
            "chicago",
            RuleSet.standard(),
            Map.of("complaint", (int) LocalDate.parse("2014-01-01").toEpochDay()),
            180);
    CollectedDocuments documents = replay.run(replay.envelopes(reports, later));

    JsonNode accounts = account(documents, "complaint");
    assertThat(accounts.get("decoded").asInt()).isEqualTo(2 * changes.size());
    assertThat(accounts.get("current").asInt()).isEqualTo(changes.size());
    assertThat(accounts.get("superseded").asInt()).isEqualTo(changes.size());
    assertThat(accounts.get("withdrawn").asInt())
        .as("marked as duplicate of another request in the later snapshot")
        .isEqualTo(8);
    JsonNode gained =
        countOn(documents, "complaint;sector=garbage-in-yard", LocalDate.parse("2014-11-05"));
    assertThat(gained.get("observed").asInt()).as("its kind became known later").isOne();
  }

  private static Map<String, Map<String, String[]>> revisions() throws IOException {
    Map<String, Map<String, String[]>> byRecord = new TreeMap<>();
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(
                        CorrectionsIT.class.getResourceAsStream(
                            "/packs/chicago/data/chicago_sanitation_revisions.csv.gz")),
                    StandardCharsets.UTF_8));
        var rows =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      for (CSVRecord row : rows) {
        if (!row.get("event_date").isEmpty()) {
          byRecord
              .computeIfAbsent(
                  row.get("record_id") + "@" + row.get("event_date"), id -> new TreeMap<>())
              .put(
                  row.get("field"),
                  new String[] {row.get("value_2014_11"), row.get("value_2015_01")});
        }
      }
    }
    return byRecord;
  }

  /** A request is taken back when the city marks it as the duplicate of another. */
  private static RawReport complaint(
      String recordAndDay, Map<String, String[]> fields, int revision, LocalDate arrived) {
    String[] parts = recordAndDay.split("@", 2);
    String status = fields.getOrDefault("Status", new String[] {"", ""})[revision];
    String kind =
        fields
            .getOrDefault("What_is_the_Nature_of_this_Code_Violation", new String[] {"", ""})[
            revision];
    LocalDate day = LocalDate.parse(parts[1]);
    return new RawReport(
        new Identity(
            ReportStream.COMPLAINT,
            parts[0],
            revision,
            status.endsWith("Dup") && revision == 1,
            day,
            arrived.atStartOfDay(ZoneId.of("America/Chicago")).toInstant()),
        new Where("unknown", "", List.of()),
        new What(kind.isEmpty() ? "Sanitation code" : kind, "", List.of(), ""),
        new Who("", "", "", "", ""),
        new Sampling("", "", "", ""),
        new Outcome(null, null),
        Person.NONE);
  }

  private record Days(LocalDate event, LocalDate arrival) {}

  /** Two inspections a day in each of five wards, one in ten fails; then one ward fails a lot. */
  private static List<RawReport> inspectionsWithSpike() {
    List<RawReport> reports = new ArrayList<>();
    int n = 0;
    for (LocalDate day = START; day.isBefore(END); day = day.plusDays(1)) {
      for (int ward = 1; ward <= 5; ward++) {
        for (int i = 0; i < 2; i++) {
          int failures = n % 10 == 0 ? 1 : 0;
          reports.add(inspection("w" + ward + "-" + n, 0, new Days(day, day), failures, ward));
          n += 3;
        }
      }
    }
    for (int i = 0; i < 30; i++) {
      reports.add(inspection("spike-" + i, 0, new Days(SPIKE, SPIKE), 1));
    }
    return reports;
  }

  private static RawReport inspection(String id, int revision, Days days, int failures) {
    return inspection(id, revision, days, failures, 5);
  }

  private static RawReport inspection(String id, int revision, Days days, int failures, int ward) {
    return new RawReport(
        new Identity(
            ReportStream.INSPECTION,
            id,
            revision,
            false,
            days.event(),
            days.arrival().atStartOfDay(ZoneId.of("America/Chicago")).toInstant()),
        new Where(String.format("Ward %02d", ward), "", List.of()),
        new What("Restaurant", "", List.of(), ""),
        new Who("", "", "", "", ""),
        new Sampling("", "", "", ""),
        new Outcome(1, failures),
        Person.NONE);
  }

  private static CollectedDocuments run(List<RawReport> reports) throws Exception {
    Replay replay =
        new Replay(
            "chicago", RuleSet.standard(), Map.of("inspection", (int) START.toEpochDay()), 60);
    List<RawReport> ordered = new ArrayList<>(reports);
    ordered.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    return replay.run(replay.envelopes(ordered, END));
  }

  private static JsonNode warningOfWard(CollectedDocuments documents) {
    return documents.of("test-warnings").values().stream()
        .map(CollectedDocuments::json)
        .filter(warning -> warning.get("stratum").asText().contains("region=ward-05"))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no warning of ward 5: " + documents.of("test-warnings").keySet()));
  }

  private static JsonNode countOn(CollectedDocuments documents, String stratum, LocalDate day) {
    var document = documents.of("test-counts").get(stratum + "@" + day);
    assertThat(document).as(stratum + " on " + day).isNotNull();
    return CollectedDocuments.json(document);
  }

  private static JsonNode account(CollectedDocuments documents, String stream) {
    return CollectedDocuments.json(documents.of("test-health").get("accounts-" + stream));
  }
}
