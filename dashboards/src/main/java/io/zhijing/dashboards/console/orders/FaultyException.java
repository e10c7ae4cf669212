package io.zhijing.dashboards.console.orders;

import java.util.List;

/** An order that cannot be given, with everything that is wrong with it. */
public final class FaultyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<OrderFault> faults;

  /** All faults, at least one. */
  public FaultyException(List<OrderFault> faults) {
    super(faults.size() + " faults");
    this.faults = List.copyOf(faults);
  }

  /**
   * One thing wrong.
   *
   * @param field name of the field; empty for the whole
   * @param reason code, or a sentence
   */
  public record OrderFault(String field, String reason) {}

  /** All of them. */
  public List<OrderFault> faults() {
    return faults;
  }
}
