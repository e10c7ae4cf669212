package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.Count;
import io.zhijing.dashboards.console.query.Named;
import io.zhijing.detection.model.Coded;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * Words and numbers in one language, times in the authority's zone. Immutable.
 *
 * @param language zh or en
 * @param zone of the authority's days
 */
public record Wording(String language, ZoneId zone) {
  private static final String BUNDLE = "io.zhijing.dashboards.console.view.words";
  private static final String MISSING = "???";
  private static final char THIN_SPACE = '\u202F';
  private static final double SMALL = 10;
  private static final double PERCENT = 100;
  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** Whether it is English. */
  public boolean isEnglish() {
    return "en".equals(language);
  }

  private ResourceBundle bundle() {
    return ResourceBundle.getBundle(
        BUNDLE,
        isEnglish() ? Locale.ENGLISH : Locale.CHINESE,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The words of a key; what cannot be overlooked where there are none. */
  public String of(String key, Object... details) {
    ResourceBundle bundle = bundle();
    if (!bundle.containsKey(key)) {
      return MISSING + key;
    }
    String pattern = bundle.getString(key);
    return details.length == 0 ? pattern : new MessageFormat(pattern, Locale.ROOT).format(details);
  }

  /** The word for a code of a list; the code itself where the list has grown. */
  public String code(String list, String code) {
    ResourceBundle bundle = bundle();
    String key = list + "." + code;
    return bundle.containsKey(key) ? bundle.getString(key) : code;
  }

  /** The word for a value of a closed list. */
  public String code(String list, Coded value) {
    return code(list, value.code());
  }

  /** The words for codes of a list. */
  public String codes(String list, Collection<String> codes) {
    return codes.stream()
        .map(code -> code(list, code))
        .collect(Collectors.joining(of("list.separator")));
  }

  /** A name. */
  public String name(Named named) {
    return named.name(language);
  }

  /** Names in a row. */
  public String names(Collection<Named> named) {
    return named.stream().map(this::name).collect(Collectors.joining(of("list.separator")));
  }

  /** One of two texts. */
  public String either(String english, String chinese) {
    return isEnglish() ? english : chinese;
  }

  /** A whole number, its thousands apart. */
  public String number(long value) {
    return format("#,##0").format(value);
  }

  /** A count, or what is told instead. */
  public String count(Count count) {
    return count.isMasked() ? count.text() : number(count.value().orElseThrow());
  }

  /** A number as exact as it is useful. */
  public String real(double value) {
    return format(Math.abs(value) < SMALL ? "#,##0.0#" : "#,##0.#").format(value);
  }

  /** A number, or a dash. */
  public String real(Optional<Double> value) {
    return value.map(this::real).orElse("–");
  }

  /** Every digit that a number has. */
  public String exact(double value) {
    return Double.toString(value);
  }

  /** Every digit that a number has, or a dash. */
  public String exact(Optional<Double> value) {
    return value.map(this::exact).orElse("–");
  }

  /** A part of a whole; a dash where there is no whole. */
  public String percent(double part, double whole) {
    return whole == 0 ? "–" : format("#,##0.0").format(PERCENT * part / whole) + "%";
  }

  /** A day such as 2025-07-02. */
  public String day(LocalDate day) {
    return day.toString();
  }

  /** A day, or a dash. */
  public String day(Optional<LocalDate> day) {
    return day.map(this::day).orElse("–");
  }

  /** A time such as 2025-07-02 14:05. */
  public String time(Instant instant) {
    return MINUTES.format(instant.atZone(zone));
  }

  /** The day of a time such as 2025-07-02, or a dash. */
  public String dayOf(Optional<Instant> instant) {
    return day(instant.map(each -> each.atZone(zone).toLocalDate()));
  }

  /** A time, or a dash. */
  public String time(Optional<Instant> instant) {
    return instant.map(this::time).orElse("–");
  }

  private static DecimalFormat format(String pattern) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator(THIN_SPACE);
    return new DecimalFormat(pattern, symbols);
  }
}
