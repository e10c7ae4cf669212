package io.zhijing.dashboards.kibana.check;

/**
 * Something wrong.
 *
 * @param kind what
 * @param place where: object, panel, column
 * @param text in words
 */
public record Fault(FaultKind kind, String place, String text) {
  @Override
  public String toString() {
    return place + ": " + text + " (" + kind + ")";
  }
}
