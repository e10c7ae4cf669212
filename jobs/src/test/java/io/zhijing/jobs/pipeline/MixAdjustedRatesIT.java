package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.wire.Envelope;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two districts and two inspecting bodies: the lenient one fails 8 % in the first district, the
 * strict one 33 % in the second.
 */
class MixAdjustedRatesIT {
  private static final LocalDate START = LocalDate.parse("2012-01-02");
  private static final int CHANGE = 70;
  private static final int WEEKS = 78;
  private static final LocalDate END = START.plusWeeks(WEEKS);
  private static final int TESTS_A_DAY = 8;

  /**
   * What happens from the change on.
   *
   * @param isStrictEverywhere whether the strict body takes over the first district
   * @param rise factor of the failure probability in the second district
   */
  private record Events(boolean isStrictEverywhere, double rise) {}

  private static final Events NEW_BODY = new Events(true, 1);
  private static final Events DOUBLING = new Events(false, 2);

  private record Key(String id, int revision, LocalDate event, LocalDate arrival) {}

  private static List<RawReport> reports(Events events) {
    SplittableRandom random = new SplittableRandom(20120102);
    List<RawReport> reports = new ArrayList<>();
    for (int day = 0; day < WEEKS * 7; day++) {
      boolean isChanged = day >= CHANGE * 7;
      for (int ward = 1; ward <= 2; ward++) {
        boolean isStrict = ward == 2 || (isChanged && events.isStrictEverywhere());
        double rate = isStrict ? 0.33 : 0.08;
        if (ward == 2 && isChanged) {
          rate *= events.rise();
        }
        for (int i = 0; i < TESTS_A_DAY; i++) {
          LocalDate event = START.plusDays(day);
          Key key = new Key(ward + "-" + day + "-" + i, 0, event, event.plusDays(i % 3));
          int failures = random.nextDouble() < rate ? 1 : 0;
          reports.add(inspection(key, ward, isStrict ? "strict" : "lenient", failures));
        }
      }
    }
    return reports;
  }

  private static RawReport inspection(Key key, int ward, String body, int failures) {
    return new RawReport(
        new Identity(
            ReportStream.INSPECTION,
            key.id(),
            key.revision(),
            false,
            key.event(),
            key.arrival().atStartOfDay(ZoneId.of("America/Chicago")).toInstant()),
        new Where(String.format("Ward %02d", ward), "", List.of()),
        new What("Restaurant", "", List.of(), ""),
        new Who("", "", "", "", ""),
        new Sampling("", "", body, ""),
        new Outcome(1, failures),
        Person.NONE);
  }

  private static CollectedDocuments run(List<RawReport> reports, boolean isAdjusted, int workers)
      throws Exception {
    Replay replay = replay(isAdjusted);
    List<RawReport> ordered = new ArrayList<>(reports);
    ordered.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    List<Envelope> envelopes = replay.envelopes(ordered, END);
    return replay.run(envelopes, workers);
  }

  private static Replay replay(boolean isAdjusted) throws Exception {
    return new Replay(
        "chicago",
        RuleSet.standard().withMixAdjusted(isAdjusted),
        Map.of("inspection", (int) START.toEpochDay()),
        60);
  }

  private static List<String> warned(CollectedDocuments documents) {
    return documents.of("test-warnings").values().stream()
        .map(each -> CollectedDocuments.json(each).get("stratum").asText())
        .sorted()
        .toList();
  }

  private static JsonNode count(CollectedDocuments documents, String stratum, LocalDate day) {
    Document document = documents.of("test-counts").get(stratum + "@" + day);
    assertThat(document).as(stratum + " on " + day).isNotNull();
    return CollectedDocuments.json(document);
  }

  @Test
  void aNewBodyRaisesAWarningOnlyWhereRatesAreTakenAsTheyAre() throws Exception {
    List<RawReport> reports = reports(NEW_BODY);
    CollectedDocuments plain = run(reports, false, 2);
    assertThat(warned(plain)).anyMatch(stratum -> stratum.contains("region=ward-01"));
    CollectedDocuments adjusted = run(reports, true, 2);
    assertThat(warned(adjusted)).isEmpty();

    LocalDate last = END.minusDays(1);
    JsonNode count = count(adjusted, "inspection;region=ward-01", last);
    assertThat(count.get("reference_rate").asDouble()).isBetween(0.31, 0.35);
    LocalDate before = START.plusWeeks(CHANGE).minusDays(1);
    assertThat(
            count(adjusted, "inspection;region=ward-01", before).get("reference_rate").asDouble())
        .isBetween(0.06, 0.10);
    assertThat(
            count(adjusted, "inspection;region=ward-01", START.plusDays(20)).has("reference_rate"))
        .as("before anything is known of the bodies")
        .isFalse();
    assertThat(count(plain, "inspection;region=ward-01", last).has("reference_rate")).isFalse();
  }

  @Test
  void aTrueDoublingRaisesAWarningEitherWay() throws Exception {
    List<RawReport> reports = reports(DOUBLING);
    assertThat(warned(run(reports, false, 2)))
        .anyMatch(stratum -> stratum.contains("region=ward-02"))
        .noneMatch(stratum -> stratum.contains("region=ward-01"));
    assertThat(warned(run(reports, true, 2)))
        .anyMatch(stratum -> stratum.contains("region=ward-02"))
        .noneMatch(stratum -> stratum.contains("region=ward-01"));
  }

  @Test
  void workersOrderAndRestartsChangeNoByte() throws Exception {
    List<RawReport> reports = withCorrections(reports(NEW_BODY));
    Map<String, String> alone = content(run(reports, true, 1));
    assertThat(alone).hasSizeGreaterThan(5_000);
    assertThat(alone.values()).anyMatch(each -> each.contains("reference_rate"));
    assertThat(differing(content(run(reports, true, 2)), alone)).as("two workers").isEmpty();

    SplittableRandom random = new SplittableRandom(3);
    IdentityHashMap<RawReport, Long> delivery = new IdentityHashMap<>();
    for (RawReport report : reports) {
      long arrived = report.identity().arrivedAt().toEpochMilli();
      delivery.put(report, arrived + random.nextLong(Duration.ofDays(2).toMillis()));
    }
    reports.sort(Comparator.comparing(delivery::get));
    Replay replay = replay(true);
    List<Envelope> shuffled = replay.envelopes(reports, END);
    assertThat(differing(content(replay.run(shuffled)), alone)).as("another order").isEmpty();
    assertThat(differing(content(replay.runWithFailure(shuffled)), alone))
        .as("a restart")
        .isEmpty();
  }

  /** What differs, one way and the other; both whole would fill books. */
  private static List<String> differing(Map<String, String> one, Map<String, String> other) {
    return Stream.concat(one.keySet().stream(), other.keySet().stream())
        .distinct()
        .filter(key -> !Objects.equals(one.get(key), other.get(key)))
        .map(key -> key + ": " + one.get(key) + " and " + other.get(key))
        .toList();
  }

  /** Every ninth report is corrected later: another body, another verdict, or too late to count. */
  private static List<RawReport> withCorrections(List<RawReport> reports) {
    List<RawReport> all = new ArrayList<>(reports);
    for (int i = 0; i < reports.size(); i += 9) {
      Identity identity = reports.get(i).identity();
      LocalDate arrival = identity.eventDate().plusDays(5 + i % 70);
      if (arrival.isBefore(END)) {
        Key key = new Key(identity.id(), 1, identity.eventDate(), arrival);
        int ward = identity.id().startsWith("1") ? 1 : 2;
        int failures =
            i % 2 == 0
                ? reports.get(i).outcome().failures()
                : 1 - reports.get(i).outcome().failures();
        all.add(inspection(key, ward, i % 3 == 0 ? "third" : "lenient", failures));
      }
    }
    return all;
  }

  @Test
  void aReportThatIsTakenBackLeavesNothingExpected() throws Exception {
    LocalDate day = START.plusWeeks(40).plusDays(2);
    List<RawReport> reports = reports(NEW_BODY);
    reports.removeIf(
        report ->
            report.identity().id().startsWith("1-")
                && report.identity().eventDate().isAfter(day.minusDays(30))
                && report.identity().eventDate().isBefore(day.plusDays(1)));
    for (int i = 0; i < 5; i++) {
      reports.add(inspection(new Key("x" + i, 0, day, day), 1, "lenient", 1));
      RawReport again = inspection(new Key("x" + i, 1, day, day.plusDays(50)), 1, "lenient", 1);
      reports.add(
          i == 0
              ? inspection(new Key("x0", 1, day, day.plusDays(50)), 1, "strict", 1)
              : withdrawn(again));
    }
    CollectedDocuments documents = run(reports, true, 2);
    JsonNode count = count(documents, "inspection;region=ward-01", day);
    assertThat(count.get("window_trials").asInt()).isOne();
    JsonNode strict = count(documents, "inspection;region=ward-02", day);
    assertThat(count.get("reference_rate").asDouble())
        .as("one strict inspection is left, whose rate all of ward 2 has")
        .isBetween(
            strict.get("reference_rate").asDouble() - 0.01,
            strict.get("reference_rate").asDouble() + 0.01);
  }

  private static RawReport withdrawn(RawReport report) {
    Identity old = report.identity();
    return new RawReport(
        new Identity(
            old.stream(), old.id(), old.revision(), true, old.eventDate(), old.arrivedAt()),
        report.where(),
        report.what(),
        report.who(),
        report.sampling(),
        report.outcome(),
        report.person());
  }

  private static Map<String, String> content(CollectedDocuments documents) {
    Map<String, String> content = new TreeMap<>();
    documents
        .of("test-")
        .values()
        .forEach(
            each ->
                content.put(
                    each.index() + "/" + each.id(),
                    each.version() + new String(each.json(), StandardCharsets.UTF_8)));
    return content;
  }
}
