package io.zhijing.dashboards.console.query;

import java.util.List;
import java.util.Map;

/**
 * A page of warnings.
 *
 * @param items in order
 * @param total how many fit
 * @param byLevel how many fit at each level, whatever levels were asked for
 */
public record WarningList(List<WarningSummary> items, long total, Map<String, Long> byLevel) {
  /** Copies the collections. */
  public WarningList {
    items = List.copyOf(items);
  }

  /** The same without what it says of levels. */
  public Part<WarningSummary> part() {
    return new Part<>(items, Count.of(total));
  }
}
