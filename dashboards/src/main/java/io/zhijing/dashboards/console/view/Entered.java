package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.orders.FaultyException.OrderFault;
import java.util.List;
import java.util.Map;

/**
 * What somebody entered into a form, and what is wrong with it.
 *
 * @param form which
 * @param values by name
 * @param faults at their fields
 */
public record Entered(String form, Map<String, List<String>> values, List<OrderFault> faults) {
  /** Nothing. */
  public static final Entered NOTHING = new Entered("", Map.of(), List.of());

  /** The same with what is wrong with it. */
  Entered with(List<OrderFault> wrong) {
    return new Entered(form, values, wrong);
  }

  /** Whether it is what was entered into this form. */
  public boolean isOf(String name) {
    return form.equals(name);
  }

  /** A value; empty where there is none. */
  public String value(String name) {
    return values.getOrDefault(name, List.of()).stream().findFirst().orElse("");
  }

  /** Values. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** What is wrong with a field. */
  public List<OrderFault> of(String field) {
    return faults.stream().filter(fault -> fault.field().equals(field)).toList();
  }

  /** What is wrong with none of the fields. */
  public List<OrderFault> besides(List<String> fields) {
    return faults.stream().filter(fault -> !fields.contains(fault.field())).toList();
  }
}
