package io.zhijing.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeSourceTest {
  private static final long RECEIVED = Instant.parse("2020-06-01T00:00:00Z").toEpochMilli();

  private static long stamp(String topic, String record) {
    TimestampAssigner<Envelope> assigner =
        EnvelopeSource.watermarks(
                ZoneId.of("Asia/Shanghai"), Map.of("reports", "inspection"), Duration.ofDays(1))
            .createTimestampAssigner(() -> null);
    return assigner.extractTimestamp(
        new Envelope(topic, 0, 0, RECEIVED, record.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static String report(String eventDate) {
    return "{\"schema\":\"zhijing.inspection/1\",\"id\":\"1\",\"event_date\":\""
        + eventDate
        + "\",\"region\":\"r\",\"sector\":\"s\"}";
  }

  private static String sign(String arrival) {
    return "{\"schema\":\"zhijing.heartbeat/1\",\"source\":\"s\",\"arrived_at\":\""
        + arrival
        + "\"}";
  }

  @ParameterizedTest
  @CsvSource({
    "2020-05-04, 2020-05-03T16:00:00Z",
    "-999999999-01-01, ",
    "+999999999-12-31, ",
    "1899-12-31, ",
    "9999999999999-01-01, "
  })
  void aDayIsStampedAndAnImpossibleOneDoesNotMoveTheClock(String day, Instant arrival) {
    long expected = arrival == null ? Long.MIN_VALUE : arrival.toEpochMilli();
    assertThat(stamp("reports", report(day))).isEqualTo(expected);
    assertThat(stamp("reports", sign(day))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"nobody's", "reports"})
  void whatCannotBeReadDoesNotMoveTheClock(String topic) {
    assertThat(stamp(topic, "no JSON")).isEqualTo(Long.MIN_VALUE);
  }
}
