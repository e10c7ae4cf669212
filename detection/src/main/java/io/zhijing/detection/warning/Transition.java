package io.zhijing.detection.warning;

import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.RiskLevel;

/**
 * One step in a warning's life.
 *
 * @param revision the warning's revision after the step
 * @param on the day on which it was taken, epoch day
 * @param action what happened
 * @param from level before
 * @param to level after
 * @param reason why
 */
public record Transition(
    int revision, int on, Action action, RiskLevel from, RiskLevel to, Reason reason) {

  /** What can happen to a warning. The code is stored. */
  public enum Action implements Coded {
    /** It came into being. */
    RAISED("raised"),
    /** Its level rose. */
    ESCALATED("escalated"),
    /** Its level fell. */
    DOWNGRADED("downgraded"),
    /** The rise is over. */
    CLOSED("closed"),
    /** A closed one went on. */
    REOPENED("reopened"),
    /** Its evidence was taken away. */
    WITHDRAWN("withdrawn");

    private final String code;

    Action(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Why a step was taken. The code is stored. */
  public enum Reason implements Coded {
    /** More failures of trials than expected. */
    RATE_ABOVE_EXPECTED("rate_above_expected"),
    /** More reports than expected. */
    COUNT_ABOVE_EXPECTED("count_above_expected"),
    /** A hazard that was never seen before. */
    FIRST_EVER_HAZARD("first_ever_hazard"),
    /** The evidence grew. */
    EVIDENCE_GREW("evidence_grew"),
    /** Evidence of a day of its run came in late. */
    LATE_EVIDENCE("late_evidence"),
    /** Enough quiet days passed. */
    QUIET("quiet"),
    /** A correction of reports changed the counts. */
    CORRECTED("corrected");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
