package io.zhijing.dashboards.console.tables;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.zhijing.dashboards.console.query.TooManyRowsException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes tables row by row, as CSV, as a workbook or as JSON. A text that a spreadsheet program
 * would take for a formula is never one.
 */
public interface Table extends AutoCloseable {
  /** Comma-separated, with a byte order mark. */
  String CSV = "text/csv; charset=utf-8";

  /** Comma-separated, without it. */
  String PLAIN_CSV = "text/csv";

  /** A workbook of one sheet. */
  String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** An array of objects. */
  String JSON = "application/json";

  /** The next row, first the heading; numbers and truths as what they are, all else as text. */
  void row(List<?> cells) throws IOException;

  @Override
  void close() throws IOException;

  /** The next row, where an exception must not be declared. */
  default void put(List<?> cells) {
    try {
      row(cells);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A table with a heading. */
  static Table of(String mediaType, OutputStream out, List<String> heading) throws IOException {
    Table table =
        switch (mediaType) {
          case XLSX -> new Sheet(out);
          case JSON -> new Objects(out);
          case CSV -> new Csv(out, true);
          case PLAIN_CSV -> new Csv(out, false);
          default -> throw new IllegalArgumentException("no table is " + mediaType);
        };
    table.row(heading);
    return table;
  }

  /** The same that takes no more than so many rows, and refuses what comes beyond. */
  default Table atMost(int rows) {
    return new Bounded(this, rows);
  }

  /** A text that no spreadsheet takes for a formula. */
  static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r\n|%".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** A table that has an end: what is counted beforehand may have grown since. */
  final class Bounded implements Table {
    private final Table table;
    private final int most;
    private int rows;

    Bounded(Table table, int most) {
      this.table = table;
      this.most = most;
    }

    @Override
    public void row(List<?> cells) throws IOException {
      if (rows == most) {
        throw new TooManyRowsException(most);
      }
      rows++;
      table.row(cells);
    }

    @Override
    public void close() throws IOException {
      table.close();
    }
  }

  /** Comma-separated, with the mark by which spreadsheets know UTF-8. */
  final class Csv implements Table {
    private static final char MARK = '\uFEFF';

    private final CSVPrinter printer;

    Csv(OutputStream out, boolean isMarked) throws IOException {
      OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      if (isMarked) {
        writer.write(MARK);
      }
      printer = new CSVPrinter(writer, CSVFormat.RFC4180);
    }

    @Override
    public void row(List<?> cells) throws IOException {
      printer.printRecord(
          cells.stream()
              .map(each -> each instanceof Number ? each : harmless(String.valueOf(each)))
              .toList());
    }

    @Override
    public void close() throws IOException {
      printer.close();
    }
  }

  /** A workbook of one sheet; texts are cells of text, which are not computed. */
  final class Sheet implements Table {
    private static final int ROWS_KEPT = 500;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int next;

    Sheet(OutputStream out) {
      workbook = new Workbook(out, "Zhijing", "1.0");
      sheet = workbook.newWorksheet("1");
    }

    @Override
    public void row(List<?> cells) throws IOException {
      for (int i = 0; i < cells.size(); i++) {
        Object cell = cells.get(i);
        if (cell instanceof Number number) {
          sheet.value(next, i, number);
        } else {
          sheet.inlineString(next, i, String.valueOf(cell));
        }
      }
      next++;
      if (next % ROWS_KEPT == 0) {
        sheet.flush();
      }
    }

    @Override
    public void close() throws IOException {
      workbook.finish();
    }
  }

  /**
   * An array of objects, of which each has the fields that the heading names and that are known.
   */
  final class Objects implements Table {
    private final JsonGenerator json;
    private List<String> names = List.of();

    Objects(OutputStream out) throws IOException {
      json = new JsonFactory().createGenerator(out, JsonEncoding.UTF8);
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartArray();
    }

    @Override
    public void row(List<?> cells) throws IOException {
      if (names.isEmpty()) {
        names = cells.stream().map(String::valueOf).toList();
        return;
      }
      json.writeStartObject();
      for (int i = 0; i < cells.size(); i++) {
        field(names.get(i), cells.get(i));
      }
      json.writeEndObject();
    }

    private void field(String name, Object cell) throws IOException {
      if (cell instanceof Boolean truth) {
        json.writeBooleanField(name, truth);
      } else if (cell instanceof Double number) {
        json.writeNumberField(name, number);
      } else if (cell instanceof Number number) {
        json.writeNumberField(name, number.longValue());
      } else if (!String.valueOf(cell).isEmpty()) {
        json.writeStringField(name, String.valueOf(cell));
      }
    }

    @Override
    public void close() throws IOException {
      json.writeEndArray();
      json.writeRaw('\n');
      json.close();
    }
  }
}
