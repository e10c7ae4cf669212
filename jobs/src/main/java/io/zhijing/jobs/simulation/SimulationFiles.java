package io.zhijing.jobs.simulation;

import io.zhijing.connectors.file.Pack;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The tables of a pack that a simulation is made from. */
final class SimulationFiles {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  private SimulationFiles() {}

  /**
   * The rows of a table, fields by column name.
   *
   * @throws IOException naming the table, if the pack has none of that name or it is no table
   */
  static List<Map<String, String>> rows(Pack pack, String name) throws IOException {
    try (Reader reader = new InputStreamReader(pack.files().open(name), StandardCharsets.UTF_8)) {
      return FORMAT.parse(reader).stream().map(CSVRecord::toMap).toList();
    } catch (IllegalArgumentException malformed) {
      throw new IOException(name + " is no table: " + malformed.getMessage(), malformed);
    }
  }

  /** The number in a field; the message of the exception names table and column. */
  static double number(String name, Map<String, String> row, String column) throws IOException {
    String text = row.get(column);
    try {
      return Double.parseDouble(text == null ? "" : text);
    } catch (NumberFormatException e) {
      throw new IOException(name + ", column " + column + ": '" + text + "' is no number", e);
    }
  }
}
