package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.access.Action;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of the console in their order, and what a role must allow to go there. */
final class Navigation {
  static final Map<String, Action> PARTS;

  static {
    Map<String, Action> parts = new LinkedHashMap<>();
    parts.put("/", Action.READ_AGGREGATES);
    parts.put("/warnings", Action.READ_WARNINGS);
    parts.put("/strata/find", Action.READ_AGGREGATES);
    parts.put("/quality", Action.READ_AGGREGATES);
    parts.put("/report", Action.READ_AGGREGATES);
    parts.put("/rules", Action.READ_RULES);
    parts.put("/subscriptions", Action.READ_SUBSCRIPTIONS);
    PARTS = Collections.unmodifiableMap(parts);
  }

  private Navigation() {}

  static boolean isIn(String path, String part) {
    if (part.equals("/")) {
      return path.equals("/");
    }
    String root = part.indexOf('/', 1) < 0 ? part : part.substring(0, part.indexOf('/', 1));
    return path.equals(root) || path.startsWith(root + "/");
  }
}
