package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.Paging;
import io.zhijing.dashboards.console.query.WarningFilter.Order;
import io.zhijing.dashboards.console.query.WarningList;
import io.zhijing.dashboards.console.view.Choices.Choice;
import java.util.List;

/**
 * Warnings that fit.
 *
 * @param list this part of them
 * @param order in which order
 * @param paging which part
 * @param here the address, without the part
 * @param form what can be filtered by
 * @param chips the filters that hold
 */
public record WarningListPage(
    WarningList list, Order order, Paging paging, Link here, Form form, List<Chip> chips) {

  /**
   * What can be filtered by.
   *
   * @param status where they are in their lives
   * @param levels present levels
   * @param scopes how far they reach
   * @param streams which reports
   * @param regions where
   * @param sectors what
   * @param hazards what is wrong
   * @param departments who
   * @param from raised on or after
   * @param to raised on or before
   * @param isOverdue only those that are
   * @param text part of a name
   */
  public record Form(
      List<Choice> status,
      List<Choice> levels,
      List<Choice> scopes,
      List<Choice> streams,
      List<Choice> regions,
      List<Choice> sectors,
      List<Choice> hazards,
      List<Choice> departments,
      String from,
      String to,
      boolean isOverdue,
      String text) {}

  /**
   * A filter that holds.
   *
   * @param text what it is
   * @param without the address without it
   */
  public record Chip(String text, String without) {}

  /** Whether only those that stand are asked for: the others have no present level to count. */
  public boolean isOfOpen() {
    return isOfOpen(here);
  }

  static boolean isOfOpen(Link here) {
    return List.of("open").equals(here.values().get("status"));
  }

  /** How many parts there are. */
  public long parts() {
    return Pager.parts(list.total(), paging);
  }

  /** The address of a part. */
  public String part(long number) {
    return here.with("page", number == 1 ? "" : String.valueOf(number)).toString();
  }

  /** The address in another order. */
  public String in(String code) {
    return here.with("sort", code).toString();
  }

  /** An address of the API with the same filters. */
  public String export(String form, String language) {
    return here.at("/api/v1/exports/warnings." + form)
        .with("sort", "")
        .with("lang", language)
        .toString();
  }
}
