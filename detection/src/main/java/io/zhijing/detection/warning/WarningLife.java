package io.zhijing.detection.warning;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning.Status;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The steps of a warning's life. Goes up at once, comes down and ends only after quiet days, so
 * that it does not flap. Days are epoch days; "on" is the day on which the step is taken, which may
 * be later than the day judged. Pure.
 */
public final class WarningLife {
  private final RuleSet.Life rules;

  /** Life under the rules. */
  public WarningLife(RuleSet.Life rules) {
    this.rules = rules;
  }

  /**
   * A new warning.
   *
   * @throws IllegalArgumentException if the assessment has no level
   */
  public Warning raise(Assessment assessment, int on) {
    if (assessment.level() == RiskLevel.NONE) {
      throw new IllegalArgumentException("an assessment without level raises nothing");
    }
    String id = assessment.subject().key() + "@" + LocalDate.ofEpochDay(assessment.day());
    SortedMap<Integer, Evidence> evidence = new TreeMap<>();
    evidence.put(assessment.day(), evidence(assessment));
    Transition raised =
        new Transition(
            1, on, Action.RAISED, RiskLevel.NONE, assessment.level(), reason(assessment));
    return new Warning(
        id, assessment.subject(), 1, Status.OPEN, assessment.level(), evidence, List.of(raised));
  }

  /** Whether an assessment belongs to this warning's run of days rather than to a new one. */
  public boolean belongsTo(Warning warning, int day) {
    return warning.status() != Status.WITHDRAWN
        && day <= warning.evidence().lastKey() + rules.closeAfterDays();
  }

  /** The next revision after evidence of a day, new or judged again. */
  public Warning support(Warning warning, Assessment assessment, int on) {
    SortedMap<Integer, Evidence> evidence = new TreeMap<>(warning.evidence());
    Evidence before = evidence.put(assessment.day(), evidence(assessment));
    if (before != null && before.equals(evidence(assessment)) && warning.isOpen()) {
      return warning;
    }
    if (!warning.isOpen()) {
      RiskLevel level = assessment.level().max(RiskLevel.BLUE);
      return warning.next(
          Status.OPEN,
          level,
          evidence,
          step(warning, on, Action.REOPENED, level, Reason.LATE_EVIDENCE));
    }
    if (assessment.level().isAbove(warning.level())) {
      return warning.next(
          Status.OPEN,
          assessment.level(),
          evidence,
          step(warning, on, Action.ESCALATED, assessment.level(), Reason.EVIDENCE_GREW));
    }
    if (before != null && before.level().isAbove(assessment.level())) {
      return corrected(warning, evidence, on);
    }
    return warning.next(Status.OPEN, warning.level(), evidence, Optional.empty());
  }

  /** The next revision after a correction took a day's evidence away. */
  public Warning correct(Warning warning, int day, int on) {
    SortedMap<Integer, Evidence> evidence = new TreeMap<>(warning.evidence());
    if (evidence.remove(day) == null) {
      return warning;
    }
    return corrected(warning, evidence, on);
  }

  private Warning corrected(Warning warning, SortedMap<Integer, Evidence> evidence, int on) {
    RiskLevel left = highest(evidence, Integer.MIN_VALUE);
    if (left == RiskLevel.NONE) {
      return warning.next(
          Status.WITHDRAWN,
          warning.level(),
          evidence,
          step(warning, on, Action.WITHDRAWN, RiskLevel.NONE, Reason.CORRECTED));
    }
    if (warning.isOpen() && warning.level().isAbove(left)) {
      return warning.next(
          Status.OPEN,
          left,
          evidence,
          step(warning, on, Action.DOWNGRADED, left, Reason.CORRECTED));
    }
    return warning.next(warning.status(), warning.level(), evidence, Optional.empty());
  }

  /** The warning after the given day has passed: unchanged, downgraded or closed. */
  public Warning pass(Warning warning, int day) {
    if (!warning.isOpen()) {
      return warning;
    }
    if (warning.evidence().lastKey() + rules.closeAfterDays() <= day) {
      return warning.next(
          Status.CLOSED,
          warning.level(),
          warning.evidence(),
          step(warning, day, Action.CLOSED, RiskLevel.NONE, Reason.QUIET));
    }
    RiskLevel recent =
        highest(warning.evidence(), day - rules.downgradeAfterDays() + 1).max(RiskLevel.BLUE);
    if (warning.level().isAbove(recent)) {
      return warning.next(
          Status.OPEN,
          recent,
          warning.evidence(),
          step(warning, day, Action.DOWNGRADED, recent, Reason.QUIET));
    }
    return warning;
  }

  private static RiskLevel highest(SortedMap<Integer, Evidence> evidence, int from) {
    RiskLevel highest = RiskLevel.NONE;
    for (Evidence each : evidence.tailMap(from).values()) {
      highest = highest.max(each.level());
    }
    return highest;
  }

  private static Optional<Transition> step(
      Warning warning, int on, Action action, RiskLevel to, Reason reason) {
    return Optional.of(
        new Transition(warning.revision() + 1, on, action, warning.level(), to, reason));
  }

  private static Evidence evidence(Assessment assessment) {
    return new Evidence(
        assessment.level(), assessment.scope(), assessment.evidence(), assessment.explained());
  }

  private static Reason reason(Assessment assessment) {
    Signal.Kind kind = assessment.evidence().kind();
    return switch (kind) {
      case RATE -> Reason.RATE_ABOVE_EXPECTED;
      case COUNT -> Reason.COUNT_ABOVE_EXPECTED;
      case FIRST_EVER -> Reason.FIRST_EVER_HAZARD;
    };
  }
}
