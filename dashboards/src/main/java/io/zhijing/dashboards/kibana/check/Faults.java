package io.zhijing.dashboards.kibana.check;

import io.zhijing.dashboards.kibana.kql.Kql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects faults. */
final class Faults {
  private final List<Fault> list = new ArrayList<>();

  void add(FaultKind kind, String place, String text) {
    list.add(new Fault(kind, place, text));
  }

  List<Fault> list() {
    return List.copyOf(list);
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  /** The query of a text, if it is one. */
  Optional<Kql> query(String place, String text) {
    try {
      return Optional.of(Kql.parse(text));
    } catch (IllegalArgumentException e) {
      add(FaultKind.BAD_QUERY, place, e.getMessage());
      return Optional.empty();
    }
  }
}
