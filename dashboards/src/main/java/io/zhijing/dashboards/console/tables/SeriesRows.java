package io.zhijing.dashboards.console.tables;

import io.zhijing.dashboards.console.query.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The days of a stratum as rows. */
public final class SeriesRows {
  /** Names of the cells. */
  public static final List<String> HEADING =
      List.of(
          "stratum",
          "day",
          "state",
          "why",
          "observed",
          "trials",
          "window_days",
          "window_observed",
          "window_trials",
          "expected",
          "upper_bound",
          "baseline",
          "baseline_reason",
          "signal",
          "simulated");

  private SeriesRows() {}

  /**
   * A row.
   *
   * @param stratum its key
   * @param isSimulated whether the data are
   */
  public static List<Object> row(String stratum, Series.Day day, boolean isSimulated) {
    List<Object> cells = new ArrayList<>();
    Optional<Series.Window> window = day.window();
    cells.add(stratum);
    cells.add(day.day());
    cells.add(day.state().code());
    cells.add(day.why().map(each -> each.code()).orElse(""));
    cells.add(day.observed().map(Cells::count).orElse(""));
    cells.add(Cells.value(day.trials()));
    cells.add(Cells.value(window.map(Series.Window::days)));
    cells.add(window.map(each -> Cells.count(each.observed())).orElse(""));
    cells.add(Cells.value(window.map(Series.Window::trials)));
    cells.add(Cells.value(window.flatMap(Series.Window::expected)));
    cells.add(Cells.value(window.flatMap(Series.Window::upperBound)));
    cells.add(window.map(each -> each.baseline().state()).orElse(""));
    cells.add(window.flatMap(each -> each.baseline().reason()).orElse(""));
    cells.add(Cells.value(window.map(Series.Window::signal)));
    cells.add(isSimulated);
    return cells;
  }
}
