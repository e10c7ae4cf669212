package io.zhijing.detection.warning;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Handling.Clock;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.detection.warning.Warning.State;
import io.zhijing.detection.warning.Warning.Status;
import io.zhijing.detection.warning.Warning.Step;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What evidence does to a warning. Goes up at once, comes down and ends only after quiet days, so
 * that it does not flap. Days are epoch days; the moment is when a step is taken, which may be
 * later than the day judged. What an officer closed stays closed unless the evidence outgrows the
 * level that he knew. Pure.
 */
public final class WarningLife {
  private final RuleSet.Life rules;
  private final DutyClock clock;

  /** Life under the rules. */
  public WarningLife(RuleSet rules) {
    this.rules = rules.life();
    this.clock = new DutyClock(rules.duties());
  }

  /**
   * A new warning.
   *
   * @param before the latest warning of the subject; revisions are counted on from one that was
   *     withdrawn, whose id the new one may have
   * @throws IllegalArgumentException if the assessment has no level
   */
  public Warning raise(Assessment assessment, Optional<Warning> before, Moment now) {
    RiskLevel level = assessment.level();
    if (level == RiskLevel.NONE) {
      throw new IllegalArgumentException("an assessment without level raises nothing");
    }
    int revision =
        1 + before.filter(old -> old.status() == Status.WITHDRAWN).map(Warning::revision).orElse(0);
    String id = assessment.subject().key() + "@" + LocalDate.ofEpochDay(assessment.day());
    SortedMap<Integer, Evidence> evidence = new TreeMap<>();
    evidence.put(assessment.day(), evidence(assessment));
    Transition raised =
        new Transition(
            revision,
            now,
            Action.RAISED,
            RiskLevel.NONE,
            level,
            reason(assessment),
            Transition.By.PIPELINE);
    return new Warning(
        id,
        assessment.subject(),
        revision,
        Status.OPEN,
        level,
        evidence,
        List.of(raised),
        Handling.untouched(clock.started(level, now)));
  }

  /** Whether an assessment belongs to this warning's run of days rather than to a new one. */
  public boolean belongsTo(Warning warning, int day) {
    return warning.status() == Status.WITHDRAWN
        ? day == warning.firstDay()
        : !precedes(day, warning) && day <= lastHeard(warning) + rules.closeAfterDays();
  }

  /**
   * Whether a day is so long before the warning's run of days that it was an earlier warning's, if
   * any. That one is over.
   */
  public boolean precedes(int day, Warning warning) {
    return warning.status() != Status.WITHDRAWN
        && day < warning.evidence().firstKey() - rules.closeAfterDays();
  }

  /** Whether a warning of that day alone would have ended by the moment. */
  public boolean isOver(int day, Moment now) {
    return day + rules.closeAfterDays() <= now.day();
  }

  /**
   * The next revision after evidence of a day, new or judged again.
   *
   * @param cause why the day was judged again, should that change anything
   */
  public Warning support(Warning warning, Assessment assessment, Reason cause, Moment now) {
    SortedMap<Integer, Evidence> evidence = new TreeMap<>(warning.evidence());
    Evidence today = evidence(assessment);
    Evidence before = evidence.put(assessment.day(), today);
    if (today.equals(before)) {
      return warning;
    }
    boolean isStronger = before == null || today.level().isAbove(before.level());
    if (warning.status() == Status.CLOSED && !isStronger) {
      return corrected(warning, evidence, cause, now);
    }
    if (!warning.isOpen()) {
      return afterTheEnd(warning, evidence, assessment, now);
    }
    if (isStronger && rises(warning, assessment, now)) {
      Reason reason = cause == Reason.RULE_CHANGED ? cause : Reason.EVIDENCE_GREW;
      return risen(warning, evidence, Step.ofData(now, Action.ESCALATED, today.level(), reason));
    }
    if (before != null && before.level().isAbove(today.level())) {
      return corrected(warning, evidence, cause, now);
    }
    Warning next =
        warning.next(new State(Status.OPEN, warning.level(), evidence, warning.handling()));
    return saysTheSame(warning, next)
        ? next
        : warning.next(
            next.state(),
            Step.ofData(now, Action.UPDATED, warning.level(), Reason.EXPLANATION_CHANGED));
  }

  /**
   * Whether evidence lifts an open warning: what is so old that its level has fallen since does so
   * only if it is more than was ever known.
   */
  private boolean rises(Warning warning, Assessment assessment, Moment now) {
    RiskLevel level = assessment.level();
    boolean isRecent = assessment.day() > now.day() - rules.downgradeAfterDays();
    return level.isAbove(isRecent ? warning.level() : warning.peakLevel());
  }

  private Warning afterTheEnd(
      Warning warning, SortedMap<Integer, Evidence> evidence, Assessment assessment, Moment now) {
    RiskLevel level = assessment.level();
    if (warning.status() == Status.WITHDRAWN) {
      return level == RiskLevel.NONE
          ? warning
          : risen(
              warning,
              evidence,
              Step.ofData(now, Action.REOPENED, level, Reason.EVIDENCE_RETURNED));
    }
    boolean isQuiet = warning.handling().verdict() == Verdict.OPEN;
    if (isQuiet && !isOver(assessment.day(), now)) {
      RiskLevel back = level.max(RiskLevel.BLUE);
      return risen(
          warning, evidence, Step.ofData(now, Action.REOPENED, back, Reason.LATE_EVIDENCE));
    }
    return !isQuiet && level.isAbove(warning.level())
        ? risen(warning, evidence, Step.ofData(now, Action.REOPENED, level, Reason.EVIDENCE_GREW))
        : warning.next(new State(warning.status(), warning.level(), evidence, warning.handling()));
  }

  private Warning risen(Warning warning, SortedMap<Integer, Evidence> evidence, Step step) {
    Clock anew = clock.started(step.to(), step.when());
    return warning.next(
        new State(Status.OPEN, step.to(), evidence, warning.handling().raised(anew)), step);
  }

  /** Whether both revisions name the same stratum and scope. */
  private static boolean saysTheSame(Warning before, Warning after) {
    return said(before).equals(said(after));
  }

  private static String said(Warning warning) {
    return warning
        .strongest()
        .map(day -> day.getValue().scope() + " " + day.getValue().signal().stratum().key())
        .orElse("");
  }

  /**
   * The next revision after a day's evidence was taken away.
   *
   * @param cause why
   */
  public Warning correct(Warning warning, int day, Reason cause, Moment now) {
    SortedMap<Integer, Evidence> evidence = new TreeMap<>(warning.evidence());
    if (evidence.remove(day) == null) {
      return warning;
    }
    return corrected(warning, evidence, cause, now);
  }

  private Warning corrected(
      Warning warning, SortedMap<Integer, Evidence> evidence, Reason cause, Moment now) {
    RiskLevel left = highest(evidence, Integer.MIN_VALUE);
    if (left == RiskLevel.NONE) {
      return warning.next(
          new State(Status.WITHDRAWN, warning.level(), evidence, warning.handling().ended()),
          Step.ofData(now, Action.WITHDRAWN, RiskLevel.NONE, cause));
    }
    if (warning.isOpen() && warning.level().isAbove(left)) {
      return warning.next(
          new State(Status.OPEN, left, evidence, warning.handling()),
          Step.ofData(now, Action.DOWNGRADED, left, cause));
    }
    return warning.next(new State(warning.status(), warning.level(), evidence, warning.handling()));
  }

  /** The warning after the day of the moment has passed: unchanged, downgraded or closed. */
  public Warning pass(Warning warning, Moment end) {
    if (!warning.isOpen()) {
      return warning;
    }
    int day = end.day();
    if (lastHeard(warning) + rules.closeAfterDays() <= day) {
      return warning.next(
          new State(Status.CLOSED, warning.level(), warning.evidence(), warning.handling().ended()),
          Step.ofData(end, Action.CLOSED, RiskLevel.NONE, Reason.QUIET));
    }
    int since = day - rules.downgradeAfterDays() + 1;
    RiskLevel recent =
        highest(warning.evidence(), since).max(risenTo(warning, since)).max(RiskLevel.BLUE);
    if (warning.level().isAbove(recent)) {
      return warning.next(
          new State(Status.OPEN, recent, warning.evidence(), warning.handling()),
          Step.ofData(end, Action.DOWNGRADED, recent, Reason.QUIET));
    }
    return warning;
  }

  /** The highest level that it rose to since a day: late evidence is quiet for as long as other. */
  private static RiskLevel risenTo(Warning warning, int since) {
    RiskLevel highest = RiskLevel.NONE;
    for (Transition step : warning.transitions()) {
      if (step.action().isRise() && step.on() >= since) {
        highest = highest.max(step.to());
      }
    }
    return highest;
  }

  /** The last day with evidence, or the one on which an officer said that it goes on. */
  private static int lastHeard(Warning warning) {
    int last = warning.evidence().lastKey();
    for (Transition step : warning.transitions()) {
      if (step.action() == Action.REOPENED && step.reason() == Reason.OFFICER_DECIDED) {
        last = Math.max(last, step.on());
      }
    }
    return last;
  }

  private static RiskLevel highest(SortedMap<Integer, Evidence> evidence, int from) {
    RiskLevel highest = RiskLevel.NONE;
    for (Evidence each : evidence.tailMap(from).values()) {
      highest = highest.max(each.level());
    }
    return highest;
  }

  private static Evidence evidence(Assessment assessment) {
    return new Evidence(
        assessment.level(),
        assessment.scope(),
        assessment.evidence(),
        assessment.explained(),
        assessment.reach());
  }

  private static Reason reason(Assessment assessment) {
    Signal.Kind kind = assessment.evidence().kind();
    return switch (kind) {
      case RATE -> Reason.RATE_ABOVE_EXPECTED;
      case COUNT -> Reason.COUNT_ABOVE_EXPECTED;
      case FIRST_EVER -> Reason.FIRST_EVER_HAZARD;
      case CLUSTER -> Reason.CLUSTER_OF_NEIGHBOURS;
      case SEVERAL_STREAMS -> Reason.SEVERAL_STREAMS;
    };
  }
}
