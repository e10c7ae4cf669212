package io.zhijing.jobs.warn;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Warning;
import io.zhijing.detection.warning.WarningLife;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.AssessedDay;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.WarningChange;
import io.zhijing.jobs.state.WarningForm;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The life of each warning. Keyed by subject; owns the latest warning of the subject. Evidence is
 * taken tick by tick, then the day passes; the end of a bounded input is no day and closes nothing.
 */
public final class WarnFunction extends KeyedProcessFunction<String, AssessedDay, WarningChange> {
  private static final long serialVersionUID = 1;

  private final PipelineSettings settings;
  private transient WarningLife life;
  private transient Calendar calendar;
  private transient MapState<Long, AssessedDay[]> waiting;
  private transient ValueState<byte[]> latest;

  /** Warnings under the settings. */
  public WarnFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    life = new WarningLife(settings.watch().rules().get().life());
    calendar = settings.calendar();
    waiting = getRuntimeContext().getMapState(States.listByTick("waiting", AssessedDay.class));
    latest = getRuntimeContext().getState(States.bytes("latest-warning"));
  }

  @Override
  public void processElement(AssessedDay day, Context context, Collector<WarningChange> out)
      throws Exception {
    AssessedDay[] before = waiting.get(day.tick());
    AssessedDay[] after =
        before == null ? new AssessedDay[1] : Arrays.copyOf(before, before.length + 1);
    after[after.length - 1] = day;
    waiting.put(day.tick(), after);
    context.timerService().registerEventTimeTimer(day.tick());
  }

  @Override
  public void onTimer(long tick, OnTimerContext context, Collector<WarningChange> out)
      throws Exception {
    boolean hasEnded = context.timerService().currentWatermark() == Long.MAX_VALUE;
    AssessedDay[] due = waiting.get(tick);
    int today = calendar.dayOf(tick);
    Warning warning = load();
    if (due != null) {
      waiting.remove(tick);
      Arrays.sort(due, Comparator.comparing(AssessedDay::day));
      for (AssessedDay day : due) {
        warning = emit(warning, take(warning, day, today), tick, out);
      }
    }
    if (warning == null) {
      return;
    }
    if (!hasEnded) {
      if (tick == calendar.endOf(today)) {
        warning = emit(warning, life.pass(warning, today), tick, out);
      }
      if (warning.isOpen()) {
        long end = calendar.endOf(today);
        context.timerService().registerEventTimeTimer(tick < end ? end : calendar.endOf(today + 1));
      }
    }
    latest.update(WarningForm.write(warning));
  }

  private Warning take(Warning warning, AssessedDay day, int today) {
    Optional<Assessment> assessment = assessment(day);
    if (assessment.isEmpty()) {
      return warning == null ? null : life.correct(warning, day.day(), today);
    }
    if (warning != null && life.belongsTo(warning, day.day())) {
      return life.support(warning, assessment.get(), today);
    }
    boolean canRaise = assessment.get().level() != RiskLevel.NONE;
    return canRaise ? life.raise(assessment.get(), today) : warning;
  }

  private static Optional<Assessment> assessment(AssessedDay day) {
    if (day.evidence().length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Assessment(
            Stratum.parse(day.subject()),
            day.day(),
            RiskLevel.ofCode(day.level()),
            Scope.ofCode(day.scope()),
            day.evidence()[0].signal(),
            Arrays.stream(day.explained()).map(Stratum::parse).toList()));
  }

  private static Warning emit(
      Warning before, Warning after, long tick, Collector<WarningChange> out) {
    boolean isNew = before == null || after == null || !after.id().equals(before.id());
    if (after != null && (isNew || after.revision() != before.revision())) {
      boolean isStep = after.lastTransition().revision() == after.revision();
      out.collect(new WarningChange(WarningForm.write(after), after.revision(), tick, isStep));
    }
    return after;
  }

  private Warning load() throws Exception {
    byte[] form = latest.value();
    return form == null ? null : WarningForm.read(form);
  }
}
