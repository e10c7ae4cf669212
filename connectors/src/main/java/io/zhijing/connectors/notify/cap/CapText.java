package io.zhijing.connectors.notify.cap;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The small forms that CAP prescribes. */
final class CapText {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  /** An identifier or sender: no spaces, commas, {@code <} or {@code &}. */
  private static final String NAME = "[^\\s,<&]+";

  private static final String REFERENCE =
      NAME + "," + NAME + ",\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}[-+]\\d{2}:\\d{2}";

  private CapText() {}

  /** Seconds are never dropped, fractions always, and UTC is {@code +00:00}, never {@code Z}. */
  static String time(OffsetDateTime time) {
    return TIME.format(time.truncatedTo(ChronoUnit.SECONDS));
  }

  /** What an update or a cancel calls an earlier document by. */
  static String reference(String sender, String identifier, String sent) {
    return sender + "," + identifier + "," + sent;
  }

  static boolean isReference(String text) {
    return text.matches(REFERENCE);
  }

  /** Text without what XML 1.0 cannot hold. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || c == '\r'
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x10000)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
