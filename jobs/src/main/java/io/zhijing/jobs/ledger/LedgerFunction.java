package io.zhijing.jobs.ledger;

import io.zhijing.jobs.metrics.ClockGauges;
import io.zhijing.jobs.metrics.LogEvent;
import io.zhijing.jobs.metrics.SourceGauges;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.PipelineSettings.Liveness;
import io.zhijing.jobs.state.Accounts;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.SourceHealth;
import io.zhijing.jobs.state.SourceSign;
import io.zhijing.jobs.state.States;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up the accounts of each stream, and tells when nothing is heard of one. Keyed by stream.
 * Draws them up at the end of each day of event time, at the end of a bounded input, and again and
 * again by the job's own clock: what stands still must be seen to stand still. No warning rests on
 * what this function says.
 */
public final class LedgerFunction extends KeyedProcessFunction<String, LedgerEntry, SourceHealth> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(LedgerFunction.class);

  private final Calendar calendar;
  private final Liveness liveness;
  private transient ValueState<Accounts> accounts;
  private transient ValueState<SourceSign> sign;
  private transient Map<String, SourceGauges> gauges;
  private transient ClockGauges clocks;
  private transient String watched;
  private transient long opened;

  /** Accounts under the settings. */
  public LedgerFunction(PipelineSettings settings) {
    this.calendar = settings.calendar();
    this.liveness = settings.liveness();
  }

  @Override
  public void open(OpenContext context) {
    accounts = getRuntimeContext().getState(States.one("accounts", Accounts.class));
    sign = getRuntimeContext().getState(States.one("sign", SourceSign.class));
    gauges = new HashMap<>();
    watched = "";
    opened = Long.MIN_VALUE;
  }

  @Override
  public void processElement(LedgerEntry entry, Context context, Collector<SourceHealth> out)
      throws Exception {
    Accounts before = accounts.value();
    Long time = context.timestamp();
    accounts.update(
        (before == null ? Accounts.empty(entry.stream()) : before)
            .plus(entry, time == null ? 0 : time));
    context.timerService().registerEventTimeTimer(nextTick(context.timerService()));
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    if (!watched.equals(entry.stream())) {
      watched = entry.stream();
      watch(context.timerService());
    }
  }

  /** Looks come at full intervals, so that however often this is asked there is one. */
  private void watch(TimerService timers) {
    long every = liveness.checkEvery().toMillis();
    long now = timers.currentProcessingTime();
    timers.registerProcessingTimeTimer(now - now % every + every);
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
  public void onTimer(long time, OnTimerContext context, Collector<SourceHealth> out)
      throws Exception {
    TimerService timers = context.timerService();
    long watermark = timers.currentWatermark();
    if (watermark == Long.MAX_VALUE) {
      out.collect(new SourceHealth(accounts.value().at(watermark), 0, 0, false));
      return;
    }
    boolean isLook = context.timeDomain() == TimeDomain.PROCESSING_TIME;
    long now = timers.currentProcessingTime();
    if (isLook) {
      look(context.getCurrentKey(), now);
      watch(timers);
    }
    SourceSign known = sign.value();
    SourceHealth health =
        new SourceHealth(
            accounts.value().at(watermark),
            now,
            known == null ? now : known.at(),
            known != null && known.silent());
    show(health, watermark);
    out.collect(health);
  }

  /**
   * Whether anything came since the last look. The first look after a start tells nothing: what the
   * job did not read while it was down is about to come.
   */
  private void look(String stream, long now) throws Exception {
    Accounts known = accounts.value();
    SourceSign before = sign.value();
    boolean isFirst = opened == Long.MIN_VALUE;
    opened = isFirst ? now : opened;
    long every = liveness.checkEvery().toMillis();
    Duration limit = liveness.of(stream);
    if (before == null) {
      sign.update(SourceSign.first(known.heard(), now));
      return;
    }
    boolean isEarly = now - opened < every;
    SourceSign after = before.at(known.heard(), now, isEarly ? Long.MAX_VALUE : limit.toMillis());
    sign.update(after);
    if (after.silent() && !before.silent()) {
      LOG.warn(
          LogEvent.SOURCE_SILENT.marker(),
          "Nothing was heard of source {} for longer than {}",
          stream,
          limit);
    } else if (before.silent() && !after.silent()) {
      LOG.info(LogEvent.SOURCE_HEARD.marker(), "Source {} is heard again", stream);
    }
  }

  private void show(SourceHealth health, long watermark) {
    SourceGauges shown =
        gauges.computeIfAbsent(
            health.accounts().stream(),
            stream -> new SourceGauges(getRuntimeContext().getMetricGroup(), health));
    shown.update(health);
    if (watermark == Long.MIN_VALUE || watermark < 0) {
      return;
    }
    if (clocks == null) {
      clocks = new ClockGauges(getRuntimeContext().getMetricGroup());
    }
    clocks.update(
        health.checkedAt() - watermark, calendar.endOf(calendar.dayOf(watermark + 1) - 1) + 1);
  }
}
