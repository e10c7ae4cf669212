package io.zhijing.jobs.settings;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Days and ticks of the authority's zone. A tick is a moment at which the pipeline judges what it
 * knows; ticks divide each local day evenly and the last one is the day's end. Ticks are named by
 * their last millisecond.
 *
 * @param zone the authority's zone
 * @param tickHours hours between ticks; divides 24
 */
public record Calendar(ZoneId zone, int tickHours) implements Serializable {
  private static final int DAYS_OF_WEEK = 7;

  /**
   * Checks the tick.
   *
   * @throws IllegalArgumentException if 24 is not a multiple of the hours
   */
  public Calendar {
    if (tickHours < 1 || 24 % tickHours != 0) {
      throw new IllegalArgumentException("tick_hours must divide 24, it is " + tickHours);
    }
  }

  /** The local day of an instant, as epoch day. */
  public int dayOf(long millis) {
    return (int) Instant.ofEpochMilli(millis).atZone(zone).toLocalDate().toEpochDay();
  }

  /** The tick at which something known at the instant is first judged. */
  public long tickOf(long millis) {
    LocalDateTime local = Instant.ofEpochMilli(millis).atZone(zone).toLocalDateTime();
    LocalDateTime start =
        local.truncatedTo(ChronoUnit.HOURS).minusHours(local.getHour() % tickHours);
    return start.plusHours(tickHours).atZone(zone).toInstant().toEpochMilli() - 1;
  }

  /** The week of an epoch day: blocks of seven days, counted from epoch. */
  public static int weekOf(int day) {
    return Math.floorDiv(day, DAYS_OF_WEEK);
  }

  /** The last tick before a week. */
  public long endBefore(int week) {
    return endOf(week * DAYS_OF_WEEK - 1);
  }

  /** The last tick of a day: its last millisecond. */
  public long endOf(int day) {
    return LocalDate.ofEpochDay(day + 1L).atStartOfDay(zone).toInstant().toEpochMilli() - 1;
  }
}
