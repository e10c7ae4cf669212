package io.zhijing.connectors.file;

import io.zhijing.connectors.file.Row.Reason;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * The records of a CSV text (RFC 4180), in which a quote may be wanting. A quoted cell may have
 * lines of its own. One that does not end, or behind whose end text goes on, would swallow the rows
 * after it: such a record is given up and reading goes on with its second line. The library's
 * parser cannot go on after a fault, so each record has a parser of its own. One thread, one pass.
 */
final class CsvRecords implements Closeable {
  /** Lines that a quoted cell may have. A cell of a spreadsheet holds 32,767 characters. */
  static final int MOST_LINES = 200;

  /** There is none, or the parser does not say which. */
  static final int NO_COLUMN = -1;

  private static final CSVFormat STRICT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();
  private static final CSVFormat OPEN = STRICT.builder().setLenientEof(true).get();
  private static final int NOT_READ = -2;

  private final Reader reader;
  private final List<String> ahead = new ArrayList<>();
  private long line = 1;
  private int peeked = NOT_READ;

  CsvRecords(Reader reader) {
    this.reader = new BufferedReader(reader, 1 << 16);
  }

  /** A record, or what stands where one should. */
  sealed interface Found {

    /** Line on which it starts, the first being 1. */
    long line();
  }

  /**
   * A record.
   *
   * @param line where it starts
   * @param cells without their quotes
   * @param lines as they stand in the file, with what ends them
   * @param within indexes of those lines that lie wholly within one quoted cell
   */
  record Whole(long line, List<String> cells, List<String> lines, List<Integer> within)
      implements Found {

    long lastLine() {
      return line + lines.size() - 1;
    }
  }

  /**
   * Given up.
   *
   * @param line where it starts; the line after it is read next
   * @param column index of the quoted cell that is at fault, or {@link #NO_COLUMN}
   * @param reason why
   * @param begun line on which the quoted cell begins
   * @param until line up to which it was read
   */
  record Broken(long line, int column, Reason reason, long begun, long until) implements Found {}

  /**
   * A quoted cell that is open at the end of a line.
   *
   * @param column its index
   * @param from the record's line on which it begins, from 0
   */
  private record Quoted(int column, int from) {
    static final Quoted NONE = new Quoted(NO_COLUMN, 0);
  }

  /** The next one; empty at the end. */
  Optional<Found> next() throws IOException {
    StringBuilder text = new StringBuilder();
    List<Integer> within = new ArrayList<>();
    Quoted open = Quoted.NONE;
    for (int n = 0; isThere(n); n++) {
      text.append(ahead.get(n));
      Optional<List<String>> whole = cells(STRICT, text);
      if (whole.isPresent()) {
        return Optional.of(new Whole(advance(n + 1), whole.get(), given(n + 1), within));
      }
      Optional<List<String>> begun = cells(OPEN, text);
      if (begun.isEmpty()) {
        return Optional.of(broken(new Quoted(NO_COLUMN, open.from()), Reason.TEXT_AFTER_QUOTE, n));
      }
      int column = begun.get().size() - 1;
      if (column == open.column()) {
        within.add(n);
      } else {
        open = new Quoted(column, n);
      }
      if (n - open.from() >= MOST_LINES - 1) {
        return Optional.of(broken(open, Reason.UNCLOSED_QUOTE, n));
      }
    }
    return ahead.isEmpty()
        ? Optional.empty()
        : Optional.of(broken(open, Reason.UNCLOSED_QUOTE, ahead.size() - 1));
  }

  /** The cells of a text that is one record; empty if its quotes do not allow that. */
  private static Optional<List<String>> cells(CSVFormat format, CharSequence text)
      throws IOException {
    try (CSVParser parser = CSVParser.parse(text.toString(), format)) {
      return Optional.of(parser.iterator().next().toList());
    } catch (UncheckedIOException e) {
      // What the parser's iterator makes of a quote at fault; a text has no other way to fail.
      return Optional.empty();
    }
  }

  private Broken broken(Quoted cell, Reason reason, int last) {
    long from = advance(1);
    given(1);
    return new Broken(from, cell.column(), reason, from + cell.from(), from + last);
  }

  private long advance(int lines) {
    long from = line;
    line += lines;
    return from;
  }

  private List<String> given(int count) {
    List<String> given = List.copyOf(ahead.subList(0, count));
    ahead.subList(0, count).clear();
    return given;
  }

  private boolean isThere(int index) throws IOException {
    while (ahead.size() <= index) {
      String next = readLine();
      if (next.isEmpty()) {
        return false;
      }
      ahead.add(next);
    }
    return true;
  }

  /** A line with what ends it; empty at the end of the text. */
  private String readLine() throws IOException {
    StringBuilder text = new StringBuilder();
    int c = peeked == NOT_READ ? reader.read() : peeked;
    peeked = NOT_READ;
    while (c >= 0) {
      text.append((char) c);
      if (c == '\n') {
        break;
      }
      int next = reader.read();
      if (c == '\r' && next != '\n') {
        peeked = next;
        break;
      }
      c = next;
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
