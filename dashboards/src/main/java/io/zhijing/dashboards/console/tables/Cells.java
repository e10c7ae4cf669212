package io.zhijing.dashboards.console.tables;

import io.zhijing.dashboards.console.query.Count;
import io.zhijing.dashboards.console.query.Named;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is in a cell; the empty text where nothing is known. */
final class Cells {
  private Cells() {}

  /** A count, or what is told in its place. */
  static Object count(Count count) {
    return count.isMasked() ? count.text() : (Object) count.value().getAsLong();
  }

  static Object value(Optional<?> value) {
    return value.isPresent() ? value.get() : "";
  }

  static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  static String names(List<Named> nodes, String language) {
    return nodes.stream().map(each -> each.name(language)).collect(Collectors.joining("; "));
  }
}
