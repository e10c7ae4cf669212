package io.zhijing.connectors.file;

import io.zhijing.detection.model.Spelling;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as public notices write them: any dash, dots, slashes, 年月日, eight digits, full-width
 * digits, a time of day, and remarks such as (购进) or 购进日期 that the day is that of purchase.
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
          "([0-9]{4}) ?[-./年]+ ?([0-9]{1,2}) ?[-./月]+ ?([0-9]{1,2})日?(?:[t ][0-9:.+z]*)?");
  private static final Pattern DIGITS = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})");

  private LooseDate() {}

  static Reading read(String text) {
    String bare = REMARK.matcher(Spelling.normalise(text)).replaceAll("").strip();
    Matcher matcher = PARTS.matcher(bare);
    if (!matcher.matches()) {
      matcher = DIGITS.matcher(bare);
    }
    if (!matcher.matches()) {
      return new Reading.Refused(Row.Reason.NOT_A_DATE);
    }
    try {
      return new Reading.Day(
          LocalDate.of(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3))));
    } catch (DateTimeException e) {
      return new Reading.Refused(Row.Reason.NO_SUCH_DAY);
    }
  }
}
