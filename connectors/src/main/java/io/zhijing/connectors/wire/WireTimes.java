package io.zhijing.connectors.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Dates and times as sources write them. The usual forms are read digit by digit, which is what
 * they are and costs a tenth; every other form by the general parser.
 */
final class WireTimes {
  private static final int DATE_LENGTH = 10;
  private static final int UTC_LENGTH = 20;
  private static final int YEAR_END = 4;
  private static final int DECIMAL = 10;

  /** Nothing that is monitored is older; what stands there instead is a slip of the pen. */
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  /** The first day that takes more digits than a date has; no kept form is made for it. */
  private static final LocalDate END = LocalDate.of(10_000, 1, 1);

  private WireTimes() {}

  /**
   * The date itself.
   *
   * @throws DateTimeException if it is not from 1900 to 9999: kept forms could not hold it
   */
  static LocalDate plausible(LocalDate date) {
    if (date.isBefore(EARLIEST) || !date.isBefore(END)) {
      throw new DateTimeException("not from 1900 to 9999");
    }
    return date;
  }

  /**
   * The instant itself.
   *
   * @throws DateTimeException if its day in the zone is not from 1900 to 9999
   */
  static Instant plausible(Instant instant, ZoneId zone) {
    if (instant.isBefore(EARLIEST.atStartOfDay(zone).toInstant())
        || !instant.isBefore(END.atStartOfDay(zone).toInstant())) {
      throw new DateTimeException("not from 1900 to 9999");
    }
    return instant;
  }

  /**
   * A calendar date {@code yyyy-MM-dd}.
   *
   * @throws java.time.DateTimeException if it is none
   */
  static LocalDate date(String text) {
    return hasForm(text, DATE_LENGTH, "dddd-dd-dd") ? plainDate(text) : LocalDate.parse(text);
  }

  /**
   * An instant with offset, or a date, which means the start of that day in the zone.
   *
   * @throws java.time.DateTimeException if it is neither
   */
  static Instant instant(String text, ZoneId zone) {
    if (text.indexOf('T') < 0) {
      return date(text).atStartOfDay(zone).toInstant();
    }
    return hasForm(text, UTC_LENGTH, "dddd-dd-ddTdd:dd:ddZ")
        ? plainDate(text)
            .atTime(LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19)))
            .toInstant(ZoneOffset.UTC)
        : OffsetDateTime.parse(text).toInstant();
  }

  private static LocalDate plainDate(String text) {
    return LocalDate.of(
        number(text, 0, YEAR_END), number(text, 5, 7), number(text, 8, DATE_LENGTH));
  }

  /** Whether the text has the length and the signs of a form, whose letter d stands for a digit. */
  private static boolean hasForm(String text, int length, String form) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      char asked = form.charAt(i);
      if (asked == 'd' ? c < '0' || c > '9' : c != asked) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * DECIMAL + text.charAt(i) - '0';
    }
    return number;
  }
}
