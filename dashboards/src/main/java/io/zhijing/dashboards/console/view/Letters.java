package io.zhijing.dashboards.console.view;

import java.util.Map;
import java.util.TreeMap;

/** Reasons of dead letters as they are stored: {@code field:fault}, or a fault of the whole. */
final class Letters {
  private Letters() {}

  static String fault(String reason) {
    return reason.substring(reason.lastIndexOf(':') + 1);
  }

  static String field(String reason) {
    return reason.substring(0, Math.max(0, reason.lastIndexOf(':')));
  }

  /** Counts by fault, whatever the field. */
  static Map<String, Long> byFault(Map<String, Long> byReason) {
    Map<String, Long> byFault = new TreeMap<>();
    byReason.forEach((reason, count) -> byFault.merge(fault(reason), count, Long::sum));
    return byFault;
  }
}
