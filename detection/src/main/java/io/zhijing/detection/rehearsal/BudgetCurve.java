package io.zhijing.detection.rehearsal;

import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.RuleSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many false warnings a month each lowest score costs, over everything watched, and the other
 * way round: the score that a budget buys. Between the measured points the logarithm of the number
 * is linear in the score, which is exact for one continuous p-value a look.
 *
 * @param points by ascending score
 */
public record BudgetCurve(List<Point> points) {
  private static final double SMOOTHING = 0.5;

  /**
   * A measured point.
   *
   * @param score that the lowest level needs
   * @param perMonth false warnings a month, positive
   * @param byStream the same by stream, where it was measured: 0 and more
   */
  public record Point(double score, double perMonth, Map<ReportStream, Double> byStream) {
    /** Copies the map. */
    public Point {
      byStream = Map.copyOf(byStream);
    }

    /** A point of which only the sum is known. */
    public Point(double score, double perMonth) {
      this(score, perMonth, Map.of());
    }
  }

  /** A curve of at least two points. */
  public BudgetCurve {
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException("a curve needs two points");
    }
  }

  /**
   * Measures the curve on a portfolio in which nothing rises.
   *
   * @param rules whose lowest score is varied
   * @param scores ascending, at least two
   */
  public static BudgetCurve measure(
      Lattice lattice, RuleSet rules, double[] scores, Portfolio portfolio, Rehearsal.Span span) {
    List<RuleSet> variants = new ArrayList<>();
    for (double score : scores) {
      variants.add(rules.withLowestScore(score));
    }
    List<Rehearsal.Raised> raised = new Rehearsal(lattice, variants).run(portfolio, span);
    List<Point> points = new ArrayList<>();
    double most = Double.POSITIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      Rehearsal.Raised warnings = raised.get(i);
      most = Math.min(most, (warnings.all() + SMOOTHING) / span.months());
      Map<ReportStream, Double> byStream = new EnumMap<>(ReportStream.class);
      warnings.byStream().forEach((stream, count) -> byStream.put(stream, count / span.months()));
      points.add(new Point(scores[i], most, byStream));
    }
    return new BudgetCurve(points);
  }

  /**
   * The score at which about this many false warnings a month are raised; beyond the measured
   * points the curve goes on as between the outermost two, at least one decade a unit of score less
   * where those are equal.
   *
   * @param perMonth positive
   */
  public double scoreFor(double perMonth) {
    if (!(perMonth > 0)) {
      throw new IllegalArgumentException("a budget must be positive");
    }
    int right = 1;
    while (right < points.size() - 1 && points.get(right).perMonth() > perMonth) {
      right++;
    }
    Point low = points.get(right - 1);
    Point high = points.get(right);
    double fall = Math.log10(low.perMonth()) - Math.log10(high.perMonth());
    double slope = fall > 0 ? fall / (high.score() - low.score()) : 1;
    return low.score() + (Math.log10(low.perMonth()) - Math.log10(perMonth)) / slope;
  }
}
