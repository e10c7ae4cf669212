package io.zhijing.dashboards.console.query;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items in order
 * @param total how many there are in all
 */
public record Part<T>(List<T> items, Count total) {
  /** Copies the list. */
  public Part {
    items = List.copyOf(items);
  }
}
