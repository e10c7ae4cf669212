package io.zhijing.jobs.reconcile;

import io.zhijing.detection.model.Report;
import io.zhijing.jobs.metrics.RecordCounters;
import io.zhijing.jobs.reconcile.WaitingReports.Waiting;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.LedgerEntry.Account;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportUpdate;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.Types;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Brings each report to one current version. Keyed by source and id. Reports wait until the
 * watermark passes their arrival, then are taken in order of arrival, so that the outcome does not
 * depend on the order in which Kafka delivered them. What is known of a report is forgotten once
 * every further revision would be too late to count.
 *
 * <p>An operator and not a function, since most reports are due before the next checkpoint: they
 * wait in memory and come into kept state, with a timer each, only when a checkpoint is drawn while
 * they wait, or when too many do. Whatever is due at one time of one report is taken together,
 * wherever it waits.
 */
public final class ReconcileOperator extends AbstractStreamOperator<ReportChange>
    implements OneInputStreamOperator<Report, ReportChange>, Triggerable<String, VoidNamespace> {
  private static final long serialVersionUID = 1;

  /** A thirty-second part of the memory, at half a kilobyte each. */
  private static final long MOST_IN_MEMORY = Runtime.getRuntime().maxMemory() / 32 / 512;

  private static final String WAITING = "waiting-reports";

  /** The name that timers of keyed functions have, which kept this state before. */
  private static final String TIMERS = "user-timers";

  /** The state of each report, for its document. */
  public static final OutputTag<ReportUpdate> REPORTS =
      new OutputTag<>("report-updates", Types.of(ReportUpdate.class));

  /** What became of each report. */
  public static final OutputTag<LedgerEntry> LEDGER =
      new OutputTag<>("reconcile-ledger", Types.of(LedgerEntry.class));

  private final Calendar calendar;
  private final int keepDays;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient MapState<Long, Report[]> waiting;
  private transient ValueState<Version> known;
  private transient ValueState<Long> forgetAt;
  private transient WaitingReports inMemory;
  private transient SlimReports slim;
  private transient ForgetLists toForget;
  private transient RecordCounters records;
  private transient KeptMarks kept;
  private transient KeptClock clock;
  private transient long keptUntil;
  private transient int lastDay;
  private transient long lastDayEnd;

  /** Reconciliation under the settings. */
  public ReconcileOperator(PipelineSettings settings) {
    this.calendar = settings.calendar();
    this.keepDays = settings.rememberedDays();
  }

  /** What a report is reconciled by. */
  public static String keyOf(Report report) {
    return report.source() + ":" + report.id();
  }

  private static String idOf(String key) {
    return key.substring(key.indexOf(':') + 1); // the code of a stream has no colon
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    clock = new KeptClock(context.getOperatorStateStore());
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    waiting = getRuntimeContext().getMapState(States.listByTick(WAITING, Report.class));
    known = getRuntimeContext().getState(States.one("version", new VersionForm()));
    forgetAt = getRuntimeContext().getState(States.time("forget-at"));
    toForget = forgetLists();
    inMemory = new WaitingReports();
    slim = new SlimReports();
    records = new RecordCounters(getMetricGroup(), Version.ACCOUNTS);
    keptUntil = Long.MIN_VALUE;
    kept = new KeptMarks();
    lastDay = Integer.MIN_VALUE;
    this.<String>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            States.listByTick(WAITING, Report.class),
            (key, ofKey) -> {
              for (Long due : ofKey.keys()) {
                keptUntil = Math.max(keptUntil, due);
                kept.add(due, key);
              }
            });
  }

  @SuppressWarnings("unchecked") // every list state that Flink makes is one of these inside
  private ForgetLists forgetLists() throws Exception {
    return new ForgetLists(
        getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks(),
        (InternalListState<String, Long, byte[]>)
            this.<Long, ListState<byte[]>, List<byte[]>>getOrCreateKeyedState(
                LongSerializer.INSTANCE, States.listOfBytes("to-forget")),
        getInternalTimerService(
            "to-forget",
            LongSerializer.INSTANCE,
            new Triggerable<String, Long>() {
              @Override
              public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
                forget(timer.getNamespace());
              }

              @Override
              public void onProcessingTime(InternalTimer<String, Long> timer) {
                throw new IllegalStateException("nothing here goes by the clock on the wall");
              }
            }));
  }

  @Override
  public void processElement(StreamRecord<Report> element) throws Exception {
    Report report = element.getValue();
    long due = Math.max(report.arrivedAt(), clock.time() + 1);
    inMemory.add(new Waiting(due, (String) getCurrentKey(), report));
    if (inMemory.size() >= MOST_IN_MEMORY) {
      keepAll();
    }
  }

  private void keep(long due, Report report) throws Exception {
    keptUntil = Math.max(keptUntil, due);
    kept.add(due, (String) getCurrentKey());
    Report[] before = waiting.get(due);
    Report[] after = before == null ? new Report[1] : Arrays.copyOf(before, before.length + 1);
    after[after.length - 1] = report;
    waiting.put(due, after);
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
  }

  private void keepAll() throws Exception {
    for (Waiting each : inMemory.takeUntil(Long.MAX_VALUE)) {
      setCurrentKey(each.key());
      keep(each.due(), each.report());
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    keepAll();
    clock.keep();
  }

  /** What is in memory is taken between the timers that are due before and after it. */
  @Override
  public void processWatermark(Watermark mark) throws Exception {
    clock.passes(mark.getTimestamp());
    List<Waiting> due = inMemory.takeUntil(mark.getTimestamp());
    for (int from = 0, to; from < due.size(); from = to) {
      Waiting first = due.get(from);
      to = from + 1;
      while (to < due.size() && isTogether(first, due.get(to))) {
        to++;
      }
      if (first.due() - 1 > timers.currentWatermark()) {
        timeServiceManager.advanceWatermark(new Watermark(first.due() - 1));
      }
      setCurrentKey(first.key());
      take(together(due.subList(from, to)), first.due());
    }
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      // The end of a bounded input is no day: nothing is forgotten for it.
      timeServiceManager.advanceWatermark(
          new Watermark(Math.max(keptUntil, timers.currentWatermark())));
      output.emitWatermark(mark);
    } else {
      super.processWatermark(mark);
    }
    if (mark.getTimestamp() >= keptUntil) {
      kept.clear();
    }
  }

  /** What of one report is due at one time: what is in memory, and what is kept beside it. */
  private Report[] together(List<Waiting> inMemoryToo) throws Exception {
    Waiting first = inMemoryToo.get(0);
    Report[] beside = null;
    if (kept.mayHave(first.due(), first.key())) {
      beside = waiting.get(first.due());
      if (beside != null) {
        waiting.remove(first.due());
      }
    }
    int n = beside == null ? 0 : beside.length;
    Report[] all =
        n == 0 ? new Report[inMemoryToo.size()] : Arrays.copyOf(beside, n + inMemoryToo.size());
    for (Waiting each : inMemoryToo) {
      all[n++] = each.report();
    }
    return all;
  }

  private static boolean isTogether(Waiting one, Waiting other) {
    return one.due() == other.due() && one.key().equals(other.key());
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long time = timer.getTimestamp();
    String key = (String) getCurrentKey();
    takeKept(time);
    setCurrentKey(key);
    forgetIfPast(time); // states of earlier versions have a timer for each report
  }

  private void takeKept(long time) throws Exception {
    if (time <= keptUntil) {
      Report[] due = waiting.get(time);
      if (due != null) {
        waiting.remove(time);
        take(due, time);
      }
    }
  }

  /** All timers of one kind go off before those of another, so what waits is looked for. */
  private void takeKeptUntil(long time) throws Exception {
    if (kept.isEmpty()) {
      return;
    }
    String key = (String) getCurrentKey();
    TreeSet<Long> due = new TreeSet<>();
    for (Long each : waiting.keys()) {
      if (each <= time) {
        due.add(each);
      }
    }
    for (Long each : due) {
      takeKept(each);
      setCurrentKey(key);
    }
  }

  private void forgetIfPast(long time) throws IOException {
    Version version = known.value();
    if (version != null && plannedEnd(version) <= time) {
      known.clear();
      forgetAt.clear();
    }
  }

  /** Whose time is past is forgotten, unless a revision gave it more. */
  private void forget(long time) throws Exception {
    for (String key : toForget.take(time)) {
      setCurrentKey(key);
      takeKeptUntil(time);
      forgetIfPast(time);
    }
  }

  /** No timer of this kind is ever set. */
  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("nothing here goes by the clock on the wall");
  }

  private void take(Report[] due, long asOf) throws Exception {
    if (due.length > 1) {
      Arrays.sort(due, ReportOrder.OF_ARRIVAL);
    }
    Version before = standing(asOf);
    long planned = before == null ? Long.MIN_VALUE : plannedEnd(before);
    long end = planned;
    Version version = before;
    for (Report report : due) {
      version = take(version, report, asOf);
      end = Math.max(end, endOf(report));
    }
    known.update(slim.version(version));
    if (end != endOf(version.report())) {
      forgetAt.update(end);
    }
    if (end > planned) {
      String key = (String) getCurrentKey();
      setCurrentKey(toForget.listOf(key));
      toForget.add(end, key);
    }
  }

  /**
   * The version that is kept, under its id, which is kept in the key alone; null if there is none.
   * One whose time is past is forgotten, also if its list has not come up yet.
   */
  private Version standing(long asOf) throws IOException {
    forgetIfPast(asOf - 1);
    Version version = known.value();
    if (version == null) {
      return null;
    }
    return version.report().id().isEmpty()
        ? SlimReports.withId(version, idOf((String) getCurrentKey()))
        : version;
  }

  /** Kept apart only if it is not the end of what the newest revision says. */
  private long plannedEnd(Version version) throws IOException {
    long ofNewest = endOf(version.report());
    if (!version.isRevised()) {
      return ofNewest;
    }
    Long apart = forgetAt.value();
    return apart == null ? ofNewest : Math.max(apart, ofNewest);
  }

  private long endOf(Report report) {
    int day = report.eventDay() + keepDays;
    if (day != lastDay) {
      lastDay = day;
      lastDayEnd = calendar.endOf(day);
    }
    return lastDayEnd;
  }

  private Version take(Version before, Report report, long asOf) {
    Version after = before == null ? Version.first(report) : before.after(report);
    boolean isChanged = before == null || after.isOtherThan(before);
    if (isChanged) {
      Optional<Report> old = before == null ? Optional.empty() : before.counted();
      old.ifPresent(each -> send(new ReportChange(each, -1, asOf)));
      after.counted().ifPresent(each -> send(new ReportChange(each, 1, asOf)));
      if (before != null && before.isOfAnotherMonthThan(after)) {
        send(REPORTS, new ReportUpdate(before.report(), "superseded", asOf), asOf);
      }
      if (after.report().withdrawn()) {
        send(REPORTS, new ReportUpdate(after.report(), "withdrawn", asOf), asOf);
      } else if (after.report().matter().isEmpty()) {
        send(REPORTS, new ReportUpdate(after.report(), "counted", asOf), asOf);
      }
    }
    for (Account account : Version.ACCOUNTS) {
      long change = after.total(account) - (before == null ? 0 : before.total(account));
      if (change != 0) {
        records.add(report.source(), account, change);
        send(LEDGER, LedgerEntry.of(report.source(), account, change), asOf);
      }
    }
    return after;
  }

  private void send(ReportChange change) {
    output.collect(new StreamRecord<>(change, change.asOf()));
  }

  private <T> void send(OutputTag<T> exit, T value, long asOf) {
    output.collect(exit, new StreamRecord<>(value, asOf));
  }
}
