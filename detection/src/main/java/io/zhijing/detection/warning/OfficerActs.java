package io.zhijing.detection.warning;

import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.Duties;
import io.zhijing.detection.warning.Answer.Outcome;
import io.zhijing.detection.warning.Command.Acknowledge;
import io.zhijing.detection.warning.Command.Assign;
import io.zhijing.detection.warning.Command.Close;
import io.zhijing.detection.warning.Command.Dispose;
import io.zhijing.detection.warning.Command.Order;
import io.zhijing.detection.warning.Command.Refer;
import io.zhijing.detection.warning.Command.Reopen;
import io.zhijing.detection.warning.Command.Silence;
import io.zhijing.detection.warning.Command.Unsilence;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Handling.Disposal;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.By;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning.State;
import io.zhijing.detection.warning.Warning.Status;
import io.zhijing.detection.warning.Warning.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What officers may do with a warning, and what is refused with which reason. A refused command
 * changes nothing. Pure.
 */
final class OfficerActs {
  private final DutyClock clock;
  private final Duties duties;

  OfficerActs(Duties duties) {
    this.duties = duties;
    this.clock = new DutyClock(duties);
  }

  /**
   * What came of a command.
   *
   * @param warning its next revision, or itself if nothing was done
   * @param outcome done, or why not
   */
  record Result(Warning warning, Outcome outcome) {}

  /** A command carried out at the moment, or refused. */
  Result obey(Warning warning, Command command, Moment now) {
    Order order = command.order();
    if (warning.hasObeyed(order.id())) {
      return new Result(warning, Outcome.DONE_BEFORE);
    }
    Outcome refusal =
        order.actor().isBlank() ? Outcome.NOBODY_NAMED : refusal(warning, command, now);
    return refusal == Outcome.DONE
        ? new Result(done(warning, command, now), Outcome.DONE)
        : new Result(warning, refusal);
  }

  /** Why the command cannot be obeyed; {@code DONE} if it can. */
  private Outcome refusal(Warning warning, Command command, Moment now) {
    if (warning.status() == Status.WITHDRAWN) {
      return Outcome.WITHDRAWN;
    }
    boolean isUnexplained = command.order().note().isBlank();
    Handling handling = warning.handling();
    if (command.act() instanceof Reopen) {
      return warning.isOpen() ? Outcome.NOT_CLOSED : unless(isUnexplained, Outcome.NO_REASON_GIVEN);
    }
    if (command.act() instanceof Refer refer) {
      return isUnexplained
          ? Outcome.NO_REASON_GIVEN
          : refer.department().isBlank()
              ? Outcome.NOBODY_NAMED
              : unless(
                  handling.referredTo().contains(refer.department()), Outcome.ALREADY_REFERRED);
    }
    if (command.act() instanceof Dispose dispose) {
      return unless(!isComplete(dispose), Outcome.RECALL_INCOMPLETE);
    }
    if (!warning.isOpen()) {
      return Outcome.NOT_OPEN;
    }
    if (command.act() instanceof Acknowledge) {
      return unless(!handling.acknowledgedBy().isEmpty(), Outcome.ALREADY_ACKNOWLEDGED);
    }
    if (command.act() instanceof Assign assign) {
      return assign.to().isBlank()
          ? Outcome.NOBODY_NAMED
          : unless(handling.assignee().equals(assign.to()), Outcome.ALREADY_ASSIGNED);
    }
    if (command.act() instanceof Close close) {
      return close.verdict() == Verdict.CONFIRMED
          ? unless(handling.disposal().isEmpty(), Outcome.NOTHING_DONE_YET)
          : unless(isUnexplained || close.verdict() == Verdict.OPEN, Outcome.NO_REASON_GIVEN);
    }
    if (command.act() instanceof Silence silence) {
      return isUnexplained ? Outcome.NO_REASON_GIVEN : silenceRefusal(silence, now);
    }
    return unless(!handling.isSilenced(now.at()), Outcome.NOT_SILENCED);
  }

  private Outcome silenceRefusal(Silence silence, Moment now) {
    if (silence.until() <= now.at()) {
      return Outcome.END_PASSED;
    }
    long longest = Duration.ofDays(duties.maxSilenceDays()).toMillis();
    return unless(silence.until() - now.at() > longest, Outcome.END_TOO_FAR);
  }

  private static boolean isComplete(Dispose dispose) {
    return dispose.measure() == Measure.RECALL
        ? dispose.recall().isPresent() && dispose.recall().get().isConsistent()
        : dispose.recall().isEmpty();
  }

  private static Outcome unless(boolean isRefused, Outcome refusal) {
    return isRefused ? refusal : Outcome.DONE;
  }

  /** The next revision; the command was found to be allowed. */
  private Warning done(Warning warning, Command command, Moment now) {
    Handling handling = warning.handling();
    Order order = command.order();
    if (command.act() instanceof Acknowledge) {
      Handling next = handling.withAcknowledgement(order.actor(), clock.acknowledged(warning, now));
      return stepped(warning, next, step(Action.ACKNOWLEDGED, warning, order, "", now));
    }
    if (command.act() instanceof Assign assign) {
      return stepped(
          warning,
          handling.withAssignee(assign.to()),
          step(Action.ASSIGNED, warning, order, assign.to(), now));
    }
    if (command.act() instanceof Refer refer) {
      List<String> departments = new ArrayList<>(handling.referredTo());
      departments.add(refer.department());
      return stepped(
          warning,
          handling.withReferrals(departments),
          step(Action.REFERRED, warning, order, refer.department(), now));
    }
    if (command.act() instanceof Dispose dispose) {
      String by = handling.acknowledgedBy().isEmpty() ? order.actor() : handling.acknowledgedBy();
      Disposal disposal = new Disposal(dispose.measure(), dispose.recall());
      return stepped(
          warning,
          handling.withDisposal(disposal, by),
          step(Action.DISPOSED, warning, order, named(dispose), now));
    }
    if (command.act() instanceof Silence silence) {
      return stepped(
          warning,
          handling.withSilence(silence.until()),
          step(Action.SILENCED, warning, order, "", now));
    }
    if (command.act() instanceof Unsilence) {
      return stepped(
          warning, handling.withSilence(0), step(Action.UNSILENCED, warning, order, "", now));
    }
    return command.act() instanceof Close close
        ? closed(warning, close.verdict(), order, now)
        : reopened(warning, order, now);
  }

  private static Warning closed(Warning warning, Verdict verdict, Order order, Moment now) {
    Reason reason = verdict == Verdict.CONFIRMED ? Reason.CONFIRMED : Reason.FALSE_ALARM;
    return warning.next(
        new State(
            Status.CLOSED,
            warning.level(),
            warning.evidence(),
            warning.handling().ended().withVerdict(verdict)),
        new Step(now, Action.CLOSED, RiskLevel.NONE, reason, by(order, verdict.code())));
  }

  private Warning reopened(Warning warning, Order order, Moment now) {
    RiskLevel level = warning.level();
    return warning.next(
        new State(
            Status.OPEN,
            level,
            warning.evidence(),
            warning.handling().raised(clock.started(level, now))),
        new Step(now, Action.REOPENED, level, Reason.OFFICER_DECIDED, by(order, "")));
  }

  private static Warning stepped(Warning warning, Handling handling, Step step) {
    return warning.next(
        new State(warning.status(), warning.level(), warning.evidence(), handling), step);
  }

  private static Step step(Action action, Warning warning, Order order, String named, Moment now) {
    RiskLevel level = warning.isOpen() ? warning.level() : RiskLevel.NONE;
    return new Step(now, action, level, Reason.OFFICER_DECIDED, by(order, named));
  }

  private static String named(Dispose dispose) {
    return dispose
        .recall()
        .map(r -> "recall " + r.batch() + " " + r.recovered() + "/" + r.amount())
        .orElse(dispose.measure().code());
  }

  private static By by(Order order, String named) {
    String note =
        order.note().isBlank() || named.isEmpty()
            ? named + order.note()
            : named + ": " + order.note();
    return new By(order.actor(), order.id(), note);
  }
}
