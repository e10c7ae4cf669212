package io.zhijing.jobs.state;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.TimerService;

/**
 * Records of a key that wait for the end of their tick, so that what is made of them does not
 * depend on the order in which they came. Kept state.
 *
 * @param <T> type of the records
 */
public final class Waiting<T> {
  private final Class<T> type;
  private final transient MapState<Long, T[]> byTick;

  private Waiting(Class<T> type, MapState<Long, T[]> byTick) {
    this.type = type;
    this.byTick = byTick;
  }

  /** The records of a key that wait, kept as {@code waiting}. */
  public static <T> Waiting<T> of(Class<T> type, RuntimeContext context) {
    return of(type, "waiting", context);
  }

  /** The records of a key that wait, kept under a name. */
  public static <T> Waiting<T> of(Class<T> type, String name, RuntimeContext context) {
    return new Waiting<>(type, context.getMapState(States.listByTick(name, type)));
  }

  /** Lets a record wait for its tick, an event time. */
  public void add(T each, long tick, TimerService timers) throws Exception {
    T[] before = byTick.get(tick);
    T[] after = before == null ? none(1) : Arrays.copyOf(before, before.length + 1);
    after[after.length - 1] = each;
    byTick.put(tick, after);
    if (before == null) {
      timers.registerEventTimeTimer(tick);
    }
  }

  /** What waited for the tick, in the order in which it came, and waits no more. */
  public T[] take(long tick) throws Exception {
    T[] due = byTick.get(tick);
    if (due == null) {
      return none(0);
    }
    byTick.remove(tick);
    return due;
  }

  /** What waited for the tick by day, ascending, and waits no more. */
  public SortedMap<Integer, List<T>> takeByDay(long tick, ToIntFunction<T> day) throws Exception {
    SortedMap<Integer, List<T>> byDay = new TreeMap<>();
    for (T each : take(tick)) {
      byDay.computeIfAbsent(day.applyAsInt(each), first -> new ArrayList<>()).add(each);
    }
    return byDay;
  }

  @SuppressWarnings("unchecked")
  private T[] none(int length) {
    return (T[]) Array.newInstance(type, length);
  }
}
