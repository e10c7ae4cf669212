package io.zhijing.detection.warning;

import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.RiskLevel;

/**
 * One step in a warning's life.
 *
 * @param revision the warning's revision after the step
 * @param when when it was taken
 * @param action what happened
 * @param from level before
 * @param to level after
 * @param reason why
 * @param by who took it
 */
public record Transition(
    int revision, Moment when, Action action, RiskLevel from, RiskLevel to, Reason reason, By by) {

  /** The day on which it was taken, epoch day. */
  public int on() {
    return when.day();
  }

  /**
   * Who took a step.
   *
   * @param actor an account, or {@code pipeline}
   * @param command id of the command; empty if the pipeline took it
   * @param note the officer's words, and what the command named; may be empty
   */
  public record By(String actor, String command, String note) {
    /** The data did it. */
    public static final By PIPELINE = new By("pipeline", "", "");
  }

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
    WITHDRAWN("withdrawn"),
    /** What it says changed, its level did not. */
    UPDATED("updated"),
    /** An officer looks after it. */
    ACKNOWLEDGED("acknowledged"),
    /** It became somebody's task. */
    ASSIGNED("assigned"),
    /** Another department is to act. */
    REFERRED("referred"),
    /** Something was done about it. */
    DISPOSED("disposed"),
    /** Nobody is told for a while. */
    SILENCED("silenced"),
    /** The silence is over. */
    UNSILENCED("unsilenced"),
    /** A limit of its duty passed: it is the next officer's. */
    OVERDUE("overdue");

    private final String code;

    Action(String code) {
      this.code = code;
    }

    /** Whether it stands higher after it, or again. */
    boolean isRise() {
      return this == RAISED || this == ESCALATED || this == REOPENED;
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
    /** Regions side by side have risen together. */
    CLUSTER_OF_NEIGHBOURS("cluster_of_neighbours"),
    /** Several streams have risen together. */
    SEVERAL_STREAMS("several_streams"),
    /** The evidence grew. */
    EVIDENCE_GREW("evidence_grew"),
    /** Evidence of a day of its run came in late. */
    LATE_EVIDENCE("late_evidence"),
    /** Enough quiet days passed. */
    QUIET("quiet"),
    /** A correction of reports changed the counts. */
    CORRECTED("corrected"),
    /** The rules changed. */
    RULE_CHANGED("rule_changed"),
    /** Another stratum explains the rise better, or it reaches further. */
    EXPLANATION_CHANGED("explanation_changed"),
    /** Evidence came back after a withdrawal. */
    EVIDENCE_RETURNED("evidence_returned"),
    /** An officer decided so. */
    OFFICER_DECIDED("officer_decided"),
    /** An officer found it true. */
    CONFIRMED("confirmed"),
    /** An officer found it a false alarm. */
    FALSE_ALARM("false_alarm"),
    /** Nobody acknowledged it in time. */
    NOT_ACKNOWLEDGED_IN_TIME("not_acknowledged_in_time"),
    /** Nothing was done about it in time. */
    NOT_DISPOSED_IN_TIME("not_disposed_in_time"),
    /** The silence reached its end. */
    SILENCE_ENDED("silence_ended");

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
