package io.zhijing.connectors.wire.rules;

import io.zhijing.connectors.wire.yaml.YamlReader;
import io.zhijing.detection.rehearsal.BudgetCurve;
import io.zhijing.detection.rules.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the one knob: how many false warnings a month the centre accepts over everything watched.
 * The thresholds follow from it by the curve that {@code doctor --calibration} measured.
 */
final class BudgetReader {
  private BudgetReader() {}

  /** The rules with the thresholds that the budget buys; the rules as they are without a budget. */
  static RuleSet apply(YamlReader rules, RuleSet written) {
    if (!rules.has("budget")) {
      rules.part("budget");
      return written;
    }
    YamlReader budget = rules.part("budget");
    double perMonth = budget.real("false_warnings_per_month", Double.NaN);
    boolean isPositive = perMonth > 0 && perMonth < Double.POSITIVE_INFINITY;
    if (!isPositive) {
      budget.fault("false_warnings_per_month", "must be above zero");
    }
    List<BudgetCurve.Point> points = points(budget);
    if (points.size() < 2) {
      budget.fault(
          "curve", "must have two points or more: ./zhijing doctor --calibration PACK prints them");
    }
    if (!isPositive || points.size() < 2) {
      return written;
    }
    double score = new BudgetCurve(points).scoreFor(perMonth);
    if (!(score > 0)) {
      budget.fault("false_warnings_per_month", "would need no evidence at all by this curve");
      return written;
    }
    return written.withLowestScore(score);
  }

  private static List<BudgetCurve.Point> points(YamlReader budget) {
    List<BudgetCurve.Point> points = new ArrayList<>();
    for (YamlReader each : budget.each("curve")) {
      double score = each.real("score", Double.NaN);
      double cost = each.real("per_month", Double.NaN);
      if (!Double.isFinite(score) || !(cost > 0) || Double.isInfinite(cost)) {
        each.fault("", "must have a score and a number per_month above zero");
      } else {
        points.add(new BudgetCurve.Point(score, cost));
      }
    }
    points.sort(Comparator.comparingDouble(BudgetCurve.Point::score));
    return points;
  }
}
