package io.zhijing.jobs.detect;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.metrics.CodeCounters;
import io.zhijing.jobs.metrics.Metric;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.RegionRise;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.Types;
import io.zhijing.jobs.state.Waiting;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Judges each stratum of a family at each tick. Keyed by family. A stratum is judged on the tick's
 * day while any of its days is in view, and on earlier days that a report re-opened. Nothing is
 * judged on arrival, so a replay finds the same. Days after the last report are judged as long as
 * the stream's clock goes on; the end of a bounded input is no day. A signal is judged again
 * whenever anything that it rests on changes, so that its numbers are always those that the counts
 * give.
 */
public final class DetectFunction extends KeyedProcessFunction<String, FamilyUpdate, Evaluation> {
  private static final long serialVersionUID = 1;

  /** Regions that have risen or no longer have. */
  public static final OutputTag<RegionRise> RISES =
      new OutputTag<>("region-rises", Types.of(RegionRise.class));

  /** What was found where a stream has risen or no longer has. */
  public static final OutputTag<Evaluation> STREAM_RISES =
      new OutputTag<>("stream-rises", Types.of(Evaluation.class));

  private final PipelineSettings settings;
  private transient Judge judge;
  private transient Calendar calendar;
  private transient int keepDays;
  private transient boolean isMixAdjusted;
  private transient Waiting<FamilyUpdate> waiting;
  private transient int keepRisenDays;
  private transient MapState<String, SeriesState> members;
  private transient Rises rises;
  private transient ValueState<SeriesState> parent;
  private transient CodeCounters judged;

  /** Detection under the settings. */
  public DetectFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    RuleSet.Detection rules = settings.watch().rules().get().detection();
    judge = new Judge(rules);
    calendar = settings.calendar();
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
    waiting = Waiting.of(FamilyUpdate.class, getRuntimeContext());
    members = getRuntimeContext().getMapState(States.byText("members", SeriesState.class));
    parent = getRuntimeContext().getState(States.one("parent", SeriesState.class));
    judged =
        new CodeCounters(
            getRuntimeContext().getMetricGroup(), Metric.JUDGED, Finding.BaselineState.STATES);
  }

  @Override
  public void processElement(FamilyUpdate update, Context context, Collector<Evaluation> out)
      throws Exception {
    waiting.add(update, update.delta().tick(), context.timerService());
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Evaluation> out)
      throws Exception {
    FamilyUpdate[] updates = waiting.take(tick);
    boolean hasEnded = context.timerService().currentWatermark() == Long.MAX_VALUE;
    if (updates.length == 0 && hasEnded) {
      return;
    }
    int today = calendar.dayOf(tick);
    Map<String, Integer> reopened = apply(updates);
    int beside = firstDayBeside(updates, today);
    CountSeries lender = series(parent.value());
    boolean isAnyInView = false;
    Map<String, SeriesState> ordered = new TreeMap<>();
    for (Map.Entry<String, SeriesState> member : members.entries()) {
      ordered.put(member.getKey(), member.getValue());
    }
    for (Map.Entry<String, SeriesState> member : ordered.entrySet()) {
      int from = reopened.getOrDefault(member.getKey(), today);
      Days days = new Days(from, Math.min(from, beside), today, tick);
      isAnyInView |= judgeMember(member, days, lender, new Outputs(out, context));
    }
    if (isAnyInView && !hasEnded) {
      long end = calendar.endOf(today);
      context.timerService().registerEventTimeTimer(tick < end ? end : calendar.endOf(today + 1));
    }
  }

  /**
   * What is judged at a tick.
   *
   * @param from first day whose own counts changed
   * @param known first day from which on anything that a verdict rests on changed
   */
  private record Days(int from, int known, int today, long tick) {}

  /** Where a judgement goes. */
  private record Outputs(Collector<Evaluation> evaluations, OnTimerContext context) {
    void rise(RegionRise rise) {
      context.output(RISES, rise);
    }

    void high(Evaluation evaluation) {
      context.output(STREAM_RISES, evaluation);
    }
  }

  private static int firstDayBeside(FamilyUpdate[] updates, int today) {
    int first = today;
    for (FamilyUpdate update : updates) {
      first = update.isParent() ? Math.min(first, update.delta().day()) : first;
    }
    return first;
  }

  /** Adds the changes to the series; tells the first day that changed by stratum. */
  private Map<String, Integer> apply(FamilyUpdate[] due) throws Exception {
    Arrays.sort(due, Comparator.comparing(update -> update.delta().stratum()));
    Map<String, Integer> reopened = new TreeMap<>();
    for (FamilyUpdate update : due) {
      CellDelta delta = update.delta();
      SeriesState state = update.isParent() ? parent.value() : members.get(delta.stratum());
      SeriesState changed = add(state == null ? SeriesState.empty() : state, delta);
      if (update.isParent()) {
        parent.update(changed);
      } else {
        members.put(delta.stratum(), changed);
        reopened.merge(delta.stratum(), delta.day(), Math::min);
      }
    }
    return reopened;
  }

  private static SeriesState add(SeriesState state, CellDelta delta) {
    CountSeries series = state.series();
    series.add(delta.day(), delta.trials(), delta.observed(), delta.expected());
    return SeriesState.of(series, state.signalDays());
  }

  private static CountSeries series(SeriesState state) {
    return state == null ? new CountSeries() : state.series();
  }

  /** Judges one stratum on the days asked for; tells whether it stays in view. */
  private boolean judgeMember(
      Map.Entry<String, SeriesState> member, Days days, CountSeries lender, Outputs out)
      throws Exception {
    SeriesState state = member.getValue();
    int view = judge.viewDays();
    boolean isReopened = days.from() < days.today();
    boolean isInView = state.hasCountsSince(days.today() - view + 1);
    if (!isInView
        && !isReopened
        && !isSignalSince(state.signalDays(), days.known())
        && !(days.known() < days.today() && rises.isToldOfSince(member.getKey(), days.known()))) {
      return false;
    }
    Stratum stratum = Stratum.parse(member.getKey());
    Rises.Of risen = rises.of(stratum, member.getKey());
    CountSeries series = state.series();
    int since = settings.watch().since(stratum.stream().code());
    int[] signalDays = state.signalDays();
    int last = isReopened ? Math.min(days.today(), days.from() + view - 1) : days.today();
    for (int day = days.known(); day <= days.today(); day++) {
      boolean isChanged = isReopened && day >= days.from() && day <= last;
      boolean isStanding = Arrays.binarySearch(signalDays, day) >= 0 || risen.isToldOf(day);
      if (!isChanged && !isStanding && day < days.today()) {
        continue;
      }
      Judge.Case given = new Judge.Case(stratum, series, lender, since, before(signalDays, day));
      Judge.Verdict verdict = judge.judge(given, day);
      risen.judged(given, verdict, new Rises.At(day, days.tick()), out::rise);
      judged.count(verdict.finding().baseline().state());
      boolean wasSignal = Arrays.binarySearch(signalDays, day) >= 0;
      boolean isSignal = verdict.kind().isPresent();
      signalDays = SeriesState.mark(signalDays, day, isSignal);
      Found found = new Found(member.getKey(), series, verdict, wasSignal);
      int judgedDay = day;
      risen.found(
          verdict.finding(), day, () -> evaluation(found, judgedDay, days.tick()), out::high);
      if (isSignal
          || wasSignal
          || day < days.today()
          || series.trials(day, day) != 0
          || series.observed(day, day) != 0) {
        out.evaluations().collect(evaluation(found, day, days.tick()));
      }
    }
    keep(member, signalDays, days.today() - keepDays);
    risen.keep(days.today() - keepRisenDays);
    return isInView;
  }

  /** Writes only what has changed: most strata are judged far more often than counted. */
  private void keep(Map.Entry<String, SeriesState> member, int[] signalDays, int firstDay)
      throws Exception {
    SeriesState state = member.getValue();
    if (state.hasCountsBefore(firstDay)) {
      CountSeries series = state.series();
      series.forgetBefore(firstDay);
      members.put(member.getKey(), SeriesState.of(series, signalDays));
    } else if (!Arrays.equals(signalDays, state.signalDays())) {
      members.put(member.getKey(), state.withSignalDays(signalDays));
    }
  }

  private static boolean isSignalSince(int[] signalDays, int day) {
    return signalDays.length > 0 && signalDays[signalDays.length - 1] >= day;
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
