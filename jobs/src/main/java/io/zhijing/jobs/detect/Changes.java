package io.zhijing.jobs.detect;

import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.FamilyCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What changed in a family at a tick: of each stratum one change a day, ascending, in whatever
 * order and by whomever they came. A report that is added and taken back within one tick leaves no
 * trace.
 */
final class Changes {
  private final Map<String, List<CellDelta>> ofMembers = new HashMap<>();
  private List<CellDelta> ofParent = new ArrayList<>();

  private Changes() {}

  /** The sums of all that waited for the tick. */
  static Changes of(FamilyCounts[] counts, FamilyUpdate[] ofOlderSavepoint) {
    Changes changes = new Changes();
    for (FamilyCounts each : counts) {
      for (CellDelta delta : each.ofMembers()) {
        changes.addToMember(delta);
      }
      changes.ofParent.addAll(List.of(each.ofParent()));
    }
    for (FamilyUpdate each : ofOlderSavepoint) {
      if (each.isParent()) {
        changes.ofParent.add(each.delta());
      } else {
        changes.addToMember(each.delta());
      }
    }
    changes.ofMembers.replaceAll((member, all) -> summed(all));
    changes.ofMembers.values().removeIf(List::isEmpty);
    changes.ofParent = summed(changes.ofParent);
    return changes;
  }

  private void addToMember(CellDelta delta) {
    ofMembers.computeIfAbsent(delta.stratum(), first -> new ArrayList<>(1)).add(delta);
  }

  private static List<CellDelta> summed(List<CellDelta> all) {
    if (all.size() == 1 && all.get(0).isChange()) {
      return all;
    }
    Map<Integer, CellDelta> byDay = new TreeMap<>();
    for (CellDelta each : all) {
      byDay.merge(each.day(), each, CellDelta::plus);
    }
    return byDay.values().stream().filter(CellDelta::isChange).toList();
  }

  /** The changes of each stratum that is judged here and changed. */
  Map<String, List<CellDelta>> ofMembers() {
    return ofMembers;
  }

  List<CellDelta> ofMember(String key) {
    return ofMembers.getOrDefault(key, List.of());
  }

  List<CellDelta> ofParent() {
    return ofParent;
  }

  /** The first day that changed, or the given one if none before it did. */
  static int firstDay(List<CellDelta> changes, int atMost) {
    return changes.isEmpty() ? atMost : Math.min(atMost, changes.get(0).day());
  }
}
