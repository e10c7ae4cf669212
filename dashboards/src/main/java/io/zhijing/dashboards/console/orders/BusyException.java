package io.zhijing.dashboards.console.orders;

/** Too many orders wait for their answers. */
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BusyException() {
    super("too many orders at once");
  }
}
