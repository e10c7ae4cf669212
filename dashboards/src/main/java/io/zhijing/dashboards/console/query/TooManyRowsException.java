package io.zhijing.dashboards.console.query;

/** More is asked for than one export holds. */
public final class TooManyRowsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** More than so many rows. */
  public TooManyRowsException(int most) {
    super("more than " + most + " rows");
  }
}
