package io.zhijing.dashboards.console.access;

/** Somebody asked for what it may not have. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Decision decision;

  /** A refusal. */
  public RefusedException(Decision decision) {
    super(decision.reason().code());
    this.decision = decision;
  }

  /** Why. */
  public Decision decision() {
    return decision;
  }
}
