package io.zhijing.connectors.file;

import io.zhijing.connectors.file.Row.Reason;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of a CSV text (RFC 4180), in which a quote may be wanting. A quoted cell may have
 * lines of its own. One that does not end, or behind whose end text goes on, would swallow the rows
 * after it: such a record is given up and reading goes on with its second line. One thread, one
 * pass.
 */
final class CsvRecords implements Closeable {
  /** Lines that a quoted cell may have. A cell of a spreadsheet holds 32,767 characters. */
  static final int MOST_LINES = 200;

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
   * @param column index of the quoted cell that is at fault
   * @param reason why
   * @param begun line on which the quoted cell begins
   * @param until line up to which it was read
   */
  record Broken(long line, int column, Reason reason, long begun, long until) implements Found {}

  /** The next one; empty at the end. */
  Optional<Found> next() throws IOException {
    Cells cells = new Cells();
    List<Integer> within = new ArrayList<>();
    for (int n = 0; isThere(n); n++) {
      boolean wasOpen = cells.isOpen();
      if (!cells.read(ahead.get(n), n)) {
        return Optional.of(broken(cells, Reason.TEXT_AFTER_QUOTE, n));
      }
      if (!cells.isOpen()) {
        return Optional.of(new Whole(advance(n + 1), cells.done, given(n + 1), within));
      }
      if (wasOpen && cells.begun < n) {
        within.add(n);
      }
      if (n - cells.begun >= MOST_LINES - 1) {
        return Optional.of(broken(cells, Reason.UNCLOSED_QUOTE, n));
      }
    }
    return ahead.isEmpty()
        ? Optional.empty()
        : Optional.of(broken(cells, Reason.UNCLOSED_QUOTE, ahead.size() - 1));
  }

  private Broken broken(Cells cells, Reason reason, int last) {
    long from = advance(1);
    given(1);
    return new Broken(from, cells.done.size(), reason, from + cells.begun, from + last);
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

  /** The cells of a record, read line by line. */
  private static final class Cells {
    private enum State {
      BEFORE,
      PLAIN,
      QUOTED,
      CLOSED
    }

    private final List<String> done = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private State state = State.BEFORE;
    private int begun;

    boolean isOpen() {
      return state == State.QUOTED;
    }

    /**
     * Reads a line.
     *
     * @param number of the line within the record, from 0
     * @return false if text goes on after a closing quote; the rest of the line is not read then
     */
    boolean read(String line, int number) {
      int i = 0;
      while (i < line.length()) {
        char c = line.charAt(i);
        if (state == State.QUOTED) {
          i += quoted(line, i);
          continue;
        }
        if (c == '\n' || c == '\r') {
          break;
        }
        if (c == ',') {
          end();
        } else if (c == '"' && state == State.BEFORE) {
          state = State.QUOTED;
          begun = number;
        } else if (state != State.CLOSED) {
          state = State.PLAIN;
          cell.append(c);
        } else if (!Character.isWhitespace(c)) {
          return false;
        }
        i++;
      }
      if (!isOpen()) {
        end();
      }
      return true;
    }

    private int quoted(String line, int at) {
      char c = line.charAt(at);
      if (c != '"') {
        cell.append(c);
        return 1;
      }
      if (line.startsWith("\"\"", at)) {
        cell.append(c);
        return 2;
      }
      state = State.CLOSED;
      return 1;
    }

    private void end() {
      done.add(cell.toString());
      cell.setLength(0);
      state = State.BEFORE;
    }
  }
}
