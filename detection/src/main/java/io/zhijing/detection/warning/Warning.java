package io.zhijing.detection.warning;

import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A warning: one object over the whole run of days on which its subject stands out. Immutable;
 * {@link WarningLife} makes the next revision.
 *
 * @param id deterministic: subject and first day
 * @param subject the stratum it is about
 * @param revision counts up with every change of the document
 * @param status where it is in its life
 * @param level current level; the last one when it is no longer open
 * @param evidence by day, ascending
 * @param transitions every step, oldest first
 * @param handling what officers have done about it
 */
public record Warning(
    String id,
    Stratum subject,
    int revision,
    Status status,
    RiskLevel level,
    SortedMap<Integer, Evidence> evidence,
    List<Transition> transitions,
    Handling handling) {

  /** Where a warning is in its life. The code is stored. */
  public enum Status implements Coded {
    /** It stands. */
    OPEN("open"),
    /** The rise is over. */
    CLOSED("closed"),
    /** A correction took the evidence away. */
    WITHDRAWN("withdrawn");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Copies its collections. */
  public Warning {
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    transitions = List.copyOf(transitions);
  }

  /** Whether it stands. */
  public boolean isOpen() {
    return status == Status.OPEN;
  }

  /** The day on which it was raised, epoch day. */
  public int raisedOn() {
    return transitions.get(0).on();
  }

  /** The last step. */
  public Transition lastTransition() {
    return transitions.get(transitions.size() - 1);
  }

  /** The highest level it ever had. */
  public RiskLevel peakLevel() {
    RiskLevel peak = RiskLevel.NONE;
    for (Transition transition : transitions) {
      peak = peak.max(transition.to());
    }
    return peak;
  }

  /** The strongest day: highest level, then score, then the earliest. Empty once withdrawn. */
  public Optional<Map.Entry<Integer, Evidence>> strongest() {
    return evidence.entrySet().stream()
        .max(
            Comparator.comparing((Map.Entry<Integer, Evidence> day) -> day.getValue().level())
                .thenComparing(day -> day.getValue().signal().finding().score())
                .thenComparing(day -> -day.getKey()));
  }

  /** The day that its id names: the first one with evidence when it was raised, epoch day. */
  public int firstDay() {
    return (int) LocalDate.parse(id.substring(id.lastIndexOf('@') + 1)).toEpochDay();
  }

  /** The step by which an officer closed it as confirmed; empty if that does not hold now. */
  public Optional<Transition> confirmation() {
    return transitions.stream()
        .filter(step -> step.action() == Action.CLOSED)
        .reduce((earlier, later) -> later)
        .filter(step -> status == Status.CLOSED && step.reason() == Reason.CONFIRMED);
  }

  /**
   * This revision with the evidence on which the one before was confirmed, since a withdrawn
   * warning has none and a reopened one has more. Days judged after the confirmation are left out,
   * unless all were.
   */
  public Warning asConfirmed(Warning before) {
    SortedMap<Integer, Evidence> known =
        before
            .confirmation()
            .map(step -> before.evidence().headMap(step.on() + 1))
            .filter(days -> !days.isEmpty())
            .orElse(before.evidence());
    return new Warning(id, subject, revision, status, level, known, transitions, handling);
  }

  /** Whether a command acted on it before. */
  public boolean hasObeyed(String command) {
    return transitions.stream().anyMatch(step -> step.by().command().equals(command));
  }

  /** What may change from one revision to the next. */
  record State(
      Status status, RiskLevel level, SortedMap<Integer, Evidence> evidence, Handling handling) {}

  State state() {
    return new State(status, level, evidence, handling);
  }

  /** The next revision with another state and no step. */
  Warning next(State state) {
    return revised(state, transitions);
  }

  /** The next revision with another state and a step that leads to it. */
  Warning next(State state, Step step) {
    List<Transition> steps = new ArrayList<>(transitions);
    steps.add(
        new Transition(
            revision + 1, step.when(), step.action(), level, step.to(), step.reason(), step.by()));
    return revised(state, steps);
  }

  /** A step without what the warning itself knows of it. */
  record Step(Moment when, Action action, RiskLevel to, Reason reason, Transition.By by) {
    static Step ofData(Moment when, Action action, RiskLevel to, Reason reason) {
      return new Step(when, action, to, reason, Transition.By.PIPELINE);
    }
  }

  private Warning revised(State state, List<Transition> steps) {
    return new Warning(
        id,
        subject,
        revision + 1,
        state.status(),
        state.level(),
        state.evidence(),
        steps,
        state.handling());
  }
}
