package io.zhijing.jobs.mix;

import io.zhijing.detection.baseline.MixRates;
import io.zhijing.detection.model.Report;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.ExpectedChange;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.States;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Puts on each change of a report the failures that were to be expected of its trials, at the rates
 * of the week of its event day. Inputs: changes, each to one worker; rates, each to all workers.
 *
 * <p>Flink does not bring the two inputs into one order, so a change waits until the watermark of
 * both has passed the time at which it became known; also of an input that is idle, which Flink's
 * own clock of two inputs would not wait for, though it wakes up a moment after the other. The
 * input of rates comes from one worker, so that its watermark cannot run ahead of them. The rates
 * of its week bear an earlier timestamp, since no report arrives before its event day (decoding
 * refuses it): they are there by then, or will never be. They are forgotten when the reports of
 * their week are. So what is expected of a report depends on the report and its week alone, and its
 * retraction takes back the same millionths.
 *
 * <p>An operator and not a keyed function, since a key would cost one more shuffle of every report;
 * changes do not depend on one another, so what waits may move between workers freely.
 */
public final class MixStampOperator extends AbstractStreamOperator<ExpectedChange>
    implements TwoInputStreamOperator<ReportChange, WeekRates, ExpectedChange> {
  private static final long serialVersionUID = 1;
  private static final double MILLION = 1e6;

  private record StreamWeek(String stream, int week) {}

  private final PipelineSettings settings;
  private transient MixCells cells;
  private transient TreeMap<Long, List<ReportChange>> waiting;
  private transient Map<StreamWeek, MixRates> rates;
  private transient long[] clocks;
  private transient boolean[] isIdle;
  private transient ListState<ReportChange> keptChanges;
  private transient BroadcastState<String, WeekRates> keptRates;

  /** Expectations under the settings. */
  public MixStampOperator(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    cells = new MixCells(settings);
    waiting = new TreeMap<>();
    rates = new HashMap<>();
    clocks = new long[] {Long.MIN_VALUE, Long.MIN_VALUE};
    isIdle = new boolean[2];
    keptChanges =
        context
            .getOperatorStateStore()
            .getListState(States.list("waiting-changes", ReportChange.class));
    keptRates =
        context
            .getOperatorStateStore()
            .getBroadcastState(States.byText("week-rates", WeekRates.class));
    for (ReportChange change : keptChanges.get()) {
      hold(change);
    }
    for (Map.Entry<String, WeekRates> each : keptRates.entries()) {
      learn(each.getValue());
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<ReportChange> changes = new ArrayList<>();
    waiting.values().forEach(changes::addAll);
    keptChanges.update(changes);
  }

  @Override
  public void processElement1(StreamRecord<ReportChange> element) {
    hold(element.getValue());
  }

  @Override
  public void processElement2(StreamRecord<WeekRates> element) throws Exception {
    WeekRates ofWeek = element.getValue();
    keptRates.put(ofWeek.stream() + ":" + ofWeek.week(), ofWeek);
    learn(ofWeek);
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    advance(0, mark.getTimestamp());
  }

  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    advance(1, mark.getTimestamp());
  }

  @Override
  protected void processWatermarkStatus(WatermarkStatus status, int input) {
    boolean wasIdle = isIdle[0] && isIdle[1];
    isIdle[input] = status.isIdle();
    if (wasIdle != (isIdle[0] && isIdle[1])) {
      output.emitWatermarkStatus(status);
    }
  }

  private void advance(int input, long time) throws Exception {
    long before = Math.min(clocks[0], clocks[1]);
    clocks[input] = Math.max(clocks[input], time);
    long now = Math.min(clocks[0], clocks[1]);
    if (now > before) {
      send(now);
      forget(now);
      processWatermark(new Watermark(now));
    }
  }

  private void send(long until) {
    Map<Long, List<ReportChange>> due = waiting.headMap(until, true);
    due.forEach(
        (asOf, changes) ->
            changes.forEach(
                change ->
                    output.collect(
                        new StreamRecord<>(new ExpectedChange(change, expected(change)), asOf))));
    due.clear();
  }

  private void hold(ReportChange change) {
    waiting.computeIfAbsent(change.asOf(), time -> new ArrayList<>(1)).add(change);
  }

  private void learn(WeekRates ofWeek) {
    rates.put(new StreamWeek(ofWeek.stream(), ofWeek.week()), ofWeek.mixRates());
  }

  /** Expected failures in millionths; 0 if nothing is known or the day is closed. */
  private long expected(ReportChange change) {
    Report report = change.report();
    if (!MixCells.hasTrials(report) || !settings.isOpen(report.eventDay(), change.asOf())) {
      return 0;
    }
    StreamWeek week = new StreamWeek(report.stream(), Calendar.weekOf(report.eventDay()));
    MixRates ofWeek = rates.get(week);
    return ofWeek == null
        ? 0
        : Math.round(report.trials() * ofWeek.rate(cells.of(report)).rate() * MILLION);
  }

  /** Forgets rates of weeks of which no report is remembered that could be taken back. */
  private void forget(long time) throws Exception {
    if (time == Long.MAX_VALUE) {
      return; // The end of a bounded input is no day.
    }
    int today = settings.calendar().dayOf(time);
    int firstRemembered = Calendar.weekOf(today - settings.rememberedDays());
    for (StreamWeek each : List.copyOf(rates.keySet())) {
      if (each.week() < firstRemembered) {
        rates.remove(each);
        keptRates.remove(each.stream() + ":" + each.week());
      }
    }
  }
}
