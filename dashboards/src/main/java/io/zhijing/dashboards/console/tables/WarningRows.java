package io.zhijing.dashboards.console.tables;

import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.dashboards.console.query.WarningSummary.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Warnings as rows, with the numbers that the viewer may see. */
public final class WarningRows {
  /** Names of the cells. */
  public static final List<String> HEADING =
      List.of(
          "id",
          "revision",
          "status",
          "level",
          "peak_level",
          "scope",
          "stream",
          "where",
          "what",
          "raised_on",
          "closed_on",
          "day",
          "window_days",
          "observed",
          "trials",
          "expected",
          "upper_bound",
          "score",
          "department",
          "helping",
          "due_at",
          "overdue",
          "simulated");

  private WarningRows() {}

  /**
   * A row.
   *
   * @param language {@code zh} or {@code en}
   * @param isSimulated whether the data are
   */
  public static List<Object> row(WarningSummary warning, String language, boolean isSimulated) {
    boolean isEnglish = "en".equals(language);
    List<Object> cells = new ArrayList<>();
    cells.add(warning.id());
    cells.add(warning.revision());
    cells.add(warning.status().code());
    cells.add(warning.level().code());
    cells.add(warning.peakLevel().code());
    cells.add(warning.scope().map(each -> each.code()).orElse(""));
    cells.add(warning.stream().code());
    cells.add(isEnglish ? warning.what().whereEn() : warning.what().whereZh());
    cells.add(isEnglish ? warning.what().whatEn() : warning.what().whatZh());
    cells.add(warning.raisedOn());
    cells.add(Cells.text(warning.closedOn()));
    Optional<Numbers> numbers = warning.numbers();
    cells.add(Cells.text(numbers.map(Numbers::day)));
    cells.add(Cells.value(numbers.map(Numbers::windowDays)));
    cells.add(numbers.map(each -> Cells.count(each.observed())).orElse(""));
    cells.add(Cells.value(numbers.map(Numbers::trials)));
    cells.add(Cells.value(numbers.flatMap(Numbers::expected)));
    cells.add(Cells.value(numbers.flatMap(Numbers::upperBound)));
    cells.add(Cells.value(numbers.flatMap(Numbers::score)));
    cells.add(warning.handling().department().name(language));
    cells.add(Cells.names(warning.handling().helping(), language));
    cells.add(Cells.text(warning.handling().dueAt()));
    cells.add(warning.handling().overdue());
    cells.add(isSimulated);
    return cells;
  }
}
