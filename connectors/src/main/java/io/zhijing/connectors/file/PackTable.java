package io.zhijing.connectors.file;

import io.zhijing.connectors.file.PackFaults.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One CSV file of a pack as rows by column name. What keeps it from being read is logged. */
final class PackTable {

  /**
   * A row.
   *
   * @param line where it ends in the file
   * @param cells by column name, stripped
   */
  record Row(long line, Map<String, String> cells) {
    /** The cell, empty if blank or if there is no such column. */
    String get(String column) {
      return cells.getOrDefault(column, "");
    }
  }

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).get();

  private PackTable() {}

  /** The rows of a file; none if it cannot be read or lacks a required column. */
  static List<Row> read(PackFiles files, String name, List<String> required, FaultLog log) {
    try (Reader reader = new InputStreamReader(files.open(name), StandardCharsets.UTF_8);
        CSVParser parser = CSVParser.builder().setReader(reader).setFormat(FORMAT).get()) {
      return rows(name, parser, required, log);
    } catch (NoSuchFileException e) {
      log.add(name, 0, Kind.MISSING_FILE, "there is no such file");
    } catch (IOException | UncheckedIOException e) {
      log.add(name, 0, Kind.MISSING_FILE, "cannot be read: " + e.getMessage());
    }
    return List.of();
  }

  static boolean exists(PackFiles files, String name) {
    try (InputStream stream = files.open(name)) {
      return stream != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Row> rows(
      String name, CSVParser parser, List<String> required, FaultLog log) {
    List<String> header = null;
    List<Row> rows = new ArrayList<>();
    for (CSVRecord cells : parser) {
      long line = parser.getCurrentLineNumber();
      if (header == null) {
        header = header(cells);
        if (!headerFits(name, header, required, log)) {
          return List.of();
        }
      } else if (cells.size() != header.size()) {
        String text = "the row has " + cells.size() + " cells, the header " + header.size();
        log.add(name, line, Kind.BAD_ROW, text);
      } else {
        Map<String, String> byColumn = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
          byColumn.put(header.get(i), cells.get(i).strip());
        }
        rows.add(new Row(line, byColumn));
      }
    }
    if (header == null) {
      log.add(name, 0, Kind.BAD_HEADER, "the file is empty");
    }
    return rows;
  }

  private static List<String> header(CSVRecord cells) {
    List<String> header = new ArrayList<>();
    cells.forEach(cell -> header.add(cell.replace("\uFEFF", "").strip()));
    return header;
  }

  private static boolean headerFits(
      String name, List<String> header, List<String> required, FaultLog log) {
    Set<String> missing = new LinkedHashSet<>(required);
    missing.removeAll(new HashSet<>(header));
    if (!missing.isEmpty()) {
      log.add(name, 1, Kind.BAD_HEADER, "the header lacks " + String.join(", ", missing));
      return false;
    }
    if (new HashSet<>(header).size() != header.size()) {
      log.add(name, 1, Kind.BAD_HEADER, "the header names a column twice");
      return false;
    }
    return true;
  }
}
