package io.zhijing.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayMemoTest {
  private static PipelineSettings settings(Calendar calendar) {
    return new PipelineSettings(
        calendar,
        new PipelineSettings.Watch(() -> null, null, Map.of(), Map.of(), () -> null),
        new PipelineSettings.Horizons(1, 60),
        new PipelineSettings.HashKey(new byte[32]));
  }

  /** Forward with small steps and jumps back, over both changes of the clock in a year. */
  @ParameterizedTest
  @CsvSource({"Europe/Brussels,24", "Europe/Brussels,6", "Asia/Shanghai,24", "Asia/Shanghai,1"})
  void saysWhatTheCalendarSays(String zone, int tickHours) {
    Calendar calendar = new Calendar(ZoneId.of(zone), tickHours);
    DayMemo memo = new DayMemo(settings(calendar));
    Random random = new Random(11);
    long time = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
    long hour = Duration.ofHours(1).toMillis();
    for (int i = 0; i < 30_000; i++) {
      time += random.nextInt((int) hour);
      long asked = random.nextInt(20) == 0 ? time - random.nextInt(100) * hour : time;
      long boundary = random.nextInt(10) == 0 ? calendar.tickOf(asked) + random.nextInt(2) : asked;
      assertThat(memo.dayOf(boundary)).isEqualTo(calendar.dayOf(boundary));
      assertThat(memo.tickOf(boundary)).isEqualTo(calendar.tickOf(boundary));
    }
  }
}
