package io.zhijing.jobs.reconcile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Which reports are to be forgotten when. A timer for each report costs more than all else that is
 * kept of it, so they stand in lists, one for each time and key group, under a key made up for the
 * group: so lists move to another worker together with their reports. Not thread-safe.
 */
final class ForgetLists {
  private static final String MADE_UP = "~";

  private final int keyGroups;
  private final transient InternalListState<String, Long, byte[]> lists;
  private final InternalTimerService<Long> timers;
  private final String[] keyOfGroup;

  /** Groups by the time of which a timer is set for certain; more may be. */
  private final Map<Long, BitSet> withTimer = new HashMap<>();

  /**
   * Lists in kept state.
   *
   * @param keyGroups how many there are
   * @param lists keys by the time at which they are forgotten
   * @param timers of those times
   */
  ForgetLists(
      int keyGroups,
      InternalListState<String, Long, byte[]> lists,
      InternalTimerService<Long> timers) {
    this.keyGroups = keyGroups;
    this.lists = lists;
    this.timers = timers;
    this.keyOfGroup = new String[keyGroups];
  }

  /** The key under which the list of a report's key stands. */
  String listOf(String key) {
    int group = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
    if (keyOfGroup[group] == null) {
      keyOfGroup[group] = madeUp(group);
    }
    return keyOfGroup[group];
  }

  private String madeUp(int group) {
    for (int i = 0; ; i++) {
      String candidate = MADE_UP + i;
      if (KeyGroupRangeAssignment.assignToKeyGroup(candidate, keyGroups) == group) {
        return candidate;
      }
    }
  }

  /** Notes a key; the current key is {@link #listOf} it. */
  void add(long time, String key) throws Exception {
    lists.setCurrentNamespace(time);
    lists.add(key.getBytes(StandardCharsets.UTF_8));
    BitSet groups = withTimer.computeIfAbsent(time, unseen -> new BitSet(keyGroups));
    int group = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
    if (!groups.get(group)) {
      groups.set(group);
      timers.registerEventTimeTimer(time, time);
    }
  }

  /** Takes the keys that the current list has for a time. */
  List<String> take(long time) throws Exception {
    lists.setCurrentNamespace(time);
    List<String> keys = new ArrayList<>();
    Iterable<byte[]> kept = lists.get();
    if (kept != null) {
      kept.forEach(key -> keys.add(new String(key, StandardCharsets.UTF_8)));
    }
    lists.clear();
    withTimer.remove(time);
    return keys;
  }
}
