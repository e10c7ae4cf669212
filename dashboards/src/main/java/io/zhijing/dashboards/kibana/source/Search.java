package io.zhijing.dashboards.kibana.source;

import io.zhijing.dashboards.kibana.source.Panel.Data;
import java.util.List;

/**
 * A saved search.
 *
 * @param id kebab-case
 * @param title what it is called
 * @param data view and query
 * @param columns fields to show
 * @param orders what it is sorted by, and by what where that is equal
 */
public record Search(String id, Text title, Data data, List<String> columns, List<Order> orders) {
  /** Copies the lists. */
  public Search {
    columns = List.copyOf(columns);
    orders = List.copyOf(orders);
  }

  /**
   * What it is sorted by.
   *
   * @param field which
   * @param isAscending smallest first
   */
  public record Order(String field, boolean isAscending) {}
}
