package io.zhijing.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.Fault.Reason;
import io.zhijing.detection.model.ReportStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportDecoderTest {
  private static final Instant RECEIVED = Instant.parse("2020-06-01T00:00:00Z");
  private static final String GOOD =
      "{\"schema\":\"zhijing.inspection/1\",\"id\":\"secret-id\",\"event_date\":\"2020-05-04\","
          + "\"region\":\"150602\",\"sector\":\"C131\",\"trials\":3,\"failures\":1,"
          + "\"enterprise\":{\"name\":\"secret firm\"},\"person\":{\"name\":\"secret name\"}}";
  private final ReportDecoder decoder = new ReportDecoder(ZoneId.of("Asia/Shanghai"));

  static Stream<Arguments> bad() {
    return Stream.concat(badRecords(), badValues());
  }

  private static Stream<Arguments> badRecords() {
    return Stream.of(
        Arguments.of("", "", Reason.NOT_JSON),
        Arguments.of("no JSON", "", Reason.NOT_JSON),
        Arguments.of(GOOD + "x", "", Reason.NOT_JSON),
        Arguments.of("[]", "", Reason.NOT_AN_OBJECT),
        Arguments.of("7", "", Reason.NOT_AN_OBJECT),
        Arguments.of("[".repeat(5000), "", Reason.NOT_JSON),
        Arguments.of(GOOD.replace("{\"schema", "{\"id\":\"a\",\"schema"), "", Reason.DUPLICATE_KEY),
        Arguments.of(
            GOOD.replace("{\"name\":\"secret firm\"", "{\"name\":\"a\",\"name\":\"b\""),
            "",
            Reason.DUPLICATE_KEY),
        Arguments.of(GOOD.replace("inspection/1", "inspection/2"), "schema", Reason.UNKNOWN_SCHEMA),
        Arguments.of(GOOD.replace("inspection/1", "complaint/1"), "schema", Reason.WRONG_TOPIC),
        Arguments.of(GOOD.replace("\"schema\"", "\"s\""), "schema", Reason.MISSING),
        Arguments.of(GOOD.replace("\"id\"", "\"no\""), "id", Reason.MISSING),
        Arguments.of(
            GOOD.replace("\"secret-id\"", "\"" + "i".repeat(201) + "\""), "id", Reason.TOO_LONG),
        Arguments.of(GOOD.replace("\"region\"", "\"no\""), "region", Reason.MISSING),
        Arguments.of(GOOD.replace("\"150602\"", "\"  \""), "region", Reason.MISSING),
        Arguments.of(GOOD.replace("\"150602\"", "null"), "region", Reason.MISSING),
        Arguments.of(GOOD.replace("\"150602\"", "{}"), "region", Reason.WRONG_TYPE),
        Arguments.of(GOOD.replace("\"sector\"", "\"no\""), "sector", Reason.MISSING));
  }

  private static Stream<Arguments> badValues() {
    return Stream.of(
        Arguments.of(
            GOOD.replace("2020-05-04", "2020-02-30"), "event_date", Reason.IMPOSSIBLE_DATE),
        Arguments.of(GOOD.replace("2020-05-04", "4 May"), "event_date", Reason.IMPOSSIBLE_DATE),
        Arguments.of(
            GOOD.replace("2020-05-04", "1899-12-31"), "event_date", Reason.IMPOSSIBLE_DATE),
        Arguments.of(
            GOOD.replace("2020-05-04", "-999999999-01-01"), "event_date", Reason.IMPOSSIBLE_DATE),
        Arguments.of(
            GOOD.replace("2020-05-04", "+999999999-12-31"), "event_date", Reason.IMPOSSIBLE_DATE),
        Arguments.of(
            GOOD.replace("2020-05-04", "2020-07-04"), "event_date", Reason.FUTURE_EVENT_TIME),
        Arguments.of(
            GOOD.replace("\"id\"", "\"arrived_at\":\"2020-07-01\",\"id\""),
            "arrived_at",
            Reason.FUTURE_EVENT_TIME),
        Arguments.of(
            GOOD.replace("\"id\"", "\"arrived_at\":\"2020-05-01\",\"id\""),
            "arrived_at",
            Reason.ARRIVAL_BEFORE_EVENT),
        Arguments.of(
            GOOD.replace("\"failures\":1", "\"failures\":4"),
            "failures",
            Reason.FAILURES_ABOVE_TRIALS),
        Arguments.of(
            GOOD.replace("\"failures\":1", "\"failures\":-1"), "failures", Reason.NEGATIVE),
        Arguments.of(GOOD.replace("\"trials\":3", "\"trials\":1.5"), "trials", Reason.WRONG_TYPE),
        Arguments.of(GOOD.replace("\"trials\":3", "\"trials\":\"3\""), "trials", Reason.WRONG_TYPE),
        Arguments.of(
            GOOD.replace("\"trials\":3", "\"trials\":99999999999999999999"),
            "trials",
            Reason.OUT_OF_RANGE),
        Arguments.of(
            GOOD.replace("\"person\":{\"name\":\"secret name\"}", "\"person\":[1]"),
            "person",
            Reason.WRONG_TYPE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-999999999-01-01",
        "-999999999-01-01T00:00:00+18:00",
        "+999999999-12-31T23:59:59-18:00",
        "1899-12-31T00:00:00Z"
      })
  void refusesArrivalsOfNoUsualYear(String arrival) {
    String report = GOOD.replace("\"id\"", "\"arrived_at\":\"" + arrival + "\",\"id\"");
    String sign =
        "{\"schema\":\"zhijing.heartbeat/1\",\"source\":\"s\",\"arrived_at\":\"" + arrival + "\"}";
    for (String record : List.of(report, sign)) {
      assertThat(faults(record.getBytes(StandardCharsets.UTF_8)))
          .contains(new Fault("arrived_at", Reason.IMPOSSIBLE_DATE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A1\\ud83d", "\\ude00A1", "A\\ude00\\ud83d1"})
  void refusesHalfACharacter(String text) {
    String record =
        GOOD.replace("secret-id", text)
            .replace("secret firm", text)
            .replace("\"sector\"", "\"hazards\":[\"" + text + "\"],\"sector\"");
    assertThat(faults(record.getBytes(StandardCharsets.UTF_8)))
        .containsExactlyInAnyOrder(
            new Fault("id", Reason.NOT_UTF8),
            new Fault("hazards", Reason.NOT_UTF8),
            new Fault("enterprise.name", Reason.NOT_UTF8));
    String sign =
        "{\"schema\":\"zhijing.heartbeat/1\",\"arrived_at\":\"2020-05-04\",\"source\":\""
            + text
            + "\"}";
    assertThat(faults(sign.getBytes(StandardCharsets.UTF_8)))
        .contains(new Fault("source", Reason.NOT_UTF8));
  }

  @Test
  void takesWholeCharactersOfTwoHalvesAndFreeTextThatWasCut() {
    String record =
        GOOD.replace("secret-id", "A1\\ud83d\\ude00")
            .replace("\"sector\"", "\"description\":\"cut \\ud83d\",\"sector\"");
    Decoded decoded =
        decoder.decode(record.getBytes(StandardCharsets.UTF_8), ReportStream.INSPECTION, RECEIVED);
    assertThat(((Decoded.Accepted) decoded).report().identity().id()).isEqualTo("A1\ud83d\ude00");
  }

  @Test
  void takesTheFirstDayThatIsPlausible() {
    assertThat(
            decoder.decode(
                GOOD.replace("2020-05-04", "1900-01-01").getBytes(StandardCharsets.UTF_8),
                ReportStream.INSPECTION,
                RECEIVED))
        .isInstanceOf(Decoded.Accepted.class);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesWithTheReason(String record, String field, Reason reason) {
    assertThat(faults(record.getBytes(StandardCharsets.UTF_8)))
        .contains(new Fault(field, reason))
        .allSatisfy(fault -> assertThat(fault.toString()).doesNotContain("secret"));
  }

  @Test
  void refusesBytesThatAreNotUtf8TooLargeOrAbsent() {
    byte[] notUtf8 = GOOD.getBytes(StandardCharsets.UTF_8);
    notUtf8[50] = (byte) 0xff;
    assertThat(faults(notUtf8)).containsExactly(new Fault("", Reason.NOT_UTF8));
    assertThat(faults(new byte[10_000_000])).containsExactly(new Fault("", Reason.TOO_LARGE));
    assertThat(faults(null)).containsExactly(new Fault("", Reason.NOT_JSON));
  }

  @Test
  void reportsEveryFaultOfARecord() {
    String record =
        GOOD.replace("{\"schema", "{\"id\":\"a\",\"schema")
            .replace("2020-05-04", "2020-13-04")
            .replace("\"150602\"", "7")
            .replace("\"trials\":3", "\"trials\":-3");
    assertThat(faults(record.getBytes(StandardCharsets.UTF_8)))
        .containsExactlyInAnyOrder(
            new Fault("", Reason.DUPLICATE_KEY),
            new Fault("event_date", Reason.IMPOSSIBLE_DATE),
            new Fault("region", Reason.WRONG_TYPE),
            new Fault("trials", Reason.NEGATIVE));
  }

  @Test
  void withoutArrivalTheEventDayIsTheArrival() {
    Decoded decoded =
        decoder.decode(GOOD.getBytes(StandardCharsets.UTF_8), ReportStream.INSPECTION, RECEIVED);
    assertThat(((Decoded.Accepted) decoded).report().identity().arrivedAt())
        .isEqualTo(Instant.parse("2020-05-03T16:00:00Z"));
  }

  @Test
  void aPersonIsNeverPrinted() {
    Decoded decoded =
        decoder.decode(GOOD.getBytes(StandardCharsets.UTF_8), ReportStream.INSPECTION, RECEIVED);
    assertThat(decoded.toString()).doesNotContain("secret name");
  }

  private List<Fault> faults(byte[] record) {
    return ((Decoded.Refused) decoder.decode(record, ReportStream.INSPECTION, RECEIVED)).faults();
  }
}
