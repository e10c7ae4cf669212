package io.zhijing.jobs.contributions;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.assess.Contributions;
import io.zhijing.detection.assess.Contributions.Cell;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.AssessedDay;
import io.zhijing.jobs.state.FailureDelta;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.Waiting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds to each assessed day who contributes to the observed count of its window. Keyed by stream;
 * keeps the failures of the days that a warning may rest on or a correction may re-open, added up
 * by everything they have in common: a few dozen bytes for each failing report and none for the
 * others. Both inputs wait for their tick, so that what a tick sees does not depend on delivery.
 */
public final class ContributionsFunction
    extends KeyedCoProcessFunction<String, AssessedDay, FailureDelta, AssessedDay> {
  private static final long serialVersionUID = 1;

  /** The longest window of any finding: ten weeks of evidence. */
  private static final int LONGEST_WINDOW_DAYS = 70;

  private final PipelineSettings settings;
  private transient Contributions contributions;
  private transient Calendar calendar;
  private transient int keepDays;
  private transient Waiting<AssessedDay> waiting;
  private transient MapState<String, FailureDelta> changes;
  private transient MapState<Integer, FailureDelta[]> failures;

  /** Contributions under the settings. */
  public ContributionsFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    RuleSet rules = settings.watch().rules().get();
    contributions = new Contributions(settings.watch().lattice().get(), rules.spread());
    calendar = settings.calendar();
    int window = Math.max(LONGEST_WINDOW_DAYS, rules.detection().rateWindow());
    for (int each : rules.detection().countWindows()) {
      window = Math.max(window, each);
    }
    window = Math.max(window, rules.detection().firstEver().windowDays());
    keepDays = settings.horizons().correctionDays() + 2 * window;
    waiting = Waiting.of(AssessedDay.class, getRuntimeContext());
    changes = getRuntimeContext().getMapState(States.byText("changes", FailureDelta.class));
    failures = getRuntimeContext().getMapState(States.listByDay("failures", FailureDelta.class));
  }

  @Override
  public void processElement1(AssessedDay day, Context context, Collector<AssessedDay> out)
      throws Exception {
    if (!day.cause().isEmpty()) {
      // Judged again by new rules, at once: what is known by now is all that can be said.
      out.collect(explained(day, new HashMap<>()));
      return;
    }
    waiting.add(day, day.tick(), context.timerService());
  }

  @Override
  public void processElement2(FailureDelta delta, Context context, Collector<AssessedDay> out)
      throws Exception {
    String key = delta.tick() + "@" + delta.day() + "@" + delta.cell();
    FailureDelta before = changes.get(key);
    changes.put(key, before == null ? delta : before.plus(delta));
    TimerService timers = context.timerService();
    timers.registerEventTimeTimer(delta.tick());
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<AssessedDay> out)
      throws Exception {
    apply(tick);
    AssessedDay[] due = waiting.take(tick);
    Arrays.sort(due, Comparator.comparing(AssessedDay::subject).thenComparingInt(AssessedDay::day));
    Map<Integer, List<Cell>> cells = new HashMap<>();
    for (AssessedDay day : due) {
      out.collect(explained(day, cells));
    }
    forget(calendar.dayOf(tick));
  }

  /** Adds what became known at the tick to the failures of its days. */
  private void apply(long tick) throws Exception {
    SortedMap<Integer, SortedMap<String, FailureDelta>> byDay = new TreeMap<>();
    List<String> applied = new ArrayList<>();
    for (Map.Entry<String, FailureDelta> change : changes.entries()) {
      FailureDelta delta = change.getValue();
      if (delta.tick() <= tick) {
        applied.add(change.getKey());
        byDay
            .computeIfAbsent(delta.day(), day -> new TreeMap<>())
            .merge(delta.cell(), delta, FailureDelta::plus);
      }
    }
    for (String key : applied) {
      changes.remove(key);
    }
    for (Map.Entry<Integer, SortedMap<String, FailureDelta>> day : byDay.entrySet()) {
      FailureDelta[] known = failures.get(day.getKey());
      if (known != null) {
        for (FailureDelta each : known) {
          day.getValue().merge(each.cell(), each, FailureDelta::plus);
        }
      }
      day.getValue().values().removeIf(FailureDelta::isEmpty);
      failures.put(day.getKey(), day.getValue().values().toArray(FailureDelta[]::new));
    }
  }

  /** Windows overlap, so the cells of a day are made once for all that is explained together. */
  private AssessedDay explained(AssessedDay day, Map<Integer, List<Cell>> byDay) throws Exception {
    Optional<Assessment> assessment = day.assessment();
    if (assessment.isEmpty()) {
      return day;
    }
    Finding finding = assessment.get().evidence().finding();
    List<Cell> cells = new ArrayList<>();
    for (int each = day.day() - finding.windowDays() + 1; each <= day.day(); each++) {
      List<Cell> ofDay = byDay.get(each);
      if (ofDay == null) {
        ofDay = cells(failures.get(each));
        byDay.put(each, ofDay);
      }
      cells.addAll(ofDay);
    }
    return AssessedDay.of(
        contributions.explain(assessment.get(), cells), day.tick(), day.evidence()[0], day.cause());
  }

  private static List<Cell> cells(FailureDelta[] known) {
    return known == null
        ? List.of()
        : Arrays.stream(known).map(ContributionsFunction::cell).toList();
  }

  private static Cell cell(FailureDelta delta) {
    Map<Dimension, List<String>> nodes = new EnumMap<>(Dimension.class);
    nodes.put(Dimension.REGION, List.of(delta.region()));
    nodes.put(Dimension.PRODUCER, List.of(delta.producers()));
    nodes.put(Dimension.SECTOR, List.of(delta.sector()));
    nodes.put(Dimension.HAZARD, List.of(delta.hazards()));
    boolean isStated = !delta.enterprise().isEmpty();
    nodes.put(Dimension.ENTERPRISE, isStated ? List.of(delta.enterprise()) : List.of());
    return new Cell(nodes, delta.reports(), delta.failures());
  }

  private void forget(int today) throws Exception {
    List<Integer> old = new ArrayList<>();
    for (Integer day : failures.keys()) {
      if (day < today - keepDays) {
        old.add(day);
      }
    }
    for (Integer day : old) {
      failures.remove(day);
    }
  }
}
