package io.zhijing.jobs.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of a bench directory, as the bench scripts write it: comma-separated with a header.
 *
 * @param rows by row, the fields by column name
 */
record BenchTable(List<Map<String, String>> rows) {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

  /**
   * Reads a file, packed if its name ends in {@code .gz}.
   *
   * @throws IOException with a message that names the file, if it is missing or no table
   */
  static BenchTable read(Path file) throws IOException {
    try (Reader reader = open(file)) {
      return read(file, reader);
    } catch (NoSuchFileException missing) {
      throw new IOException(file + " is missing", missing);
    }
  }

  /** Reads what need not be a file; messages call it by the name. */
  static BenchTable read(Path name, Reader reader) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try {
      for (CSVRecord record : FORMAT.parse(reader)) {
        rows.add(record.toMap());
      }
    } catch (IllegalArgumentException malformed) {
      throw new IOException(name + " is no table: " + malformed.getMessage(), malformed);
    }
    return new BenchTable(rows);
  }

  private static Reader open(Path file) throws IOException {
    boolean isPacked = file.toString().endsWith(".gz");
    InputStream bytes = Files.newInputStream(file);
    try {
      return new BufferedReader(
          new InputStreamReader(
              isPacked ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
    } catch (IOException unpackable) {
      bytes.close();
      throw new IOException(file + " is not packed as its name says", unpackable);
    }
  }

  /**
   * The series of a wide table, one a row, in columns {@code w1}, {@code w2} and so on.
   *
   * @return by row and week
   * @throws IOException if a field is no number
   */
  static double[][] series(Path file) throws IOException {
    return read(file).wide(file);
  }

  /** As {@link #series} of a table already read; messages call it by the name. */
  double[][] wide(Path file) throws IOException {
    double[][] series = new double[rows.size()][];
    for (int i = 0; i < series.length; i++) {
      Map<String, String> row = rows.get(i);
      int weeks = 0;
      while (row.containsKey("w" + (weeks + 1))) {
        weeks++;
      }
      series[i] = new double[weeks];
      for (int week = 0; week < weeks; week++) {
        series[i][week] = number(file, row, "w" + (week + 1));
      }
    }
    return series;
  }

  /** The number in a field; the message of the exception names file and column. */
  static double number(Path file, Map<String, String> row, String column) throws IOException {
    String text = row.get(column);
    try {
      return Double.parseDouble(text == null ? "" : text);
    } catch (NumberFormatException notANumber) {
      throw new IOException(
          file + ", column " + column + ": '" + text + "' is no number", notANumber);
    }
  }
}
