package io.zhijing.jobs.ledger;

import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.state.Accounts;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.States;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up the accounts of each stream. Keyed by stream. Draws them up at the end of each day of
 * event time and at the end of a bounded input.
 */
public final class LedgerFunction extends KeyedProcessFunction<String, LedgerEntry, Accounts> {
  private static final long serialVersionUID = 1;

  private final Calendar calendar;
  private transient ValueState<Accounts> accounts;

  /** Accounts of days of the calendar. */
  public LedgerFunction(Calendar calendar) {
    this.calendar = calendar;
  }

  @Override
  public void open(OpenContext context) {
    accounts = getRuntimeContext().getState(States.one("accounts", Accounts.class));
  }

  @Override
  public void processElement(LedgerEntry entry, Context context, Collector<Accounts> out)
      throws Exception {
    Accounts before = accounts.value();
    Long time = context.timestamp();
    accounts.update(
        (before == null ? Accounts.empty(entry.stream()) : before)
            .plus(entry, time == null ? 0 : time));
    context.timerService().registerEventTimeTimer(nextTick(context.timerService()));
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  /** The end of the clock's day; the first watermark of all as long as there is none. */
  private long nextTick(TimerService timers) {
    long watermark = timers.currentWatermark();
    if (watermark == Long.MIN_VALUE) {
      return 0;
    }
    return watermark == Long.MAX_VALUE ? watermark : calendar.endOf(calendar.dayOf(watermark + 1));
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Accounts> out) throws Exception {
    out.collect(accounts.value().at(context.timerService().currentWatermark()));
  }
}
