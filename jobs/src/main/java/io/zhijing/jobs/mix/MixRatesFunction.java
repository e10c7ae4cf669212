package io.zhijing.jobs.mix;

import io.zhijing.detection.baseline.MixHistory;
import io.zhijing.detection.baseline.MixHistory.Memory;
import io.zhijing.detection.baseline.MixRates;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.state.States;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The rates of a stream's adjustment cells, week by week. Keyed by stream. The rates for a week are
 * taken once, on the last tick before it, from the weeks up to five before it as known by then, and
 * never change: a report and its retraction find the same ones. Nothing is taken over on arrival,
 * so a replay finds the same. A stream of which too little is known gets no rates.
 */
public final class MixRatesFunction extends KeyedProcessFunction<String, MixCount, WeekRates> {
  private static final long serialVersionUID = 1;

  /** After five half-lives a week weighs three hundredths. */
  private static final int KEEP_WEEKS = 260;

  private final Calendar calendar;
  private transient MapState<String, MixCount> waiting;
  private transient MapState<String, MixWeeks> cells;

  /** Rates by weeks of the calendar. */
  public MixRatesFunction(Calendar calendar) {
    this.calendar = calendar;
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(States.byText("waiting-counts", MixCount.class));
    cells = getRuntimeContext().getMapState(States.byText("cells", MixWeeks.class));
  }

  @Override
  public void processElement(MixCount count, Context context, Collector<WeekRates> out)
      throws Exception {
    long known = firstTickFor(count.known(), context.timerService().currentWatermark());
    String place = known + ":" + count.week() + ":" + count.cell().key();
    MixCount before = waiting.get(place);
    waiting.put(
        place,
        before == null ? count.knownAt(known) : before.plus(count.trials(), count.failures()));
    context.timerService().registerEventTimeTimer(known);
  }

  /** A count that comes after its tick enters the next one: rates once given never change. */
  private long firstTickFor(long known, long watermark) {
    return known > watermark
        ? known
        : calendar.endBefore(Calendar.weekOf(calendar.dayOf(watermark + 1)) + 1);
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<WeekRates> out)
      throws Exception {
    boolean isMoreWaiting = take(tick);
    int week = Calendar.weekOf(calendar.dayOf(tick) + 1);
    MixHistory history = new MixHistory(Memory.weekly());
    boolean isAnyKnown = fill(history, week - KEEP_WEEKS);
    MixRates rates = history.asOf(week);
    if (!rates.byKey().isEmpty()) {
      out.collect(WeekRates.of(context.getCurrentKey(), week, rates));
    }
    boolean hasEnded = context.timerService().currentWatermark() == Long.MAX_VALUE;
    if (isAnyKnown && (isMoreWaiting || !hasEnded)) {
      context.timerService().registerEventTimeTimer(calendar.endBefore(week + 1));
    }
  }

  /** Takes over what is known by a tick; tells whether anything becomes known later. */
  private boolean take(long tick) throws Exception {
    Map<String, MixCount> due = new TreeMap<>();
    boolean isMoreWaiting = false;
    for (Map.Entry<String, MixCount> each : waiting.entries()) {
      if (each.getValue().known() <= tick) {
        due.put(each.getKey(), each.getValue());
      } else {
        isMoreWaiting = true;
      }
    }
    for (Map.Entry<String, MixCount> each : due.entrySet()) {
      MixCount count = each.getValue();
      String cell = count.cell().key();
      MixWeeks before = cells.get(cell);
      cells.put(cell, (before == null ? MixWeeks.none(count.cell()) : before).plus(count));
      waiting.remove(each.getKey());
    }
    return isMoreWaiting;
  }

  /** Adds what is kept to a history and forgets what is too old; tells whether anything is left. */
  private boolean fill(MixHistory history, int firstWeek) throws Exception {
    Map<String, MixWeeks> changed = new TreeMap<>();
    boolean isAnyKnown = false;
    for (Map.Entry<String, MixWeeks> cell : cells.entries()) {
      MixWeeks kept = cell.getValue().from(firstWeek);
      kept.addTo(history);
      isAnyKnown |= !kept.isEmpty();
      if (kept.isEmpty() || kept.weeks().length < cell.getValue().weeks().length) {
        changed.put(cell.getKey(), kept);
      }
    }
    for (Map.Entry<String, MixWeeks> cell : changed.entrySet()) {
      if (cell.getValue().isEmpty()) {
        cells.remove(cell.getKey());
      } else {
        cells.put(cell.getKey(), cell.getValue());
      }
    }
    return isAnyKnown;
  }
}
