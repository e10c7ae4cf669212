package io.zhijing.dashboards.console.orders;

/** Kafka did not take an order, or has not told what there is. */
public final class AwayException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why, for the log. */
  public AwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
