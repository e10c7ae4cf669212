package io.zhijing.dashboards.console.api;

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
 * Writes tables row by row, as CSV or as a workbook. A text that a spreadsheet program would take
 * for a formula is never one.
 */
interface Table extends AutoCloseable {
  String CSV = "text/csv; charset=utf-8";
  String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** The next row; numbers as numbers, all else as text. */
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
    Table table = mediaType.equals(XLSX) ? new Sheet(out) : new Csv(out);
    table.row(heading);
    return table;
  }

  /** A text that no spreadsheet takes for a formula. */
  static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r\n|%".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  /** Comma-separated, with the mark by which spreadsheets know UTF-8. */
  final class Csv implements Table {
    private static final char MARK = '\uFEFF';

    private final CSVPrinter printer;

    Csv(OutputStream out) throws IOException {
      OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      writer.write(MARK);
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
}
