package io.zhijing.detection.warning;

import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.Duties;
import io.zhijing.detection.rules.Duty;
import io.zhijing.detection.warning.Handling.Clock;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning.State;
import io.zhijing.detection.warning.Warning.Step;
import java.time.Duration;

/**
 * What is owed for a warning and by when: each level has a limit to acknowledge and one to do
 * something. A limit that passes is a step of its own and goes up to the next officer, who has as
 * long again; above the last one nothing more is counted. Time is counted from when somebody can
 * know. Pure.
 */
final class DutyClock {
  /** Later than any instant: nobody is left to go up to. */
  static final long NEVER = Long.MAX_VALUE;

  private final Duties duties;

  DutyClock(Duties duties) {
    this.duties = duties;
  }

  /** The clock of a level that was reached at the moment. */
  Clock started(RiskLevel level, Moment now) {
    return new Clock(
        Stage.ACKNOWLEDGE, now.knownAt() + hours(duties.of(level).acknowledgeHours()), 0);
  }

  /** The clock after an acknowledgement: what was done before it rose is not enough. */
  Clock acknowledged(Warning warning, Moment now) {
    return isDisposedSinceItRose(warning)
        ? Clock.STOPPED
        : new Clock(
            Stage.DISPOSE, now.knownAt() + hours(duties.of(warning.level()).disposeHours()), 0);
  }

  private static boolean isDisposedSinceItRose(Warning warning) {
    boolean isDisposed = false;
    for (Transition step : warning.transitions()) {
      isDisposed = step.action() == Action.DISPOSED || (isDisposed && !step.action().isRise());
    }
    return isDisposed;
  }

  /** The next revision if a silence has ended or a limit has passed; else the warning itself. */
  Warning run(Warning warning, Moment now) {
    if (!warning.isOpen()) {
      return warning;
    }
    Handling handling = warning.handling();
    if (handling.silencedUntil() != 0 && handling.silencedUntil() <= now.knownAt()) {
      return warning.next(
          with(warning, handling.withSilence(0)),
          Step.ofData(now, Action.UNSILENCED, warning.level(), Reason.SILENCE_ENDED));
    }
    Clock clock = handling.clock();
    if (!clock.hasRunOut(now.knownAt())) {
      return warning;
    }
    Duty duty = duties.of(warning.level());
    boolean isAcknowledging = clock.stage() == Stage.ACKNOWLEDGE;
    int limit = isAcknowledging ? duty.acknowledgeHours() : duty.disposeHours();
    int rung = clock.rung() + 1;
    long due = rung < duty.ladder().size() ? now.knownAt() + hours(limit) : NEVER;
    Reason reason = isAcknowledging ? Reason.NOT_ACKNOWLEDGED_IN_TIME : Reason.NOT_DISPOSED_IN_TIME;
    return warning.next(
        with(warning, handling.withClock(new Clock(clock.stage(), due, rung))),
        Step.ofData(now, Action.OVERDUE, warning.level(), reason));
  }

  /**
   * The next instant, by when it is known, at which {@link #run} may have something to do; {@link
   * #NEVER} if none.
   */
  static long wake(Warning warning) {
    if (!warning.isOpen()) {
      return NEVER;
    }
    Handling handling = warning.handling();
    long silence = handling.silencedUntil() == 0 ? NEVER : handling.silencedUntil();
    long due = handling.clock().stage() == Stage.NOTHING ? NEVER : handling.clock().due();
    return Math.min(silence, due);
  }

  private static State with(Warning warning, Handling handling) {
    return new State(warning.status(), warning.level(), warning.evidence(), handling);
  }

  private static long hours(int hours) {
    return Duration.ofHours(hours).toMillis();
  }
}
