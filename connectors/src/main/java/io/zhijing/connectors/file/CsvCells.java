package io.zhijing.connectors.file;

import io.zhijing.connectors.file.Row.Reason;
import io.zhijing.connectors.file.Row.Refusal;
import io.zhijing.detection.model.Spelling;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cells of one row by field, after value maps, constants and the texts that mean nothing. What
 * cannot be read is noted, never thrown, so that a row's faults are told together.
 */
final class CsvCells {

  /** What is the same for all rows of a file; made once from the mapping and the header. */
  static final class Layout {
    private final CsvMapping mapping;
    private final Map<CsvField, Integer> columns;
    private final List<String> header;
    private final Set<String> none;
    private final Map<CsvField, Map<String, String>> values = new TreeMap<>();
    private final Map<CsvField, Pattern> separators = new TreeMap<>();

    Layout(CsvMapping mapping, Map<CsvField, Integer> columns, List<String> header) {
      this.mapping = mapping;
      this.columns = columns;
      this.header = header;
      this.none = mapping.none().stream().map(Spelling::normalise).collect(Collectors.toSet());
      mapping
          .values()
          .forEach(
              (field, map) -> {
                Map<String, String> byText = new TreeMap<>();
                map.forEach((text, value) -> byText.put(Spelling.normalise(text), value));
                values.put(field, byText);
              });
      mapping
          .separators()
          .forEach(
              (field, texts) ->
                  separators.put(
                      field,
                      Pattern.compile(
                          texts.stream().map(Pattern::quote).collect(Collectors.joining("|")))));
    }

    int width() {
      return header.size();
    }

    /** Index of the field's column, if the file has one. */
    Optional<Integer> column(CsvField field) {
      return Optional.ofNullable(columns.get(field));
    }

    String heading(int column) {
      return header.get(column);
    }

    String heading(CsvField field) {
      Integer column = columns.get(field);
      return column == null ? field.code() : header.get(column);
    }
  }

  private static final String OPENING = "(（[［【";
  private static final String CLOSING = ")）]］】";

  private final Layout layout;
  private final List<String> cells;
  private final List<Refusal> refusals = new ArrayList<>();

  CsvCells(Layout layout, List<String> cells) {
    this.layout = layout;
    this.cells = cells;
  }

  List<Refusal> refusals() {
    return refusals;
  }

  void refuse(CsvField field, Reason reason, String... about) {
    refusals.add(new Refusal(layout.heading(field), reason, about));
  }

  /** The text of a field; empty if there is none. */
  String text(CsvField field) {
    String cell = cell(field);
    if (cell.isEmpty()) {
      String blank = layout.mapping.blanks().getOrDefault(field, "");
      return blank.isEmpty() ? constant(field) : blank;
    }
    return mapped(field, cell);
  }

  private String cell(CsvField field) {
    Integer column = layout.columns.get(field);
    String cell = column == null ? "" : cells.get(column).strip();
    return layout.none.contains(Spelling.normalise(cell)) ? "" : cell;
  }

  private String mapped(CsvField field, String text) {
    Map<String, String> values = layout.values.get(field);
    return values == null ? text : values.getOrDefault(Spelling.normalise(text), text);
  }

  private String constant(CsvField field) {
    String constant = layout.mapping.constants().getOrDefault(field, "");
    return constant.startsWith("$") ? noted(constant.substring(1)) : constant;
  }

  private String noted(String key) {
    for (String pair : cell(CsvField.NOTE).split(";", -1)) {
      if (pair.strip().startsWith(key + "=")) {
        return pair.strip().substring(key.length() + 1).strip();
      }
    }
    return "";
  }

  /** A text that must be there. */
  String needed(CsvField field) {
    String text = text(field);
    if (text.isEmpty()) {
      refuse(field, Reason.MISSING_VALUE);
    } else if (text.indexOf('\uFFFD') >= 0) {
      refuse(field, Reason.UNREADABLE_TEXT);
    }
    return text;
  }

  /** One of the codes that a field may have; empty if blank or refused. */
  String code(CsvField field, Set<String> codes) {
    String text = Spelling.normalise(text(field));
    if (text.isEmpty() || codes.contains(text)) {
      return text;
    }
    refuse(
        field,
        Reason.UNKNOWN_VALUE,
        codes.stream().filter(code -> !code.isEmpty()).sorted().collect(Collectors.joining(", ")));
    return "";
  }

  /**
   * The values of a field that may have several; parts that mean nothing are left out. What stands
   * between them stands in brackets too, where a name explains itself: 甲拌磷(包括甲拌磷砜、甲拌磷亚砜).
   */
  List<String> texts(CsvField field) {
    Pattern separator = layout.separators.get(field);
    String text = text(field);
    if (separator == null) {
      return text.isEmpty() ? List.of() : List.of(text);
    }
    List<String> parts = new ArrayList<>();
    for (String part : split(text, separator)) {
      String bare = part.strip();
      if (!bare.isEmpty() && !layout.none.contains(Spelling.normalise(bare))) {
        String value = mapped(field, bare);
        if (!value.isEmpty() && !parts.contains(value)) {
          parts.add(value);
        }
      }
    }
    return parts;
  }

  private static List<String> split(String text, Pattern separator) {
    List<String> parts = new ArrayList<>();
    Matcher between = separator.matcher(text);
    int from = 0;
    while (between.find()) {
      if (!isInBrackets(text, from, between.start())) {
        parts.add(text.substring(from, between.start()));
        from = between.end();
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** A bracket that nothing closes holds nothing together. */
  private static boolean isInBrackets(String text, int from, int at) {
    int depth = 0;
    for (int i = from; i < at; i++) {
      depth += OPENING.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
      depth -= CLOSING.indexOf(text.charAt(i)) >= 0 && depth > 0 ? 1 : 0;
    }
    for (int i = at; depth > 0 && i < text.length(); i++) {
      depth += OPENING.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
      depth -= CLOSING.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
      if (depth == 0) {
        return true;
      }
    }
    return false;
  }

  /** A day of the zone, null if blank or refused. */
  LocalDate day(CsvField field, ZoneId zone) {
    String text = text(field);
    if (text.isEmpty()) {
      return null;
    }
    LooseDate.Reading reading = LooseDate.read(text, zone);
    if (reading instanceof LooseDate.Reading.Day day) {
      return day.day();
    }
    refuse(field, ((LooseDate.Reading.Refused) reading).reason());
    return null;
  }

  /** A count, null if blank or refused: not stated is not zero. */
  Integer count(CsvField field) {
    String text = Spelling.normalise(text(field));
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9]{1,9}(\\.0+)?")) {
      refuse(field, Reason.NOT_A_COUNT);
      return null;
    }
    return Integer.valueOf(text.replaceFirst("\\..*", ""));
  }
}
