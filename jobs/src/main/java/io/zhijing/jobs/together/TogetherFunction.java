package io.zhijing.jobs.together;

import io.zhijing.detection.model.Signal;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.Waiting;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Looks at strata together that have each risen. Keyed by what they have in common. Keeps the rises
 * of the days that a correction may re-open, which are few, and no counts; a day whose rises
 * changed is judged anew, and what stood out and no longer does is cleared.
 *
 * @param <R> what tells of a rise, and of its end
 */
public final class TogetherFunction<R> extends KeyedProcessFunction<String, R, Evaluation> {
  private static final long serialVersionUID = 1;

  private final PipelineSettings settings;
  private final Together<R> together;
  private transient Calendar calendar;
  private transient int keepDays;
  private transient int quietDays;
  private transient Waiting<R> waiting;
  private transient MapState<Integer, R[]> rises;
  private transient MapState<Integer, Evaluation[]> found;

  /** Looks under the settings. */
  public TogetherFunction(PipelineSettings settings, Together<R> together) {
    this.settings = settings;
    this.together = together;
  }

  @Override
  public void open(OpenContext context) {
    calendar = settings.calendar();
    keepDays = settings.reopenedDays();
    quietDays = settings.watch().rules().get().life().closeAfterDays();
    together.open(settings.watch());
    waiting = Waiting.of(together.type(), getRuntimeContext());
    rises = getRuntimeContext().getMapState(States.listByDay("rises", together.type()));
    found = getRuntimeContext().getMapState(States.listByDay("found", Evaluation.class));
  }

  @Override
  public void processElement(R each, Context context, Collector<Evaluation> out) throws Exception {
    waiting.add(each, together.rise(each).tick(), context.timerService());
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Evaluation> out)
      throws Exception {
    SortedMap<Integer, List<R>> due = waiting.takeByDay(tick, each -> together.rise(each).day());
    if (due.isEmpty()) {
      return;
    }
    for (Map.Entry<Integer, List<R>> day : due.entrySet()) {
      Collection<R> high = standing(day.getKey(), day.getValue());
      SortedMap<String, Evaluation> signals = new TreeMap<>();
      List<Evaluation> before =
          together.looksBack() && high.size() > 1 ? before(day.getKey()) : List.of();
      for (Signal signal : together.judge(context.getCurrentKey(), day.getKey(), high, before)) {
        signals.put(signal.stratum().key(), Evaluation.of(signal, tick));
      }
      tell(day.getKey(), tick, signals, out);
    }
    int firstDay = calendar.dayOf(tick) - keepDays;
    forget(rises, firstDay);
    forget(found, firstDay);
  }

  /** The rises of a day as they stand by now. */
  private Collection<R> standing(int day, List<R> changed) throws Exception {
    SortedMap<String, R> current = new TreeMap<>();
    R[] known = rises.get(day);
    if (known != null) {
      for (R each : known) {
        current.put(together.rise(each).stratum(), each);
      }
    }
    for (R each : changed) {
      Together.Rise rise = together.rise(each);
      if (rise.isHigh()) {
        current.put(rise.stratum(), each);
      } else {
        current.remove(rise.stratum());
      }
    }
    if (!current.isEmpty()) {
      rises.put(day, current.values().toArray(none()));
    } else if (known != null) {
      rises.remove(day);
    }
    return current.values();
  }

  /** What stood out on the latest day before that is so near that its warning may be open. */
  private List<Evaluation> before(int day) throws Exception {
    for (int each = day - 1; each >= day - quietDays; each--) {
      Evaluation[] signals = found.get(each);
      if (signals != null) {
        return List.of(signals);
      }
    }
    return List.of();
  }

  /** What stands out on a day, and what did and does no more. */
  private void tell(
      int day, long tick, SortedMap<String, Evaluation> signals, Collector<Evaluation> out)
      throws Exception {
    Evaluation[] before = found.get(day);
    if (before != null) {
      for (Evaluation each : before) {
        if (!signals.containsKey(each.stratum())) {
          out.collect(each.cleared(tick, "within_expectation"));
        }
      }
    }
    signals.values().forEach(out::collect);
    if (!signals.isEmpty()) {
      found.put(day, signals.values().toArray(Evaluation[]::new));
    } else if (before != null) {
      found.remove(day);
    }
  }

  /** Forgets days that nothing can re-open. */
  private static <T> void forget(MapState<Integer, T> byDay, int firstDay) throws Exception {
    List<Integer> old = new ArrayList<>();
    for (Integer day : byDay.keys()) {
      if (day < firstDay) {
        old.add(day);
      }
    }
    for (Integer day : old) {
      byDay.remove(day);
    }
  }

  @SuppressWarnings("unchecked")
  private R[] none() {
    return (R[]) Array.newInstance(together.type(), 0);
  }
}
