package io.zhijing.jobs.ledger;

import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.state.Accounts;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.States;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
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
    accounts.update((before == null ? Accounts.empty(entry.stream()) : before).plus(entry));
    long watermark = context.timerService().currentWatermark();
    boolean isKnown = watermark != Long.MIN_VALUE && watermark != Long.MAX_VALUE;
    if (isKnown) {
      context.timerService().registerEventTimeTimer(calendar.endOf(calendar.dayOf(watermark + 1)));
    }
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Accounts> out) throws Exception {
    out.collect(accounts.value().at(tick));
  }
}
