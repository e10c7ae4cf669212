package io.zhijing.jobs.cli;

import io.zhijing.dashboards.console.tables.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table for a screen: some of the cells, in words. */
final class QueryTable implements Table {
  private final OutputStream out;
  private final List<Integer> places = new ArrayList<>();
  private final List<Column> columns;
  private final Messages messages;
  private final TextTable text;

  /**
   * A column.
   *
   * @param name which cell
   * @param width columns of the terminal
   * @param words what the keys of words for its codes begin with; empty for none
   */
  record Column(String name, int width, String words) {
    static Column of(String name, int width) {
      return new Column(name, width, "");
    }
  }

  QueryTable(OutputStream out, List<String> heading, List<Column> columns, Messages messages) {
    this.out = out;
    this.columns = columns;
    this.messages = messages;
    this.text = new TextTable(columns.stream().mapToInt(Column::width).toArray());
    columns.forEach(column -> places.add(heading.indexOf(column.name())));
    text.row(
        columns.stream()
            .map(column -> messages.text("query.column." + column.name()))
            .toArray(String[]::new));
    text.rule();
  }

  @Override
  public void row(List<?> cells) {
    String[] shown = new String[columns.size()];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = shown(columns.get(i), cells.get(places.get(i)));
    }
    text.row(shown);
  }

  private String shown(Column column, Object cell) {
    if (cell instanceof Double number) {
      return String.format(Locale.ROOT, "%.2f", number);
    }
    String code = String.valueOf(cell);
    String key = column.words() + code;
    return !column.words().isEmpty() && messages.has(key) ? messages.text(key) : code;
  }

  @Override
  public void close() throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.close();
  }
}
