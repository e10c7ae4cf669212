package io.zhijing.jobs.reconcile;

import io.zhijing.detection.model.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reports in the order in which they are due. By the minute, so that a report is put to others
 * without being compared with them; those of a minute are put in order when it comes. Not
 * thread-safe.
 */
final class WaitingReports {
  private static final long MINUTE_MILLIS = 60_000;
  private static final Comparator<Waiting> ORDER =
      Comparator.comparingLong(Waiting::due).thenComparing(Waiting::key);

  /**
   * A report that waits.
   *
   * @param due when it is taken, epoch milliseconds
   * @param key what it is reconciled by
   * @param report the report
   */
  record Waiting(long due, String key, Report report) {}

  private final TreeMap<Long, List<Waiting>> byMinute = new TreeMap<>();
  private int size;

  void add(Waiting waiting) {
    byMinute
        .computeIfAbsent(Math.floorDiv(waiting.due(), MINUTE_MILLIS), minute -> new ArrayList<>())
        .add(waiting);
    size++;
  }

  int size() {
    return size;
  }

  /** Takes out those due by a time: by time, then by key. */
  List<Waiting> takeUntil(long time) {
    List<Waiting> due = new ArrayList<>();
    Iterator<Map.Entry<Long, List<Waiting>>> minutes =
        byMinute.headMap(Math.floorDiv(time, MINUTE_MILLIS), true).entrySet().iterator();
    while (minutes.hasNext()) {
      List<Waiting> ofMinute = minutes.next().getValue();
      List<Waiting> ready = new ArrayList<>(ofMinute.size());
      List<Waiting> later = new ArrayList<>();
      ofMinute.forEach(each -> (each.due() <= time ? ready : later).add(each));
      ready.sort(ORDER);
      due.addAll(ready);
      if (later.isEmpty()) {
        minutes.remove();
      } else {
        ofMinute.clear();
        ofMinute.addAll(later);
      }
    }
    size -= due.size();
    return due;
  }
}
