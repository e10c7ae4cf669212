package io.zhijing.detection.warning;

import io.zhijing.detection.model.Coded;

/**
 * What became of a command.
 *
 * @param command id of the command
 * @param warning id of the warning that it named
 * @param actor who gave it
 * @param outcome done, or why not
 * @param revision the warning's revision afterwards; 0 if there is none
 */
public record Answer(String command, String warning, String actor, Outcome outcome, int revision) {

  /** Whether it was done. */
  public boolean isDone() {
    return outcome == Outcome.DONE || outcome == Outcome.DONE_BEFORE;
  }

  /** Done, or why not. The code is stored. */
  public enum Outcome implements Coded {
    /** Done. */
    DONE("done"),
    /** The same command came before and acted then. */
    DONE_BEFORE("done_before"),
    /** No such warning, or a later one of the same subject has taken its place. */
    UNKNOWN_WARNING("unknown_warning"),
    /** The warning is not open any more. */
    NOT_OPEN("not_open"),
    /** The warning is not closed. */
    NOT_CLOSED("not_closed"),
    /** Its evidence was taken away: nothing is left to act on. */
    WITHDRAWN("withdrawn"),
    /** Somebody has acknowledged it at this level. */
    ALREADY_ACKNOWLEDGED("already_acknowledged"),
    /** It is this officer's already. */
    ALREADY_ASSIGNED("already_assigned"),
    /** It was referred there already. */
    ALREADY_REFERRED("already_referred"),
    /** A confirmed warning is closed only after something was done about it. */
    NOTHING_DONE_YET("nothing_done_yet"),
    /** A recall names batch, amount and what came back; no other measure does. */
    RECALL_INCOMPLETE("recall_incomplete"),
    /** A silence must end later than it begins. */
    END_PASSED("end_passed"),
    /** A silence must end sooner. */
    END_TOO_FAR("end_too_far"),
    /** It is not silenced. */
    NOT_SILENCED("not_silenced"),
    /** The command does not say why. */
    NO_REASON_GIVEN("no_reason_given"),
    /** The command does not say who gives it or to whom it sends. */
    NOBODY_NAMED("nobody_named");

    private final String code;

    Outcome(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
