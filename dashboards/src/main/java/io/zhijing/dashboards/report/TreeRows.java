package io.zhijing.dashboards.report;

import io.zhijing.dashboards.report.QualityReport.Kind;
import io.zhijing.dashboards.report.QualityReport.Row;
import io.zhijing.detection.model.Taxonomy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of a table out of the counts of a tree, where a node counts what lies below it too. Each row
 * counts what no other does, and what has no row of its own is in the last one, of all others, so
 * that the rows add up to the whole.
 */
final class TreeRows {
  private static final String CHINESE = new Words(Locale.CHINESE).of("others");
  private static final String ENGLISH = new Words(Locale.ENGLISH).of("others");

  private final Taxonomy taxonomy;
  private final Kind kind;
  private final Map<String, Row> met = new HashMap<>();

  /**
   * Rows of a tree.
   *
   * @param kind what is counted
   * @param met every node that was met, on all levels that may have rows
   */
  TreeRows(Taxonomy taxonomy, Kind kind, List<Row> met) {
    this.taxonomy = taxonomy;
    this.kind = kind;
    met.forEach(row -> this.met.put(row.code(), row));
  }

  /** Nodes with none below that was met, the first of an order, and all others together. */
  List<Row> lowest(Comparator<Row> order, int most) {
    Map<String, List<Row>> below = new HashMap<>();
    for (Row row : met.values()) {
      above(row.code())
          .ifPresent(code -> below.computeIfAbsent(code, none -> new ArrayList<>()).add(row));
    }
    List<Row> shown = new ArrayList<>();
    List<Row> others = new ArrayList<>();
    for (Row row : met.values()) {
      // A node with one below it would say the same twice.
      if (below.containsKey(row.code())) {
        others.add(itself(row, below.get(row.code())));
      } else {
        shown.add(row);
      }
    }
    shown.sort(order);
    int cut = Math.min(most, shown.size());
    others.addAll(shown.subList(cut, shown.size()));
    return whole(shown.subList(0, cut), others);
  }

  /** The nearest above that was met: not every level need be counted. */
  private Optional<String> above(String code) {
    return taxonomy.lineage(code).stream()
        .filter(each -> !each.equals(code) && met.containsKey(each))
        .findFirst();
  }

  /**
   * What was reported of a node and of none below it. One report may name two nodes below, which
   * then count more than it does; nothing is left of it.
   */
  private static Row itself(Row row, List<Row> below) {
    long tests = below.stream().mapToLong(Row::tests).sum();
    long observed = below.stream().mapToLong(Row::observed).sum();
    return new Row(
        row.code(),
        row.nameEn(),
        row.nameZh(),
        Math.max(0, row.tests() - tests),
        Math.max(0, row.observed() - observed));
  }

  private List<Row> whole(List<Row> shown, List<Row> others) {
    long tests = others.stream().mapToLong(Row::tests).sum();
    long observed = others.stream().mapToLong(Row::observed).sum();
    List<Row> all = new ArrayList<>(shown);
    if (observed > 0 || (kind == Kind.RATE && tests > 0)) {
      all.add(new Row("", ENGLISH, CHINESE, tests, observed));
    }
    return all;
  }
}
