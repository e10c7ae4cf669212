package io.zhijing.jobs.detect;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Watched;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.metrics.CodeCounters;
import io.zhijing.jobs.metrics.Metric;
import io.zhijing.jobs.settings.DayMemo;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.FamilyCounts;
import io.zhijing.jobs.state.HeardDays;
import io.zhijing.jobs.state.RegionRise;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.StreamDays;
import io.zhijing.jobs.state.Types;
import io.zhijing.jobs.state.Waiting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Judges each stratum of a family at each tick. Keyed by family. A stratum is judged on the tick's
 * day while any of its days is in view, unless nothing was observed on them and nobody waits for
 * the verdict, and on earlier days that a report re-opened. Nothing is judged on arrival, so a
 * replay finds the same. Days after the last report are judged as long as the stream's clock goes
 * on; the end of a bounded input is no day. A signal is judged again whenever anything that it
 * rests on changes, so that its numbers are always those that the counts give.
 */
public final class DetectFunction
    extends KeyedBroadcastProcessFunction<String, FamilyCounts, HeardDays, Evaluation>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** Regions that have risen or no longer have. */
  public static final OutputTag<RegionRise> RISES =
      new OutputTag<>("region-rises", Types.of(RegionRise.class));

  /** What was found where a stream has risen or no longer has. */
  public static final OutputTag<Evaluation> STREAM_RISES =
      new OutputTag<>("stream-rises", Types.of(Evaluation.class));

  private static final MapStateDescriptor<String, StreamDays> HEARD = States.streamDays();

  /** Beside the baseline's states: nothing was observed, so nothing was looked at. */
  private static final String NOTHING_OBSERVED = "nothing_observed";

  private static final List<String> CODES_OF_JUDGED =
      Stream.concat(Finding.BaselineState.STATES.stream(), Stream.of(NOTHING_OBSERVED)).toList();

  private final PipelineSettings settings;
  private transient Judge judge;
  private transient DayMemo calendar;
  private transient int keepDays;
  private transient boolean isMixAdjusted;
  private transient Waiting<FamilyCounts> waiting;
  private transient Waiting<FamilyUpdate> waitingOfOlderSavepoint;
  private transient int keepRisenDays;
  private transient MapState<String, SeriesState> members;
  private transient Rises rises;
  private transient Silences silences;
  private transient ValueState<SeriesState> parent;
  private transient CodeCounters judged;

  /** Detection under the settings. */
  public DetectFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    Silences.begin(context.isRestored(), context.getOperatorStateStore().getBroadcastState(HEARD));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {}

  @Override
  public void open(OpenContext context) {
    RuleSet.Detection rules = settings.watch().rules().get().detection();
    judge = new Judge(rules);
    calendar = new DayMemo(settings);
    isMixAdjusted = rules.mixAdjusted();
    keepRisenDays = settings.reopenedDays();
    keepDays = rules.historyDays() + keepRisenDays;
    rises =
        new Rises(
            judge,
            settings.watch().lattice().get(),
            rules,
            new Told(getRuntimeContext().getMapState(States.daysByText("risen-days"))),
            new Told(getRuntimeContext().getMapState(States.daysByText("high-days"))));
    silences = new Silences(settings);
    waiting = Waiting.of(FamilyCounts.class, "waiting-counts", getRuntimeContext());
    waitingOfOlderSavepoint = Waiting.of(FamilyUpdate.class, getRuntimeContext());
    SeriesStateForm form = new SeriesStateForm();
    members = getRuntimeContext().getMapState(States.byText("members", form));
    parent = getRuntimeContext().getState(States.one("parent", form));
    judged = new CodeCounters(getRuntimeContext().getMetricGroup(), Metric.JUDGED, CODES_OF_JUDGED);
  }

  @Override
  public void processElement(
      FamilyCounts counts, ReadOnlyContext context, Collector<Evaluation> out) throws Exception {
    waiting.add(counts, counts.tick(), context.timerService());
  }

  @Override
  public void processBroadcastElement(HeardDays days, Context context, Collector<Evaluation> out)
      throws Exception {
    silences.heard(days, context.getBroadcastState(HEARD));
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Evaluation> out)
      throws Exception {
    FamilyCounts[] counts = waiting.take(tick);
    FamilyUpdate[] older = waitingOfOlderSavepoint.take(tick);
    boolean hasEnded = context.timerService().currentWatermark() == Long.MAX_VALUE;
    if (counts.length == 0 && older.length == 0 && hasEnded) {
      return;
    }
    int today = calendar.dayOf(tick);
    Changes changed = Changes.of(counts, older);
    apply(changed);
    int beside = Changes.firstDay(changed.ofParent(), today);
    int inViewFrom = today - judge.viewDays() + 1;
    boolean isAnyInView = false;
    SortedMap<String, Due> due = new TreeMap<>();
    List<String> forgotten = new ArrayList<>();
    for (Map.Entry<String, SeriesState> member : members.entries()) {
      SeriesState state = member.getValue();
      List<CellDelta> changes = changed.ofMember(member.getKey());
      int from = Changes.firstDay(changes, today);
      Days days = new Days(from, Math.min(from, beside), today, tick);
      boolean isInView = state.hasCountsSince(inViewFrom);
      isAnyInView |= isInView;
      if (!isInView && !isToBeJudgedAgain(member, days)) {
        if (isForgotten(member, today - keepDays)) {
          forgotten.add(member.getKey());
        }
        continue;
      }
      if (isInView && changes.isEmpty() && cannotStandOut(member, days)) {
        judged.count(NOTHING_OBSERVED);
      } else {
        due.put(member.getKey(), new Due(member.getKey(), state, changes, days));
      }
    }
    for (String key : forgotten) {
      members.remove(key);
    }
    if (!due.isEmpty()) {
      CountSeries lender = orEmpty(parent.value()).series();
      for (Due each : due.values()) {
        judgeMember(each, lender, new Outputs(out, context));
      }
    }
    if (isAnyInView && !hasEnded) {
      context.timerService().registerEventTimeTimer(calendar.endAfter(tick));
    }
  }

  /**
   * Whether nothing that is known of a firm is looked at any more. There are ever more firms; of
   * all else there is as much as the taxonomies have.
   */
  private static boolean isForgotten(Map.Entry<String, SeriesState> member, int firstDay) {
    SeriesState state = member.getValue();
    int[] signalDays = state.signalDays();
    return Rises.isOfFirm(member.getKey())
        && !state.hasCountsSince(firstDay)
        && (signalDays.length == 0 || signalDays[signalDays.length - 1] < firstDay);
  }

  /** Whether something that a verdict on a stratum out of view rests on has changed. */
  private boolean isToBeJudgedAgain(Map.Entry<String, SeriesState> member, Days days)
      throws Exception {
    int[] signalDays = member.getValue().signalDays();
    boolean isSignalSince =
        signalDays.length > 0 && signalDays[signalDays.length - 1] >= days.known();
    return days.isReopened()
        || isSignalSince
        || (days.known() < days.today() && rises.isToldOfSince(member.getKey(), days.known()));
  }

  /**
   * Whether today's verdict on a stratum in view is known beforehand and nobody waits for it: most
   * firms in view on most days. See {@link Judge#judge}.
   */
  private boolean cannotStandOut(Map.Entry<String, SeriesState> member, Days days)
      throws Exception {
    SeriesState state = member.getValue();
    return !state.hasCountsSince(days.today())
        && !state.hasObservedSince(days.today() - judge.viewDays() + 1)
        && !isToBeJudgedAgain(member, days)
        && !rises.isComparedDaily(member.getKey())
        && !rises.isToldOfSince(member.getKey(), days.today());
  }

  /**
   * What is judged at a tick.
   *
   * @param from first day whose own counts changed
   * @param known first day from which on anything that a verdict rests on changed
   */
  private record Days(int from, int known, int today, long tick) {
    boolean isReopened() {
      return from < today;
    }
  }

  /**
   * A stratum that is to be judged.
   *
   * @param state its counts as they are now
   * @param changes of the counts at this tick
   */
  private record Due(String key, SeriesState state, List<CellDelta> changes, Days days) {}

  /** Where a judgement goes. */
  private record Outputs(Collector<Evaluation> evaluations, OnTimerContext context) {
    void rise(RegionRise rise) {
      context.output(RISES, rise);
    }

    void high(Evaluation evaluation) {
      context.output(STREAM_RISES, evaluation);
    }
  }

  /** Adds the changes to the series. */
  private void apply(Changes changed) throws Exception {
    if (!changed.ofParent().isEmpty()) {
      parent.update(orEmpty(parent.value()).plus(changed.ofParent()));
    }
    for (Map.Entry<String, List<CellDelta>> each : changed.ofMembers().entrySet()) {
      members.put(each.getKey(), orEmpty(members.get(each.getKey())).plus(each.getValue()));
    }
  }

  private static SeriesState orEmpty(SeriesState state) {
    return state == null ? SeriesState.EMPTY : state;
  }

  /**
   * Whether the counts of a day or of the days before it changed: with 1 day of it alone. A day
   * whose counts were all taken back was told of when it had some.
   */
  private static boolean isChanged(List<CellDelta> changes, int day, int days) {
    for (CellDelta change : changes) {
      if (change.day() <= day && change.day() > day - days) {
        return true;
      }
    }
    return false;
  }

  /** Judges one stratum on the days asked for. */
  private void judgeMember(Due due, CountSeries lender, Outputs out) throws Exception {
    Days days = due.days();
    Stratum stratum = Stratum.parse(due.key());
    Rises.Of risen = rises.of(stratum, due.key());
    CountSeries series = due.state().series();
    int[] signalDays = due.state().signalDays();
    for (int day = days.known(); day <= days.today(); day++) {
      boolean isChanged = isChanged(due.changes(), day, judge.viewDays());
      boolean isStanding = Arrays.binarySearch(signalDays, day) >= 0 || risen.isToldOf(day);
      if (!isChanged && !isStanding && day < days.today()) {
        continue;
      }
      Watched watched =
          silences.watched(stratum.stream().code(), day, out.context().getBroadcastState(HEARD));
      Judge.Case given = new Judge.Case(stratum, series, lender, watched, before(signalDays, day));
      Judge.Verdict verdict = judge.judge(given, day);
      risen.judged(given, verdict, new Rises.At(day, days.tick()), out::rise);
      judged.count(verdict.finding().baseline().state());
      boolean wasSignal = Arrays.binarySearch(signalDays, day) >= 0;
      boolean isSignal = verdict.kind().isPresent();
      signalDays = SeriesState.mark(signalDays, day, isSignal);
      Found found = new Found(due.key(), series, verdict, wasSignal);
      int judgedDay = day;
      risen.found(
          verdict.finding(), day, () -> evaluation(found, judgedDay, days.tick()), out::high);
      if (isSignal || wasSignal || series.hasCountsOn(day) || isChanged(due.changes(), day, 1)) {
        out.evaluations().collect(evaluation(found, day, days.tick()));
      }
    }
    keep(due, signalDays, days.today() - keepDays);
    risen.keep(days.today() - keepRisenDays);
  }

  /** Writes only what has changed: most strata are judged far more often than counted. */
  private void keep(Due due, int[] signalDays, int firstDay) throws Exception {
    SeriesState state = due.state();
    if (state.hasCountsBefore(firstDay)) {
      CountSeries series = state.series();
      series.forgetBefore(firstDay);
      members.put(due.key(), SeriesState.of(series, signalDays));
    } else if (!Arrays.equals(signalDays, state.signalDays())) {
      members.put(due.key(), state.withSignalDays(signalDays));
    }
  }

  private static int[] before(int[] signalDays, int day) {
    int end = Arrays.binarySearch(signalDays, day);
    return Arrays.copyOf(signalDays, end >= 0 ? end : -end - 1);
  }

  private record Found(
      String stratum, CountSeries series, Judge.Verdict verdict, boolean wasSignal) {}

  private Evaluation evaluation(Found found, int day, long tick) {
    Finding finding = found.verdict().finding();
    String kind = found.verdict().kind().map(Signal.Kind::code).orElse("");
    return new Evaluation(
        found.stratum(),
        day,
        tick,
        found.series().trials(day, day),
        found.series().observed(day, day),
        found.series().expectedMillionths(day, day),
        finding.windowDays(),
        finding.observed(),
        finding.trials(),
        isMixAdjusted ? referenceRate(found.series(), finding, day) : 0,
        finding.expected(),
        finding.upperBound(),
        finding.pValue(),
        finding.method(),
        finding.baseline().state(),
        finding.baseline().reason(),
        finding.baseline().referenceDays(),
        finding.baseline().leftOutDays(),
        kind,
        kind.isEmpty() && found.wasSignal(),
        found.verdict().reason(),
        new String[0],
        new String[0]);
  }

  /** The rate that the mix of the judged window lets expect; 0 if nothing is known. */
  private static double referenceRate(CountSeries series, Finding finding, int day) {
    int from = day - finding.windowDays() + 1;
    long trials = series.trials(from, day);
    return trials == 0 ? 0 : series.expected(from, day) / trials;
  }
}
