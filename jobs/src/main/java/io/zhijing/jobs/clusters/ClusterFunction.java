package io.zhijing.jobs.clusters;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.ClusterJudge;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.monitor.Risen;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.RegionRise;
import io.zhijing.jobs.state.States;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Looks at regions that lie side by side together. Keyed by what is compared between them: a stream
 * and a node on every dimension but the region. Keeps the rises of the days that a correction may
 * re-open, which are few, and no counts; a day whose rises changed is judged anew.
 */
public final class ClusterFunction extends KeyedProcessFunction<String, RegionRise, Evaluation> {
  private static final long serialVersionUID = 1;

  private final PipelineSettings settings;
  private transient ClusterJudge judge;
  private transient Calendar calendar;
  private transient int keepDays;
  private transient MapState<Long, RegionRise[]> waiting;
  private transient MapState<Integer, RegionRise[]> rises;
  private transient MapState<Integer, Evaluation[]> found;

  /** Clusters under the settings. */
  public ClusterFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  /** What a rise is compared within. */
  public static String kindOf(RegionRise rise) {
    return ClusterJudge.kind(Stratum.parse(rise.stratum())).key();
  }

  @Override
  public void open(OpenContext context) {
    Lattice lattice = settings.watch().lattice().get();
    RuleSet.Detection rules = settings.watch().rules().get().detection();
    judge = new ClusterJudge(lattice, rules);
    calendar = settings.calendar();
    keepDays = settings.horizons().correctionDays() + 2 * new Judge(rules).viewDays();
    waiting = getRuntimeContext().getMapState(States.listByTick("waiting", RegionRise.class));
    rises = getRuntimeContext().getMapState(States.listByDay("rises", RegionRise.class));
    found = getRuntimeContext().getMapState(States.listByDay("found", Evaluation.class));
  }

  @Override
  public void processElement(RegionRise rise, Context context, Collector<Evaluation> out)
      throws Exception {
    RegionRise[] before = waiting.get(rise.tick());
    RegionRise[] after =
        before == null ? new RegionRise[1] : Arrays.copyOf(before, before.length + 1);
    after[after.length - 1] = rise;
    waiting.put(rise.tick(), after);
    context.timerService().registerEventTimeTimer(rise.tick());
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<Evaluation> out)
      throws Exception {
    RegionRise[] due = waiting.get(tick);
    if (due == null) {
      return;
    }
    waiting.remove(tick);
    SortedMap<Integer, List<RegionRise>> byDay = new TreeMap<>();
    for (RegionRise rise : due) {
      byDay.computeIfAbsent(rise.day(), day -> new ArrayList<>()).add(rise);
    }
    Stratum kind = Stratum.parse(context.getCurrentKey());
    for (Map.Entry<Integer, List<RegionRise>> day : byDay.entrySet()) {
      judge(kind, new At(day.getKey(), tick), day.getValue(), out);
    }
    int firstDay = calendar.dayOf(tick) - keepDays;
    forget(rises, firstDay);
    forget(found, firstDay);
  }

  private record At(int day, long tick) {}

  private void judge(Stratum kind, At at, List<RegionRise> changed, Collector<Evaluation> out)
      throws Exception {
    SortedMap<String, RegionRise> current = new TreeMap<>();
    RegionRise[] known = rises.get(at.day());
    if (known != null) {
      Arrays.stream(known).forEach(each -> current.put(each.stratum(), each));
    }
    for (RegionRise each : changed) {
      if (each.risen().isPresent()) {
        current.put(each.stratum(), each);
      } else {
        current.remove(each.stratum());
      }
    }
    rises.put(at.day(), current.values().toArray(RegionRise[]::new));
    Map<String, Risen> risen = new HashMap<>();
    for (RegionRise each : current.values()) {
      String region = Stratum.parse(each.stratum()).node(Dimension.REGION);
      each.risen().ifPresent(present -> risen.put(region, present));
    }
    Optional<Risen> whole = Optional.ofNullable(risen.remove(""));
    SortedMap<String, Evaluation> clusters = new TreeMap<>();
    for (Signal signal : judge.judge(kind, at.day(), risen, whole)) {
      clusters.put(signal.stratum().key(), evaluation(signal, at));
    }
    tell(at, clusters, out);
  }

  /** The clusters of a day, and those that there were and are no more. */
  private void tell(At at, SortedMap<String, Evaluation> clusters, Collector<Evaluation> out)
      throws Exception {
    Evaluation[] before = found.get(at.day());
    if (before != null) {
      for (Evaluation each : before) {
        if (!clusters.containsKey(each.stratum())) {
          out.collect(each.cleared(at.tick(), "within_expectation"));
        }
      }
    }
    clusters.values().forEach(out::collect);
    if (!clusters.isEmpty()) {
      found.put(at.day(), clusters.values().toArray(Evaluation[]::new));
    } else if (before != null) {
      found.remove(at.day());
    }
  }

  /** A cluster has no counts of the day alone: these are its regions'. */
  private static Evaluation evaluation(Signal signal, At at) {
    Finding finding = signal.finding();
    return new Evaluation(
        signal.stratum().key(),
        at.day(),
        at.tick(),
        0,
        0,
        0,
        finding.windowDays(),
        finding.observed(),
        finding.trials(),
        0,
        finding.expected(),
        finding.upperBound(),
        finding.pValue(),
        finding.method(),
        finding.baseline().state(),
        finding.baseline().reason(),
        finding.baseline().referenceDays(),
        finding.baseline().leftOutDays(),
        signal.kind().code(),
        false,
        "",
        signal.places().toArray(String[]::new));
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
}
