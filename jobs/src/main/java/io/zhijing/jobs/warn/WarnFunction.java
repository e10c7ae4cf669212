package io.zhijing.jobs.warn;

import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.Duty;
import io.zhijing.detection.warning.Answer;
import io.zhijing.detection.warning.Moment;
import io.zhijing.detection.warning.SubjectLife;
import io.zhijing.detection.warning.SubjectLife.Inputs;
import io.zhijing.detection.warning.SubjectLife.JudgedDay;
import io.zhijing.detection.warning.SubjectLife.Outcomes;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning;
import io.zhijing.jobs.metrics.Meters;
import io.zhijing.jobs.metrics.Metric;
import io.zhijing.jobs.metrics.StepCounters;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.PipelineSettings.LimitsBy;
import io.zhijing.jobs.settings.RulesInForce;
import io.zhijing.jobs.state.AssessedDay;
import io.zhijing.jobs.state.CommandAnswer;
import io.zhijing.jobs.state.OfficerCommand;
import io.zhijing.jobs.state.RulesChange;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.SubjectInput;
import io.zhijing.jobs.state.Types;
import io.zhijing.jobs.state.WarningChange;
import io.zhijing.jobs.state.WarningForm;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The life of each warning. Keyed by subject; owns the latest warning of the subject. Evidence is
 * taken tick by tick, then the day passes; the end of a bounded input is no moment and changes
 * nothing by itself. A command acts when it comes, whatever the reports' clock says: an officer
 * does not wait for late reports; so does what new rules say.
 */
public final class WarnFunction
    extends KeyedBroadcastProcessFunction<String, SubjectInput, RulesChange, WarningChange> {
  private static final long serialVersionUID = 1;

  /** What became of each command. */
  public static final OutputTag<CommandAnswer> ANSWERS =
      new OutputTag<>("command-answers", Types.of(CommandAnswer.class));

  /**
   * Steps that confirm a warning, and those after which a confirmation no longer stands: the latter
   * with the evidence that was confirmed.
   */
  public static final OutputTag<WarningChange> CONFIRMATIONS =
      new OutputTag<>("confirmations", Types.of(WarningChange.class));

  private final PipelineSettings settings;
  private final boolean isByClock;
  private transient RulesInForce rules;
  private transient Lattice lattice;
  private transient SubjectLife life;
  private transient Calendar calendar;
  private transient MapState<Long, AssessedDay[]> waiting;
  private transient ValueState<byte[]> latest;
  private transient StepCounters steps;
  private transient volatile int rulesVersion;

  /** Warnings under the settings. */
  public WarnFunction(PipelineSettings settings) {
    this.settings = settings;
    isByClock = settings.horizons().limitsBy() == LimitsBy.CLOCK;
  }

  @Override
  public void open(OpenContext context) {
    rules = new RulesInForce(settings.watch().rules().get());
    lattice = settings.watch().lattice().get();
    life = new SubjectLife(rules.get());
    calendar = settings.calendar();
    waiting = getRuntimeContext().getMapState(States.listByTick("waiting", AssessedDay.class));
    latest = getRuntimeContext().getState(States.bytes("latest-warning"));
    steps = new StepCounters(getRuntimeContext().getMetricGroup());
    rulesVersion = rules.get().version();
    new Meters(getRuntimeContext().getMetricGroup())
        .gauge(Metric.RULES_VERSION, () -> rulesVersion);
  }

  @Override
  public void processElement(
      SubjectInput input, ReadOnlyContext context, Collector<WarningChange> out) throws Exception {
    take(context.getBroadcastState(States.rules()).get(RulesInForce.KEY));
    for (AssessedDay day : input.days()) {
      if (day.cause().isEmpty()) {
        keep(day, context.timerService());
      } else {
        Moment now = moment(day.tick(), day.tick(), context.timerService());
        Outcomes outcomes =
            advance(new Inputs(now, List.of(judged(day)), List.of(), false), context, out);
        outcomes.latest().ifPresent(warning -> wakeFor(warning, context.timerService()));
      }
    }
    for (OfficerCommand command : input.commands()) {
      obey(command, context, out);
    }
  }

  @Override
  public void processBroadcastElement(
      RulesChange change, Context context, Collector<WarningChange> out) throws Exception {
    BroadcastState<String, RulesChange> kept = context.getBroadcastState(States.rules());
    if (RulesInForce.isNewer(change, kept.get(RulesInForce.KEY))) {
      kept.put(RulesInForce.KEY, change);
      take(change);
    }
  }

  private void take(RulesChange change) {
    if (rules.update(change)) {
      life = new SubjectLife(rules.get());
      rulesVersion = rules.get().version();
    }
  }

  private void keep(AssessedDay day, TimerService timers) throws Exception {
    AssessedDay[] before = waiting.get(day.tick());
    AssessedDay[] after =
        before == null ? new AssessedDay[1] : Arrays.copyOf(before, before.length + 1);
    after[after.length - 1] = day;
    waiting.put(day.tick(), after);
    timers.registerEventTimeTimer(day.tick());
  }

  /** What reports tell is known, by the job's clock, not before the job is told. */
  private Moment moment(long tick, long knownAt, TimerService timers) {
    long known = isByClock ? Math.max(knownAt, timers.currentProcessingTime()) : knownAt;
    return new Moment(tick, calendar.dayOf(tick), known);
  }

  private void obey(OfficerCommand command, ReadOnlyContext context, Collector<WarningChange> out)
      throws Exception {
    Moment now = new Moment(command.at(), calendar.dayOf(command.at()));
    Inputs inputs = new Inputs(now, List.of(), List.of(command.command()), false);
    Outcomes outcomes = advance(inputs, context, out);
    for (Answer answer : outcomes.answers()) {
      context.output(
          ANSWERS, new CommandAnswer(command, answer.outcome().code(), answer.revision()));
    }
    outcomes.latest().ifPresent(warning -> wakeFor(warning, context.timerService()));
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<WarningChange> out)
      throws Exception {
    take(context.getBroadcastState(States.rules()).get(RulesInForce.KEY));
    if (context.timeDomain() == TimeDomain.EVENT_TIME) {
      pass(time, context, out);
      return;
    }
    // Not the timer's time: whoever is next is told now, if the job stood still meanwhile.
    long now = context.timerService().currentProcessingTime();
    advance(Inputs.nothing(new Moment(now, calendar.dayOf(now))), context, out)
        .latest()
        .ifPresent(warning -> wakeFor(warning, context.timerService()));
  }

  private void pass(long time, OnTimerContext context, Collector<WarningChange> out)
      throws Exception {
    boolean hasEnded = context.timerService().currentWatermark() == Long.MAX_VALUE;
    AssessedDay[] due = waiting.get(time);
    if (hasEnded && due == null) {
      return;
    }
    waiting.remove(time);
    Moment now = moment(time, settings.knownAt(time), context.timerService());
    int today = now.day();
    long end = calendar.endOf(today);
    List<JudgedDay> days =
        due == null ? List.of() : Arrays.stream(due).map(WarnFunction::judged).toList();
    Outcomes outcomes =
        advance(new Inputs(now, days, List.of(), time == end && !hasEnded), context, out);
    if (outcomes.latest().isPresent() && !hasEnded) {
      Warning warning = outcomes.latest().get();
      if (warning.isOpen()) {
        context.timerService().registerEventTimeTimer(time < end ? end : calendar.endOf(today + 1));
      }
      wakeFor(warning, context.timerService());
    }
  }

  /** The reports' time is behind the one by which officers act. */
  private void wakeFor(Warning warning, TimerService timers) {
    long wake = SubjectLife.wake(warning);
    if (wake == Long.MAX_VALUE) {
      return;
    }
    if (isByClock) {
      timers.registerProcessingTimeTimer(wake);
    } else {
      timers.registerEventTimeTimer(wake - settings.knownAt(0));
    }
  }

  private static JudgedDay judged(AssessedDay day) {
    Reason cause = day.cause().isEmpty() ? Reason.CORRECTED : Reason.RULE_CHANGED;
    return new JudgedDay(day.day(), day.assessment(), cause);
  }

  private WarningChange change(Warning revision, Moment now) {
    Duty duty = rules.get().duties().of(revision.level());
    Stratum focus =
        revision
            .strongest()
            .map(day -> day.getValue().signal().stratum())
            .orElse(revision.subject());
    long byRule = rules.get().emphasis().silencedUntil(focus, lattice);
    long silencedUntil = Math.max(byRule, revision.handling().silencedUntil());
    return new WarningChange(
        WarningForm.write(revision),
        revision.revision(),
        now.at(),
        revision.lastTransition().revision() == revision.revision(),
        rules.name(),
        duty.act(),
        duty.inCharge(revision.handling().clock().rung()),
        silencedUntil > now.knownAt() ? silencedUntil : 0);
  }

  /** The revision, if it confirms the warning; as it was confirmed, if that stands no longer. */
  private static Optional<Warning> confirmation(Optional<Warning> before, Warning revision) {
    if (revision.confirmation().isPresent()) {
      return Optional.of(revision)
          .filter(each -> each.confirmation().get().revision() == each.revision());
    }
    return before
        .filter(old -> old.id().equals(revision.id()) && old.confirmation().isPresent())
        .map(revision::asConfirmed);
  }

  private Outcomes advance(Inputs inputs, ReadOnlyContext context, Collector<WarningChange> out)
      throws Exception {
    byte[] form = latest.value();
    Optional<Warning> before = Optional.ofNullable(form).map(WarningForm::read);
    Outcomes outcomes = life.advance(before, inputs);
    Optional<Warning> earlier = before;
    for (Warning revision : outcomes.revisions()) {
      WarningChange change = change(revision, inputs.now());
      if (change.isStep()) {
        steps.count(revision.lastTransition().action(), revision.level());
      }
      out.collect(change);
      confirmation(earlier, revision)
          .ifPresent(each -> context.output(CONFIRMATIONS, change(each, inputs.now())));
      earlier = Optional.of(revision);
    }
    if (!outcomes.revisions().isEmpty()) {
      latest.update(WarningForm.write(outcomes.latest().orElseThrow()));
    }
    return outcomes;
  }
}
