package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records that cannot be used end as dead letters with every reason, and nothing else changes. */
class BadInputIT {
  private static final String TOPIC = "zhijing.inspections";
  private static final LocalDate LAST = LocalDate.parse("2020-06-30");
  private static final String GOOD =
      "{\"schema\":\"zhijing.inspection/1\",\"event_date\":\"2020-05-04\",\"id\":\"x\","
          + "\"region\":\"FR\",\"sector\":\"Nuts, nut products and seeds\",\"trials\":3,"
          + "\"failures\":1}";

  private static Replay replay;
  private static List<RawReport> reports;
  private static CollectedDocuments clean;

  @BeforeAll
  static void runWithoutBadInput() throws Exception {
    Map<String, Integer> since =
        Map.of("notification", (int) LocalDate.parse("2020-01-01").toEpochDay());
    replay = new Replay("rasff", RuleSet.standard(), since, 60);
    reports = new ArrayList<>(replay.shippedReports("rasff"));
    reports.removeIf(report -> report.identity().eventDate().isAfter(LAST));
    clean = replay.run(replay.envelopes(reports, LAST));
  }

  private static Map<String, byte[]> bad() {
    Map<String, byte[]> bad = new LinkedHashMap<>();
    put(bad, "not_json", "surely not JSON");
    put(bad, "not_json", GOOD.substring(0, 40));
    put(bad, "not_json", GOOD + "}");
    put(bad, "not_an_object", "[1,2]");
    put(bad, "schema:unknown_schema", GOOD.replace("inspection/1", "inspection/7"));
    put(bad, "schema:missing", GOOD.replace("\"schema\"", "\"scheme\""));
    put(bad, "schema:wrong_topic", GOOD.replace("inspection/1", "complaint/1"));
    put(bad, "region:missing", GOOD.replace("\"region\":\"FR\",", ""));
    put(bad, "region:missing", GOOD.replace("\"FR\"", "\" \""));
    put(bad, "sector:missing", GOOD.replace("\"sector\"", "\"sektor\""));
    put(bad, "event_date:missing", GOOD.replace("\"event_date\":\"2020-05-04\",", ""));
    put(bad, "event_date:impossible_date", GOOD.replace("2020-05-04", "2020-02-30"));
    put(bad, "event_date:future_event_time", GOOD.replace("2020-05-04", "2031-05-04"));
    put(bad, "failures:failures_above_trials", GOOD.replace("\"failures\":1", "\"failures\":4"));
    put(bad, "failures:negative", GOOD.replace("\"failures\":1", "\"failures\":-1"));
    put(bad, "trials:wrong_type", GOOD.replace("\"trials\":3", "\"trials\":\"three\""));
    put(bad, "region:wrong_type", GOOD.replace("\"FR\"", "[\"FR\"]"));
    put(bad, "duplicate_key", GOOD.replace("\"id\":\"x\"", "\"id\":\"x\",\"id\":\"y\""));
    put(bad, "too_large", GOOD.replace("\"x\"", "\"" + "x".repeat(10_000_000) + "\""));
    byte[] notUtf8 = GOOD.getBytes(StandardCharsets.UTF_8);
    notUtf8[70] = (byte) 0xc3;
    bad.put("not_utf8 " + bad.size(), notUtf8);
    bad.put("not_json " + bad.size(), new byte[0]);
    return bad;
  }

  private static void put(Map<String, byte[]> bad, String reason, String record) {
    bad.put(reason + " " + bad.size(), record.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachEndsAsADeadLetterAndNothingElseChanges() throws Exception {
    List<Envelope> mixed = new ArrayList<>();
    List<Envelope> good = replay.envelopes(reports, LAST);
    List<Map.Entry<String, byte[]>> bad = new ArrayList<>(bad().entrySet());
    int every = good.size() / bad.size();
    for (int i = 0; i < good.size(); i++) {
      if (i % every == 0 && i / every < bad.size()) {
        mixed.add(Replay.envelope(TOPIC, 1_000_000 + i / every, bad.get(i / every).getValue()));
      }
      mixed.add(good.get(i));
    }
    CollectedDocuments documents = replay.run(mixed);

    for (int i = 0; i < bad.size(); i++) {
      Document letter = documents.of("test-dead-letters").get(TOPIC + "-0-" + (1_000_000 + i));
      assertThat(letter).as(bad.get(i).getKey()).isNotNull();
      assertThat(reasons(CollectedDocuments.json(letter)))
          .as(bad.get(i).getKey())
          .contains(reasonOf(bad.get(i)));
    }
    assertThat(documents.of("test-dead-letters")).hasSameSizeAs(bad);
    for (String kind : List.of("reports", "counts", "signals", "warnings", "audit")) {
      assertThat(content(documents, kind)).as(kind).isEqualTo(content(clean, kind));
    }
    assertThat(content(clean, "counts")).isNotEmpty();
  }

  @Test
  void allReasonsOfARecordAreReported() throws Exception {
    String record =
        GOOD.replace("\"FR\"", "7")
            .replace("2020-05-04", "2020-13-01")
            .replace("\"failures\":1", "\"failures\":-2");
    CollectedDocuments documents =
        replay.run(List.of(Replay.envelope(TOPIC, 0, record.getBytes(StandardCharsets.UTF_8))));
    JsonNode letter =
        CollectedDocuments.json(documents.of("test-dead-letters").get(TOPIC + "-0-0"));
    assertThat(reasons(letter))
        .containsExactlyInAnyOrder(
            "region:wrong_type", "event_date:impossible_date", "failures:negative");
  }

  @Test
  void unknownCodesAreKeptFlaggedAndCounted() throws Exception {
    String record =
        GOOD.replace("\"FR\"", "\"Atlantis\"")
            .replace("Nuts, nut products and seeds", "Moon cheese")
            .replace(
                "\"trials\"",
                "\"channel\":\"99999\",\"enterprise\":{\"code\":\"91150600YYYY00039M\"},\"trials\"");
    CollectedDocuments documents =
        replay.run(
            List.of(
                Replay.envelope(TOPIC, 0, record.getBytes(StandardCharsets.UTF_8)),
                replay.envelopes(List.of(), LocalDate.parse("2020-05-10")).get(0)));
    JsonNode report = CollectedDocuments.json(documents.of("test-reports").get("inspection:x"));
    Set<String> flags = new TreeSet<>();
    report.get("flags").forEach(flag -> flags.add(flag.asText()));
    assertThat(flags)
        .contains("unknown_region", "unknown_sector", "unknown_channel", "credit_code_check_digit");
    assertThat(report.get("region_spelling").asText()).isEqualTo("Atlantis");
    assertThat(report.get("enterprise").asText()).isEqualTo("91150600YYYY00039M");
    Document count =
        documents.of("test-counts").get("inspection;region=unknown;sector=unknown@2020-05-04");
    assertThat(CollectedDocuments.json(count).get("trials").asInt()).isEqualTo(3);
  }

  private static String reasonOf(Map.Entry<String, byte[]> bad) {
    return bad.getKey().substring(0, bad.getKey().indexOf(' '));
  }

  private static Set<String> reasons(JsonNode letter) {
    Set<String> reasons = new TreeSet<>();
    letter.get("reasons").forEach(reason -> reasons.add(reason.asText()));
    return reasons;
  }

  private static Map<String, String> content(CollectedDocuments documents, String kind) {
    return documents.of("test-" + kind).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> new String(entry.getValue().json(), StandardCharsets.UTF_8),
                (one, other) -> other,
                TreeMap::new));
  }
}
