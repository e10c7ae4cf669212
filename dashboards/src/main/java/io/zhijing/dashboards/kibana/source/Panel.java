package io.zhijing.dashboards.kibana.source;

import java.util.List;
import java.util.Optional;

/** One thing on a dashboard. */
public sealed interface Panel {

  /** Where it stands, and what it is called. */
  Frame frame();

  /**
   * Where it stands, and what it is called.
   *
   * @param title shown above it; may be empty
   * @param x columns from the left, of {@value #COLUMNS}
   * @param y rows from the top
   * @param w columns wide
   * @param h rows high
   */
  record Frame(Text title, int x, int y, int w, int h) {
    /** Columns of a dashboard. */
    public static final int COLUMNS = 48;

    /** The same so many rows lower. */
    public Frame lower(int rows) {
      return new Frame(title, x, y + rows, w, h);
    }
  }

  /**
   * Which documents a chart is about.
   *
   * @param view id of the view
   * @param where query, may be blank
   */
  record Data(String view, String where) {}

  /**
   * A number of a chart.
   *
   * @param formula what it is
   * @param label what it is called
   * @param format how it is written
   * @param color as {@code #rrggbb}; empty for Kibana's own
   * @param isOnRight whether it has an axis of its own on the right
   */
  record Value(String formula, Text label, Format format, String color, boolean isOnRight) {}

  /** How a number is written. The first three differ in decimals. */
  enum Format {
    /** Whole numbers. */
    INTEGER,
    /** Two decimals. */
    NUMBER,
    /** Hundredths, one decimal. */
    PERCENT,
    /** As the field says: days and texts. */
    PLAIN
  }

  /** What a chart is divided by. */
  sealed interface Bucket {}

  /**
   * By the values of a field.
   *
   * @param field which
   * @param label what it is called
   * @param top how many at most
   * @param by formula whose largest come first; empty for the alphabet
   * @param isAscending smallest first
   */
  record Terms(String field, Text label, int top, String by, boolean isAscending)
      implements Bucket {}

  /**
   * By time.
   *
   * @param field a date
   * @param every length, such as {@code 1d}, or {@code auto}
   */
  record Time(String field, String every) implements Bucket {}

  /**
   * By queries.
   *
   * @param label what it is called
   * @param parts one bucket each
   */
  record Filters(Text label, List<Part> parts) implements Bucket {
    /** Copies the list. */
    public Filters {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One bucket of {@link Filters}.
   *
   * @param where its query
   * @param label what it is called
   */
  record Part(String where, Text label) {}

  /**
   * Marks on a chart over time.
   *
   * @param data which documents are marked
   * @param time date of a mark
   * @param field whose value stands beside it
   * @param more fields whose values are shown under the pointer
   * @param label what they are called
   * @param color as {@code #rrggbb}
   */
  record Marks(Data data, String time, String field, List<String> more, Text label, String color) {
    /** Copies the list. */
    public Marks {
      more = List.copyOf(more);
    }
  }

  /**
   * One large number.
   *
   * @param frame where
   * @param data of what
   * @param value which
   */
  record Metric(Frame frame, Data data, Value value) implements Panel {}

  /**
   * A table.
   *
   * @param frame where
   * @param data of what
   * @param rows what its rows are
   * @param values its other columns
   */
  record Table(Frame frame, Data data, List<Terms> rows, List<Value> values) implements Panel {
    /** Copies the lists. */
    public Table {
      rows = List.copyOf(rows);
      values = List.copyOf(values);
    }
  }

  /** The forms of a chart with axes. */
  enum Shape {
    /** Lines. */
    LINE,
    /** Bars. */
    BAR,
    /** Bars on top of one another. */
    STACKED,
    /** Bars that lie. */
    LYING,
    /** Areas. */
    AREA
  }

  /**
   * A chart with axes.
   *
   * @param frame where
   * @param data of what
   * @param shape its form
   * @param axes what it shows
   * @param marks marks on it
   */
  record Chart(Frame frame, Data data, Shape shape, Axes axes, List<Marks> marks) implements Panel {
    /** Copies the list. */
    public Chart {
      marks = List.copyOf(marks);
    }
  }

  /**
   * What a chart with axes shows.
   *
   * @param across along the axis below
   * @param split series
   * @param values upwards
   */
  record Axes(Bucket across, Optional<Bucket> split, List<Value> values) {
    /** Copies the list. */
    public Axes {
      values = List.copyOf(values);
    }
  }

  /**
   * A table of colours.
   *
   * @param frame where
   * @param data of what
   * @param across columns
   * @param down rows
   * @param value colour
   */
  record Heatmap(Frame frame, Data data, Bucket across, Bucket down, Value value)
      implements Panel {}

  /**
   * Parts of a whole, as a ring.
   *
   * @param frame where
   * @param data of what
   * @param parts what it is divided by
   * @param value size
   */
  record Ring(Frame frame, Data data, Bucket parts, Value value) implements Panel {}

  /**
   * A map of regions.
   *
   * @param frame where
   * @param layers from below
   */
  record Map(Frame frame, List<MapLayer> layers) implements Panel {
    /** Copies the list. */
    public Map {
      layers = List.copyOf(layers);
    }
  }

  /**
   * A saved search.
   *
   * @param frame where
   * @param search its id
   */
  record Search(Frame frame, String search) implements Panel {}

  /**
   * Words, in Markdown.
   *
   * @param frame where
   * @param text the words
   */
  record Words(Frame frame, Text text) implements Panel {}
}
