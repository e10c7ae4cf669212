package io.zhijing.jobs.assess;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.assess.Assessor;
import io.zhijing.detection.assess.Decision;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.RulesInForce;
import io.zhijing.jobs.state.AssessedDay;
import io.zhijing.jobs.state.DecidedSignal;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.RulesChange;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.Types;
import io.zhijing.jobs.state.Waiting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Judges the signals of a stream day by day. Keyed by stream, since what explains what can only be
 * told when all signals of a day are seen together; signals are few. A day whose signals changed is
 * judged anew, also a past one that a correction re-opened; new rules judge all kept days anew, at
 * once.
 */
public final class AssessFunction
    extends KeyedBroadcastProcessFunction<String, Evaluation, RulesChange, AssessedDay> {
  private static final long serialVersionUID = 1;

  /** What became of each signal. */
  public static final OutputTag<DecidedSignal> DECISIONS =
      new OutputTag<>("decided-signals", Types.of(DecidedSignal.class));

  private static final MapStateDescriptor<Integer, Evaluation[]> SIGNALS =
      States.listByDay("signals", Evaluation.class);

  private final PipelineSettings settings;
  private transient Assessor assessor;
  private transient Calendar calendar;
  private transient Lattice lattice;
  private transient RulesInForce rules;
  private transient Waiting<Evaluation> waiting;
  private transient MapState<Integer, Evaluation[]> signals;
  private transient MapState<String, int[]> evidenceDays;

  /** Assessment under the settings. */
  public AssessFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    lattice = settings.watch().lattice().get();
    rules = new RulesInForce(settings.watch().rules().get());
    assessor = new Assessor(lattice, rules.get());
    calendar = settings.calendar();
    waiting = Waiting.of(Evaluation.class, getRuntimeContext());
    signals = getRuntimeContext().getMapState(SIGNALS);
    evidenceDays = getRuntimeContext().getMapState(States.daysByText("evidence-days"));
  }

  @Override
  public void processElement(
      Evaluation evaluation, ReadOnlyContext context, Collector<AssessedDay> out) throws Exception {
    waiting.add(evaluation, evaluation.tick(), context.timerService());
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<AssessedDay> out)
      throws Exception {
    SortedMap<Integer, List<Evaluation>> byDay = waiting.takeByDay(tick, Evaluation::day);
    if (byDay.isEmpty()) {
      return;
    }
    take(context.getBroadcastState(States.rules()).get(RulesInForce.KEY));
    for (Map.Entry<Integer, List<Evaluation>> day : byDay.entrySet()) {
      Outputs outputs = new Outputs(made -> context.output(DECISIONS, made), out, "");
      judge(day.getKey(), day.getValue(), tick, outputs);
    }
    forget(calendar.dayOf(tick));
  }

  @Override
  public void processBroadcastElement(
      RulesChange change, Context context, Collector<AssessedDay> out) throws Exception {
    BroadcastState<String, RulesChange> kept = context.getBroadcastState(States.rules());
    if (!RulesInForce.isNewer(change, kept.get(RulesInForce.KEY))) {
      return;
    }
    kept.put(RulesInForce.KEY, change);
    if (!take(change)) {
      return;
    }
    long passed = context.currentWatermark();
    context.applyToKeyedState(
        SIGNALS,
        (stream, days) -> {
          NavigableSet<Integer> known = new TreeSet<>();
          days.keys().forEach(known::add);
          long asOf = asOf(passed, days);
          Outputs outputs =
              new Outputs(
                  made -> context.output(DECISIONS, made.asOf(asOf)),
                  out,
                  Reason.RULE_CHANGED.code());
          for (int day : known) {
            judge(day, List.of(), change.at(), outputs);
          }
        });
  }

  /**
   * The time of decisions by new rules, which rest on what was known: the reports' clock, or what
   * is kept while it does not stand yet. By the clock on the wall those of the next tick would be
   * earlier, and their documents refused as older.
   */
  private static long asOf(long passed, MapState<Integer, Evaluation[]> days) throws Exception {
    boolean isTime = passed != Long.MIN_VALUE && passed != Long.MAX_VALUE;
    if (isTime) {
      return passed;
    }
    long latest = 0;
    for (Evaluation[] ofDay : days.values()) {
      for (Evaluation each : ofDay) {
        latest = Math.max(latest, each.tick());
      }
    }
    return latest;
  }

  private boolean take(RulesChange change) {
    boolean isNew = rules.update(change);
    if (isNew) {
      assessor = new Assessor(lattice, rules.get());
    }
    return isNew;
  }

  /** Where a judgement goes, and why it was made again. */
  private record Outputs(
      Consumer<DecidedSignal> decisions, Collector<AssessedDay> days, String cause) {}

  private void judge(int day, List<Evaluation> changed, long tick, Outputs outputs)
      throws Exception {
    SortedMap<String, Evaluation> current = new TreeMap<>();
    Evaluation[] known = signals.get(day);
    if (known != null) {
      for (Evaluation each : known) {
        current.put(key(each), each);
      }
    }
    for (Evaluation each : changed) {
      if (each.isSignal()) {
        current.put(key(each), each);
      } else if (current.remove(key(each)) != null) {
        outputs.decisions().accept(new DecidedSignal(each, tick, "cleared", ""));
      }
    }
    signals.put(day, current.values().toArray(Evaluation[]::new));
    List<Signal> found = current.values().stream().map(Evaluation::signal).toList();
    Assessor.Outcome outcome = assessor.assess(day, found, openOn(day));
    for (Decision decision : outcome.decisions()) {
      Evaluation evaluation = current.get(key(decision.signal()));
      String by = decision.by().map(Stratum::key).orElse("");
      outputs.decisions().accept(new DecidedSignal(evaluation, tick, decision.reason().code(), by));
    }
    SortedMap<String, Assessment> assessed = new TreeMap<>();
    outcome.assessments().forEach(each -> assessed.put(each.subject().key(), each));
    withdraw(day, tick, assessed, outputs);
    for (Assessment assessment : assessed.values()) {
      mark(assessment.subject().key(), day, true);
      Evaluation evidence = current.get(key(assessment.evidence()));
      outputs.days().collect(AssessedDay.of(assessment, tick, evidence, outputs.cause()));
    }
  }

  /** A stratum as a whole, a cluster in it and several streams are signals of their own. */
  private static String key(Evaluation evaluation) {
    return evaluation.stratum() + evaluation.around().mark();
  }

  private static String key(Signal signal) {
    return signal.stratum().key() + signal.around().mark();
  }

  /** Subjects that had evidence on the day and have none now. */
  private void withdraw(int day, long tick, SortedMap<String, Assessment> assessed, Outputs outputs)
      throws Exception {
    List<String> without = new ArrayList<>();
    for (Map.Entry<String, int[]> subject : evidenceDays.entries()) {
      if (Arrays.binarySearch(subject.getValue(), day) >= 0
          && !assessed.containsKey(subject.getKey())) {
        without.add(subject.getKey());
      }
    }
    without.sort(null);
    for (String subject : without) {
      mark(subject, day, false);
      outputs.days().collect(AssessedDay.none(subject, day, tick, outputs.cause()));
    }
  }

  /** Subjects whose warning stands on the day: evidence within the quiet days before it. */
  private List<Stratum> openOn(int day) throws Exception {
    SortedMap<String, Stratum> open = new TreeMap<>();
    for (Map.Entry<String, int[]> subject : evidenceDays.entries()) {
      int at = Arrays.binarySearch(subject.getValue(), day);
      int last = at >= 0 ? at : -at - 2;
      if (last >= 0 && day - subject.getValue()[last] <= rules.get().life().closeAfterDays()) {
        open.put(subject.getKey(), Stratum.parse(subject.getKey()));
      }
    }
    return new ArrayList<>(open.values());
  }

  private void mark(String subject, int day, boolean hasEvidence) throws Exception {
    int[] days = evidenceDays.get(subject);
    SortedMap<Integer, Boolean> marked = new TreeMap<>();
    if (days != null) {
      Arrays.stream(days).forEach(each -> marked.put(each, true));
    }
    if (hasEvidence) {
      marked.put(day, true);
    } else {
      marked.remove(day);
    }
    if (marked.isEmpty()) {
      evidenceDays.remove(subject);
    } else {
      evidenceDays.put(subject, marked.keySet().stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** Forgets days that nothing can re-open. */
  private void forget(int today) throws Exception {
    int keepFrom =
        today - settings.horizons().correctionDays() - 2 * rules.get().life().closeAfterDays() - 28;
    List<Integer> oldDays = new ArrayList<>();
    for (Integer day : signals.keys()) {
      if (day < keepFrom) {
        oldDays.add(day);
      }
    }
    for (Integer day : oldDays) {
      signals.remove(day);
    }
    List<String> oldSubjects = new ArrayList<>();
    for (Map.Entry<String, int[]> subject : evidenceDays.entries()) {
      int[] days = subject.getValue();
      if (days[days.length - 1] < keepFrom) {
        oldSubjects.add(subject.getKey());
      }
    }
    for (String subject : oldSubjects) {
      evidenceDays.remove(subject);
    }
  }
}
