package io.zhijing.connectors.notify.wording;

import io.zhijing.connectors.notify.Language;
import io.zhijing.detection.model.Coded;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one language, out of {@code words_<language>.properties}. Named placeholders instead
 * of {@link java.text.MessageFormat}'s numbers, for they survive a change of word order and need no
 * doubled apostrophes.
 */
public final class Words {

  private static final String BUNDLE = Words.class.getPackageName() + ".words";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

  private final Language language;
  private final ResourceBundle bundle;

  private Words(Language language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The words of a language. */
  public static Words of(Language language) {
    return new Words(language);
  }

  /** Which language. */
  public Language language() {
    return language;
  }

  /** All keys. */
  Set<String> keys() {
    return bundle.keySet();
  }

  /**
   * The text of a key, as it stands.
   *
   * @throws java.util.MissingResourceException if there is none
   */
  public String text(String key) {
    return bundle.getString(key);
  }

  /** The word for a code, {@code <kind>.<code>}; the code itself where there is none yet. */
  public String code(String kind, Coded coded) {
    String key = kind + "." + coded.code();
    return bundle.containsKey(key) ? bundle.getString(key) : coded.code();
  }

  /**
   * The text of a key with its placeholders filled; what is filled in is not looked at again.
   *
   * @throws NullPointerException if a value is missing
   */
  public String fill(String key, Map<String, String> values) {
    Matcher matcher = PLACEHOLDER.matcher(text(key));
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      Objects.requireNonNull(value, () -> "no value for " + matcher.group() + " of " + key);
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }

  /** A calendar day. */
  public String day(LocalDate day) {
    return format("date.pattern").format(day);
  }

  /** A time to the minute, on the clock of its own offset. */
  public String time(OffsetDateTime time) {
    return format("time.pattern").format(time);
  }

  /** A count that may be a fraction: one digit after the point, more where it is below one. */
  public String number(double value) {
    NumberFormat format = NumberFormat.getInstance(language.locale());
    format.setMaximumFractionDigits(Math.abs(value) < 1 ? 3 : 1);
    return format.format(value);
  }

  private DateTimeFormatter format(String key) {
    return DateTimeFormatter.ofPattern(text(key), language.locale());
  }
}
