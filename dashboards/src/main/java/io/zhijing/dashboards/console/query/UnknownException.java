package io.zhijing.dashboards.console.query;

/** There is no such thing. */
public final class UnknownException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What there is not, by the kind of thing. */
  public UnknownException(String kind) {
    super("no such " + kind);
  }
}
