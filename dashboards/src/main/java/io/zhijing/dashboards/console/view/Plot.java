package io.zhijing.dashboards.console.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chart, and the table that says the same.
 *
 * @param id of the element, and what tests ask for
 * @param title above it
 * @param unit of the values
 * @param x what stands along the axis, days as a rule
 * @param lines what is shown over them
 * @param marks what happened on some of them
 * @param bands stretches of them that are of a kind
 * @param zoomable whether a part of it can be looked at
 * @param links where each point leads to; empty for nowhere
 */
public record Plot(
    String id,
    String title,
    String unit,
    List<String> x,
    List<Line> lines,
    List<Mark> marks,
    List<Band> bands,
    boolean zoomable,
    List<String> links) {

  /** Copies the lists. */
  public Plot {
    x = List.copyOf(x);
    lines = List.copyOf(lines);
    marks = List.copyOf(marks);
    bands = List.copyOf(bands);
    links = List.copyOf(links);
  }

  /** How a line is drawn: what it means decides that. */
  public enum Role {
    /** What was seen. */
    OBSERVED,
    /** What the baseline lets expect. */
    EXPECTED,
    /** Most that would not stand out. */
    UPPER,
    /** Counts day by day, below the lines. */
    DAILY,
    /** Columns. */
    COLUMN;

    /** As scripts know it. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A line.
   *
   * @param name of it
   * @param role how it is drawn
   * @param values one for each x
   */
  public record Line(String name, Role role, List<Value> values) {
    /** Copies the list. */
    public Line {
      values = List.copyOf(values);
    }
  }

  /**
   * A value: a number to draw, and a text to read.
   *
   * @param number empty where there is none, or where it is not told
   * @param text what tables and hints say
   */
  public record Value(Optional<Double> number, String text) {
    /** Nothing is known. */
    public static final Value NONE = new Value(Optional.empty(), "");
  }

  /**
   * Something that happened.
   *
   * @param at which x
   * @param kind a level's code
   * @param text what happened
   */
  public record Mark(String at, String kind, String text) {}

  /**
   * A stretch.
   *
   * @param from first x
   * @param to last x
   * @param kind no_data, broken, or a level's code
   * @param text what it is
   */
  public record Band(String from, String to, String kind, String text) {}

  /** Rows of the table: x, then the text of each line. */
  public List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      List<String> row = new ArrayList<>();
      row.add(x.get(i));
      for (Line line : lines) {
        row.add(line.values().get(i).text());
      }
      rows.add(row);
    }
    return rows;
  }

  /** Whether there is anything to see. */
  public boolean isEmpty() {
    return lines.stream()
        .flatMap(line -> line.values().stream())
        .noneMatch(value -> value.number().isPresent());
  }

  /** What the script draws it from. */
  public String json() {
    return PageJson.of(this);
  }
}
