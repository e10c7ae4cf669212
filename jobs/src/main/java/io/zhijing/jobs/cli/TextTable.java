package io.zhijing.jobs.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of wrapped cells for a terminal. Chinese characters take two columns each, so texts are
 * wrapped and padded by what they show, not by how many characters they have.
 */
final class TextTable {
  private static final int GAP = 2;

  private final int[] widths;
  private final StringBuilder text = new StringBuilder();

  /** A table with columns of the given widths. */
  TextTable(int... widths) {
    this.widths = widths.clone();
  }

  /** Adds a row; a cell may have several lines. */
  void row(String... cells) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      wrapped.add(wrap(cells[i], widths[i]));
      height = Math.max(height, wrapped.get(i).size());
    }
    for (int line = 0; line < height; line++) {
      StringBuilder shown = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
        shown.append(cell).append(" ".repeat(widths[i] - width(cell) + GAP));
      }
      text.append(shown.toString().stripTrailing()).append('\n');
    }
  }

  /** Adds a line under the header. */
  void rule() {
    String[] cells = new String[widths.length];
    for (int i = 0; i < widths.length; i++) {
      cells[i] = "─".repeat(widths[i]);
    }
    row(cells);
  }

  /** What was added since this was asked for last: rows of a table that takes its time. */
  String added() {
    String rows = text.toString();
    text.setLength(0);
    return rows;
  }

  private static List<String> wrap(String cell, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : cell.lines().toList()) {
      StringBuilder line = new StringBuilder();
      for (String word : pieces(paragraph)) {
        if (!line.isEmpty() && width(line.toString()) + width(word.stripTrailing()) > width) {
          lines.add(line.toString().stripTrailing());
          line.setLength(0);
        }
        String rest = word;
        while (width(rest.stripTrailing()) > width) {
          int fit = fitting(rest, width);
          lines.add(rest.substring(0, fit));
          rest = rest.substring(fit);
        }
        line.append(rest);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines.isEmpty() ? List.of("") : lines;
  }

  /** Where a line may break: after a space, and between Chinese characters. */
  private static List<String> pieces(String paragraph) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < paragraph.length(); i++) {
      char c = paragraph.charAt(i);
      if (isWide(c) && !piece.isEmpty()) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.append(c);
      if (c == ' ' || isWide(c)) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(piece.toString());
    }
    return pieces;
  }

  private static int fitting(String text, int width) {
    int shown = 0;
    for (int i = 0; i < text.length(); i++) {
      shown += isWide(text.charAt(i)) ? 2 : 1;
      if (shown > width) {
        return i;
      }
    }
    return text.length();
  }

  /** Columns that a text takes on a terminal. */
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i++) {
      width += isWide(text.charAt(i)) ? 2 : 1;
    }
    return width;
  }

  /** Whether a terminal shows the character in two columns (East Asian Width W and F). */
  private static boolean isWide(char c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe4f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
