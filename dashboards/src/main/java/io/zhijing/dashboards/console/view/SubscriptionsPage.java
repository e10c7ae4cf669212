package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.orders.SubscriptionView;
import io.zhijing.dashboards.console.view.Choices.Choice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who wants to be told of what.
 *
 * @param items those that the reader may see
 * @param form where one is written; empty where none is
 * @param isDone whether one was just written or deleted
 * @param departments names by code
 */
public record SubscriptionsPage(
    List<SubscriptionView> items,
    Optional<Form> form,
    boolean isDone,
    Map<String, String> departments) {

  /** The departments of one, by name. */
  public String departments(SubscriptionView subscription) {
    return subscription.departments().stream()
        .map(code -> departments.getOrDefault(code, code))
        .collect(Collectors.joining(", "));
  }

  /**
   * Where one is written.
   *
   * @param isNew whether there is none of the name yet
   * @param entered what stands in the fields, and what is wrong with them
   * @param isFree whether it may be another's than the reader's
   * @param isBound whether it must stay within the reader's departments and regions
   * @param lists what can be chosen
   */
  public record Form(
      boolean isNew, Entered entered, boolean isFree, boolean isBound, Lists lists) {}

  /**
   * What can be chosen.
   *
   * @param streams which reports
   * @param departments of whom
   * @param lowest lowest level
   * @param immediate levels that are told at once
   * @param languages of messages
   */
  public record Lists(
      List<Choice> streams,
      List<Choice> departments,
      List<Choice> lowest,
      List<Choice> immediate,
      List<Choice> languages) {}
}
