package io.zhijing.connectors.notify.wording;

import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shortens texts to what a channel carries, on the boundary of what a reader takes for one
 * character (a base with its marks, a joined emoji), with an ellipsis in sight.
 */
public final class Cut {

  /** What stands for the rest: three bytes, one UTF-16 unit. */
  public static final String ELLIPSIS = "…";

  private static final Pattern CHARACTER = Pattern.compile("\\X");

  private Cut() {}

  /** The text in at most so many bytes of UTF-8, at least 3. */
  public static String toBytes(String text, int maxBytes) {
    return cut(text, maxBytes, Cut::bytes);
  }

  /** The text in at most so many UTF-16 units (UCS-2 characters of an SMS), at least 1. */
  public static String toUnits(String text, int maxUnits) {
    return cut(text, maxUnits, String::length);
  }

  /** Length in bytes of UTF-8. */
  public static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String cut(String text, int max, ToIntFunction<String> size) {
    int room = max - size.applyAsInt(ELLIPSIS);
    if (room < 0) {
      throw new IllegalArgumentException("no room for an ellipsis in " + max);
    }
    if (size.applyAsInt(text) <= max) {
      return text;
    }
    Matcher characters = CHARACTER.matcher(text);
    int end = 0;
    while (characters.find()) {
      room -= size.applyAsInt(characters.group());
      if (room < 0) {
        break;
      }
      end = characters.end();
    }
    return text.substring(0, end) + ELLIPSIS;
  }
}
