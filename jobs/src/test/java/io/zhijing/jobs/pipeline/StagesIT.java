package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.detection.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each stage does with a handful of records of Inner Mongolia. */
class StagesIT {
  private static final LocalDate DAY = LocalDate.parse("2020-05-04");

  @Test
  void theSameComplaintOverTwoHotlinesCountsOnce() throws Exception {
    CollectedDocuments documents =
        run(
            complaint("a", "12315", "138 1234 5678", 0, "2020-05-04"),
            complaint("b", "12345", "+86-13812345678", 0, "2020-05-05"),
            complaint("c", "12315", "13900000001", 0, "2020-05-05"));
    assertThat(count(documents, "complaint;region=150602")).isEqualTo(2);
    JsonNode accounts = accounts(documents, "complaint");
    assertThat(accounts.get("current").asInt()).isEqualTo(2);
    assertThat(accounts.get("duplicate").asInt()).isOne();
    assertThat(report(documents, "complaint:b").get("status").asText()).isEqualTo("same_matter");
  }

  @Test
  void ifTheFirstOfTwoIsWithdrawnTheOtherCounts() throws Exception {
    String withdrawal =
        complaint("a", "12315", "", 1, "2020-05-07")
            .replace("\"revision\"", "\"status\":\"withdrawn\",\"revision\"");
    CollectedDocuments documents =
        run(
            complaint("a", "12315", "13812345678", 0, "2020-05-04"),
            complaint("b", "12345", "13812345678", 0, "2020-05-05"),
            withdrawal);
    assertThat(count(documents, "complaint;region=150602")).isOne();
    assertThat(report(documents, "complaint:a").get("status").asText()).isEqualTo("withdrawn");
    assertThat(report(documents, "complaint:b").get("status").asText()).isEqualTo("counted");
  }

  @Test
  void aReportIsCountedAtEveryLevelOfBothTrees() throws Exception {
    CollectedDocuments documents = run(inspection("i", "2020-05-04", "150602", "C1311"));
    for (String stratum :
        List.of(
            "inspection",
            "inspection;region=150600",
            "inspection;region=150602",
            "inspection;sector=C",
            "inspection;sector=C13",
            "inspection;sector=C131",
            "inspection;sector=C1311",
            "inspection;region=150600;sector=C13",
            "inspection;region=150602;sector=C1311")) {
      JsonNode counts =
          CollectedDocuments.json(documents.of("test-counts").get(stratum + "@" + DAY));
      assertThat(counts.get("trials").asInt()).as(stratum).isEqualTo(4);
      assertThat(counts.get("observed").asInt()).as(stratum).isOne();
      assertThat(counts.get("baseline").asText()).as(stratum).isEqualTo("insufficient");
      assertThat(counts.get("baseline_reason").asText()).isNotEmpty();
    }
  }

  @Test
  void whatComesAfterTheHorizonIsPublishedNotCounted() throws Exception {
    CollectedDocuments documents =
        run(
            inspection("on-time", "2020-05-04", "150602", "C1311"),
            inspection("late", "2020-05-04", "150602", "C1311")
                .replace("\"id\"", "\"arrived_at\":\"2020-08-01\",\"id\""));
    JsonNode counts =
        CollectedDocuments.json(documents.of("test-counts").get("inspection;region=150602@" + DAY));
    assertThat(counts.get("trials").asInt()).isEqualTo(4);
    JsonNode late =
        CollectedDocuments.json(documents.of("test-dead-letters").get("late-inspection:late#0"));
    assertThat(late.get("reasons").get(0).asText()).isEqualTo("beyond_correction_horizon");
    assertThat(accounts(documents, "inspection").get("late").asInt()).isOne();
    assertThat(accounts(documents, "inspection").get("current").asInt()).isEqualTo(2);
    assertThat(status(documents, "inspection:on-time")).isEqualTo("counted");
    assertThat(status(documents, "inspection:late")).isEqualTo("late");
  }

  @Test
  void whatIsTakenBackAfterTheHorizonStaysCountedAndIsPublished() throws Exception {
    String record = inspection("r", "2020-05-04", "150602", "C1311");
    CollectedDocuments documents =
        run(
            record,
            record.replace(
                "\"id\"",
                "\"arrived_at\":\"2020-07-04\",\"revision\":1,\"status\":\"withdrawn\",\"id\""));
    JsonNode counts =
        CollectedDocuments.json(documents.of("test-counts").get("inspection;region=150602@" + DAY));
    assertThat(counts.get("trials").asInt()).isEqualTo(4);
    JsonNode late =
        CollectedDocuments.json(documents.of("test-dead-letters").get("late-inspection:r#0-"));
    assertThat(late.get("reasons").get(0).asText()).isEqualTo("stays_counted");
    assertThat(documents.of("test-dead-letters")).hasSize(1);
    assertThat(status(documents, "inspection:r")).isEqualTo("late");
  }

  private static String status(CollectedDocuments documents, String report) throws Exception {
    return CollectedDocuments.json(documents.of("test-reports").get(report)).get("status").asText();
  }

  @Test
  void listsOfFailuresFormNoRate() throws Exception {
    String record = inspection("n", "2020-05-04", "150602", "C1311").replace("\"trials\":4,", "");
    CollectedDocuments documents = run(record);
    assertThat(documents.of("test-counts")).doesNotContainKey("inspection;region=150602@" + DAY);
    assertThat(count(documents, "notification;region=150602")).isOne();
  }

  private static String complaint(
      String id, String channel, String phone, int revision, String arrived) {
    String person = phone.isEmpty() ? "" : "\"person\":{\"phone\":\"" + phone + "\"},";
    return "{\"schema\":\"zhijing.complaint/1\",\"arrived_at\":\""
        + arrived
        + "\",\"event_date\":\""
        + DAY
        + "\",\"revision\":"
        + revision
        + ",\"id\":\""
        + id
        + "\",\"channel\":\""
        + channel
        + "\","
        + person
        + "\"region\":\"150602\",\"sector\":\"C1311\",\"enterprise\":{\"name\":\"example firm\"}}";
  }

  private static String inspection(String id, String day, String region, String sector) {
    return "{\"schema\":\"zhijing.inspection/1\",\"event_date\":\""
        + day
        + "\",\"id\":\""
        + id
        + "\",\"region\":\""
        + region
        + "\",\"sector\":\""
        + sector
        + "\",\"trials\":4,\"failures\":1}";
  }

  @Test
  void withoutADocumentForEachReportAllElseIsTheSame() throws Exception {
    String record = inspection("i", "2020-05-04", "150602", "C1311");
    CollectedDocuments with = run(record);
    CollectedDocuments without = run(false, record);
    assertThat(with.of("test-reports")).hasSize(1);
    assertThat(without.of("test-reports")).isEmpty();
    assertThat(without.of("test-counts")).hasSizeGreaterThan(5);
    assertThat(without.of("test-counts").keySet()).isEqualTo(with.of("test-counts").keySet());
    assertThat(accounts(without, "inspection")).isEqualTo(accounts(with, "inspection"));
  }

  private static CollectedDocuments run(String... records) throws Exception {
    return run(true, records);
  }

  private static CollectedDocuments run(boolean storesReports, String... records) throws Exception {
    int since = (int) LocalDate.parse("2020-04-01").toEpochDay();
    Replay replay =
        new Replay(
            "inner-mongolia",
            RuleSet.standard(),
            Map.of("inspection", since, "complaint", since, "notification", since),
            60,
            storesReports);
    List<Envelope> envelopes = new ArrayList<>();
    for (String record : records) {
      String topic = record.contains("complaint/1") ? "zhijing.complaints" : "zhijing.inspections";
      envelopes.add(
          Replay.envelope(topic, envelopes.size(), record.getBytes(StandardCharsets.UTF_8)));
    }
    envelopes.addAll(replay.envelopes(List.of(), LocalDate.parse("2020-08-10")));
    return replay.run(envelopes);
  }

  private static long count(CollectedDocuments documents, String stratum) {
    return CollectedDocuments.json(documents.of("test-counts").get(stratum + "@" + DAY))
        .get("observed")
        .asLong();
  }

  private static JsonNode report(CollectedDocuments documents, String id) {
    return CollectedDocuments.json(documents.of("test-reports").get(id));
  }

  private static JsonNode accounts(CollectedDocuments documents, String stream) {
    return CollectedDocuments.json(documents.of("test-health").get("accounts-" + stream));
  }
}
