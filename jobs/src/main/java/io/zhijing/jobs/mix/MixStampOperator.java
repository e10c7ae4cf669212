package io.zhijing.jobs.mix;

import io.zhijing.detection.baseline.MixRates;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CountedChange;
import io.zhijing.jobs.state.ExpectedChange;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportGroup;
import io.zhijing.jobs.state.ReportSum;
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
 * Puts on each change of reports the failures that were to be expected of their trials, at the
 * rates of the week of their event day. Inputs: changes, each to one worker; rates, each to all
 * workers. Changes come added up; one by one come those that are late, and those that a savepoint
 * of earlier versions kept waiting.
 *
 * <p>Flink does not bring the two inputs into one order, so a change waits until the watermark of
 * the rates has come to the week of its event day: the rates of that week bear an earlier timestamp
 * and come from one worker, so they are there by then, or will never be. Most reports find it there
 * already, for the clock only stands before their week as long as it waits for reports that are out
 * of order; they go on at once, and little is left to do when a tick passes. Rates are forgotten
 * when the reports of their week are. So what is expected of a report depends on the report and its
 * week alone, and its retraction takes back the same millionths.
 *
 * <p>The clock that goes on is the earlier of both inputs', also if one is idle, which Flink's own
 * clock of two inputs would not wait for, though it wakes up a moment after the other.
 *
 * <p>An operator and not a keyed function, since a key would cost one more shuffle of every report;
 * changes do not depend on one another, so what waits may move between workers freely.
 */
public final class MixStampOperator extends AbstractStreamOperator<ExpectedChange>
    implements TwoInputStreamOperator<CountedChange, WeekRates, ExpectedChange> {
  private static final long serialVersionUID = 1;
  private static final double MILLION = 1e6;

  private record StreamWeek(String stream, int week) {}

  private final PipelineSettings settings;
  private transient ReportGroups groups;
  private transient TreeMap<Integer, List<CountedChange>> waiting;
  private transient int knownWeek;
  private transient Map<StreamWeek, MixRates> rates;
  private transient long[] clocks;
  private transient boolean[] isIdle;
  private transient ListState<ReportChange> keptChanges;
  private transient ListState<ReportSum> keptSums;
  private transient BroadcastState<String, WeekRates> keptRates;

  /** Expectations under the settings. */
  public MixStampOperator(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    groups = new ReportGroups(settings);
    waiting = new TreeMap<>();
    knownWeek = Integer.MIN_VALUE;
    rates = new HashMap<>();
    clocks = new long[] {Long.MIN_VALUE, Long.MIN_VALUE};
    isIdle = new boolean[2];
    keptChanges =
        context
            .getOperatorStateStore()
            .getListState(States.list("waiting-changes", ReportChange.class));
    keptSums =
        context.getOperatorStateStore().getListState(States.list("waiting-sums", ReportSum.class));
    keptRates =
        context
            .getOperatorStateStore()
            .getBroadcastState(States.byText("week-rates", WeekRates.class));
    for (ReportChange change : keptChanges.get()) {
      hold(change);
    }
    for (ReportSum sum : keptSums.get()) {
      hold(sum);
    }
    for (Map.Entry<String, WeekRates> each : keptRates.entries()) {
      learn(each.getValue());
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<ReportChange> changes = new ArrayList<>();
    List<ReportSum> sums = new ArrayList<>();
    for (List<CountedChange> known : waiting.values()) {
      for (CountedChange each : known) {
        if (each instanceof ReportSum sum) {
          sums.add(sum);
        } else if (each instanceof ReportChange change) {
          changes.add(change);
        }
      }
    }
    keptChanges.update(changes);
    keptSums.update(sums);
  }

  @Override
  public void processElement1(StreamRecord<CountedChange> element) {
    CountedChange change = element.getValue();
    if (weekOf(change) <= knownWeek) {
      send(change);
    } else {
      hold(change);
    }
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
    knownWeek = Math.max(knownWeek, weekAfter(mark.getTimestamp()));
    Map<Integer, List<CountedChange>> due = waiting.headMap(knownWeek, true);
    due.values().forEach(changes -> changes.forEach(this::send));
    due.clear();
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
      forget(now);
      processWatermark(new Watermark(now));
    }
  }

  private void send(CountedChange change) {
    output.collect(
        new StreamRecord<>(new ExpectedChange(change, expected(change)), change.known()));
  }

  private void hold(CountedChange change) {
    waiting.computeIfAbsent(weekOf(change), week -> new ArrayList<>()).add(change);
  }

  /** The week whose rates a change waits for; one long ago if nothing is expected of it. */
  private int weekOf(CountedChange change) {
    if (change instanceof ReportSum sum) {
      return sum.group().hasTrials() ? Calendar.weekOf(sum.group().day()) : Integer.MIN_VALUE;
    }
    return change instanceof ReportChange one && groups.isOpen(one)
        ? Calendar.weekOf(one.report().eventDay())
        : Integer.MIN_VALUE;
  }

  /** The last week whose rates are known when a time has passed. */
  private int weekAfter(long time) {
    return time == Long.MAX_VALUE
        ? Integer.MAX_VALUE
        : Calendar.weekOf(settings.calendar().dayOf(time + 1));
  }

  private void learn(WeekRates ofWeek) {
    rates.put(new StreamWeek(ofWeek.stream(), ofWeek.week()), ofWeek.mixRates());
  }

  /** Expected failures of each report, millionths; 0 if nothing is known or the day is closed. */
  private long expected(CountedChange change) {
    if (change instanceof ReportSum sum) {
      return expected(sum.group());
    }
    return change instanceof ReportChange one && groups.isOpen(one) ? expected(groups.of(one)) : 0;
  }

  private long expected(ReportGroup group) {
    if (!group.hasTrials()) {
      return 0;
    }
    MixRates ofWeek =
        rates.get(new StreamWeek(group.nodes().stream(), Calendar.weekOf(group.day())));
    return ofWeek == null
        ? 0
        : Math.round(group.trials() * ofWeek.rate(group.cell()).rate() * MILLION);
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
