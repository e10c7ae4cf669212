package io.zhijing.dashboards.targets;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV table by column name. What is wrong with it is collected with the line it stands in. */
final class TargetTable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setTrim(true)
          .setIgnoreEmptyLines(true)
          .get();

  private final String name;
  private final List<String> faults;

  TargetTable(String name, List<String> faults) {
    this.name = name;
    this.faults = faults;
  }

  /** A row; a column that is not there is empty. */
  final class Row {
    private final long line;
    private final Map<String, String> cells;

    private Row(long line, Map<String, String> cells) {
      this.line = line;
      this.cells = cells;
    }

    String text(String column) {
      return cells.getOrDefault(column, "").strip();
    }

    String needed(String column) {
      if (text(column).isEmpty()) {
        fault(column + " is missing");
      }
      return text(column);
    }

    OptionalDouble number(String column) {
      String text = text(column);
      if (text.isEmpty()) {
        return OptionalDouble.empty();
      }
      try {
        double number = Double.parseDouble(text);
        if (Double.isFinite(number)) {
          return OptionalDouble.of(number);
        }
      } catch (NumberFormatException e) {
        // told below
      }
      fault(column + ": '" + text + "' is no number");
      return OptionalDouble.empty();
    }

    void fault(String text) {
      faults.add(name + ":" + line + ": " + text);
    }
  }

  /** The rows; none if the table cannot be read or lacks a column. */
  List<Row> rows(Reader reader, List<String> columns) {
    List<Row> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.builder().setReader(reader).setFormat(FORMAT).get()) {
      List<String> missing = new ArrayList<>(columns);
      parser.getHeaderNames().forEach(header -> missing.remove(header.replace("\uFEFF", "")));
      if (!missing.isEmpty()) {
        faults.add(name + ": the header lacks " + String.join(", ", missing));
        return List.of();
      }
      for (CSVRecord record : parser) {
        Row row = new Row(parser.getCurrentLineNumber(), withoutMark(record.toMap()));
        if (record.isConsistent()) {
          rows.add(row);
        } else {
          row.fault("the row has " + record.size() + " cells");
        }
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      faults.add(name + ": cannot be read: " + e.getMessage());
    }
    return rows;
  }

  /** A file from a spreadsheet may begin with a byte order mark. */
  private static Map<String, String> withoutMark(Map<String, String> cells) {
    for (String column : List.copyOf(cells.keySet())) {
      if (column.startsWith("\uFEFF")) {
        cells.put(column.substring(1), cells.remove(column));
      }
    }
    return cells;
  }
}
