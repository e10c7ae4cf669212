package io.zhijing.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CalendarTest {
  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  @Test
  void theTickOfADayIsItsLastMillisecond() {
    Calendar calendar = new Calendar(ZoneId.of("Asia/Shanghai"), 24);
    int day = (int) LocalDate.parse("2020-05-04").toEpochDay();
    long end = at("2020-05-04T15:59:59.999Z");
    assertThat(calendar.endOf(day)).isEqualTo(end);
    assertThat(calendar.tickOf(at("2020-05-03T16:00:00Z"))).isEqualTo(end);
    assertThat(calendar.tickOf(end)).isEqualTo(end);
    assertThat(calendar.tickOf(end + 1)).isEqualTo(calendar.endOf(day + 1));
    assertThat(calendar.dayOf(end)).isEqualTo(day);
    assertThat(calendar.dayOf(end + 1)).isEqualTo(day + 1);
  }

  @Test
  void daysOf23And25HoursHaveOneEndEach() {
    Calendar calendar = new Calendar(BRUSSELS, 24);
    for (String date : new String[] {"2020-03-29", "2020-10-25"}) {
      int day = (int) LocalDate.parse(date).toEpochDay();
      long start = calendar.endOf(day - 1) + 1;
      assertThat(calendar.tickOf(start)).isEqualTo(calendar.endOf(day));
      long hours = (calendar.endOf(day) - start + 1) / 3_600_000;
      assertThat(hours).isEqualTo(date.equals("2020-03-29") ? 23 : 25);
    }
  }

  @Test
  void ticksWithinADayEndWithTheDay() {
    Calendar calendar = new Calendar(BRUSSELS, 6);
    assertThat(calendar.tickOf(at("2020-06-01T03:30:00Z")))
        .isEqualTo(at("2020-06-01T03:59:59.999Z"));
    assertThat(calendar.tickOf(at("2020-06-01T21:00:00Z")))
        .isEqualTo(calendar.endOf((int) LocalDate.parse("2020-06-01").toEpochDay()));
  }

  @Test
  void aTickThatDoesNotDivideTheDayIsRefused() {
    assertThatThrownBy(() -> new Calendar(BRUSSELS, 7))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
