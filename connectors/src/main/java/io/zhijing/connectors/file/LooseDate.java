package io.zhijing.connectors.file;

import io.zhijing.detection.model.Spelling;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as public notices write them: any dash, dots, slashes, 年月日, eight digits, full-width
 * digits, a time of day, and remarks such as (购进) or 购进日期 that the day is that of purchase. A time
 * with an offset is of the day that it is in the authority's zone.
 */
final class LooseDate {

  /** What a text is. */
  sealed interface Reading {
    /** A day. */
    record Day(LocalDate day) implements Reading {}

    /** Not a day, and why. */
    record Refused(Row.Reason reason) implements Reading {}
  }

  private static final Pattern REMARK =
      Pattern.compile("\\([^)]*\\)|[\\p{IsHan}&&[^年月日]]+(日期)?:?|(?<![0-9]) ?日期:?");
  private static final Pattern PARTS =
      Pattern.compile(
          "([0-9]{4}) ?[-./年]+ ?([0-9]{1,2}) ?[-./月]+ ?([0-9]{1,2})日?"
              + "(?:[t ]([0-9:.]*) ?(z|[+-][0-9]{1,2}(?::?[0-9]{2})?)?)?");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{1,2})(?::?([0-9]{2})(?::?([0-9]{2})(?:\\.[0-9]*)?)?)?");
  private static final Pattern OFFSET = Pattern.compile("([+-])([0-9]{1,2})(?::?([0-9]{2}))?");
  private static final Pattern DIGITS = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");

  private static final int EARLIEST = 1900;

  private LooseDate() {}

  /** The day of a text, in the zone. */
  static Reading read(String text, ZoneId zone) {
    String bare = REMARK.matcher(Spelling.normalise(text)).replaceAll("").strip();
    Matcher parts = PARTS.matcher(bare);
    Matcher digits = DIGITS.matcher(bare);
    try {
      if (parts.matches()) {
        return known(inZone(day(parts), parts.group(4), parts.group(5), zone));
      }
      return digits.matches() ? known(day(digits)) : new Reading.Refused(Row.Reason.NOT_A_DATE);
    } catch (DateTimeException e) {
      return new Reading.Refused(Row.Reason.NO_SUCH_DAY);
    }
  }

  /** A day before 1900 is refused like one that does not exist: the wire takes none. */
  private static Reading known(LocalDate day) {
    return day.getYear() < EARLIEST
        ? new Reading.Refused(Row.Reason.NO_SUCH_DAY)
        : new Reading.Day(day);
  }

  private static LocalDate day(Matcher matcher) {
    return LocalDate.of(
        number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)));
  }

  /** Without a time, an offset says nothing of the day. */
  private static LocalDate inZone(LocalDate day, String time, String offset, ZoneId zone) {
    if (offset == null || time.isEmpty()) {
      return day;
    }
    Matcher clock = TIME.matcher(time);
    if (!clock.matches()) {
      throw new DateTimeException("no time of day");
    }
    LocalTime at =
        LocalTime.of(number(clock.group(1)), number(clock.group(2)), number(clock.group(3)));
    return day.atTime(at).atOffset(offset(offset)).atZoneSameInstant(zone).toLocalDate();
  }

  private static ZoneOffset offset(String text) {
    Matcher parts = OFFSET.matcher(text);
    if (!parts.matches()) {
      return ZoneOffset.UTC;
    }
    int sign = parts.group(1).equals("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * number(parts.group(2)), sign * number(parts.group(3)));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
