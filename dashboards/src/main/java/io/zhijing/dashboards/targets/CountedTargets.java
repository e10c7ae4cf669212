package io.zhijing.dashboards.targets;

import io.zhijing.connectors.elasticsearch.CountTotals;
import io.zhijing.connectors.elasticsearch.CountTotals.Span;
import io.zhijing.connectors.elasticsearch.CountTotals.Total;
import io.zhijing.dashboards.targets.PlanTargets.Source;
import io.zhijing.dashboards.targets.TargetValue.Counted;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Passed tests of all tests, from the stored counts of a calendar year. */
final class CountedTargets {
  private final CountTotals totals;

  CountedTargets(CountTotals totals) {
    this.totals = totals;
  }

  /**
   * Counts by region code.
   *
   * @param whole code of the whole region, which no stratum names
   * @return regions in which anything was tested
   */
  Map<String, Counted> of(Source source, int year, String whole) {
    Span span =
        new Span(source.stream().code(), LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    Map<String, long[]> sums = new HashMap<>();
    add(sums, source.plus(), 1, span, whole);
    add(sums, source.minus(), -1, span, whole);
    Map<String, Counted> counted = new HashMap<>();
    sums.forEach(
        (region, sum) -> {
          if (sum[0] > 0) {
            counted.put(region, new Counted(sum[0] - sum[1], sum[0]));
          }
        });
    return counted;
  }

  private void add(
      Map<String, long[]> sums, List<String> sectors, int sign, Span span, String whole) {
    for (String sector : sectors) {
      add(sums, whole, sign, totals.of("sector", sector, span));
      totals
          .by("region", "sector", sector, span)
          .forEach(total -> add(sums, total.key(), sign, total));
    }
  }

  private static void add(Map<String, long[]> sums, String region, int sign, Total total) {
    long[] sum = sums.computeIfAbsent(region, key -> new long[2]);
    sum[0] += sign * total.trials();
    sum[1] += sign * total.observed();
  }
}
