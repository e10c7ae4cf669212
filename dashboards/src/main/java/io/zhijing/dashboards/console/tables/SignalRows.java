package io.zhijing.dashboards.console.tables;

import io.zhijing.dashboards.console.query.StrataQueries.SignalEntry;
import io.zhijing.dashboards.console.query.StratumView;
import java.util.ArrayList;
import java.util.List;

/** Findings that stood out, and what became of them, as rows. */
public final class SignalRows {
  /** Names of the cells. */
  public static final List<String> HEADING =
      List.of(
          "stratum",
          "where_what",
          "day",
          "kind",
          "status",
          "window_days",
          "observed",
          "trials",
          "expected",
          "upper_bound",
          "score",
          "method",
          "decision",
          "explained_by",
          "simulated");

  private SignalRows() {}

  /**
   * A row.
   *
   * @param language {@code zh} or {@code en}
   * @param isSimulated whether the data are
   */
  public static List<Object> row(SignalEntry signal, String language, boolean isSimulated) {
    List<Object> cells = new ArrayList<>();
    cells.add(signal.stratum().key());
    cells.add("en".equals(language) ? signal.stratum().labelEn() : signal.stratum().labelZh());
    cells.add(signal.day());
    cells.add(signal.kind());
    cells.add(signal.status());
    cells.add(signal.windowDays());
    cells.add(Cells.count(signal.observed()));
    cells.add(signal.trials());
    cells.add(signal.expected());
    cells.add(signal.upperBound());
    cells.add(Cells.value(signal.score()));
    cells.add(signal.method());
    cells.add(signal.decision());
    cells.add(signal.explainedBy().map(StratumView::key).orElse(""));
    cells.add(isSimulated);
    return cells;
  }
}
