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
 * @param order what it is sorted by
 */
public record Search(String id, Text title, Data data, List<String> columns, Order order) {
  /** Copies the list. */
  public Search {
    columns = List.copyOf(columns);
  }

  /**
   * What it is sorted by.
   *
   * @param field which
   * @param isAscending smallest first
   */
  public record Order(String field, boolean isAscending) {}
}
