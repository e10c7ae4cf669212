package io.zhijing.detection.warning;

import io.zhijing.detection.model.Coded;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Measure.Recall;
import java.util.List;
import java.util.Optional;

/**
 * What officers have done about a warning, and what they owe.
 *
 * @param acknowledgedBy account of who looks after it at its present level; empty if nobody does
 * @param assignee whose task it is; empty if nobody's
 * @param referredTo codes of the departments it was referred to, in order
 * @param disposal what was done last
 * @param verdict whether it was true
 * @param silencedUntil end of its silence, milliseconds since the epoch; 0 if it is not silenced
 * @param clock what is owed next
 */
public record Handling(
    String acknowledgedBy,
    String assignee,
    List<String> referredTo,
    Optional<Disposal> disposal,
    Verdict verdict,
    long silencedUntil,
    Clock clock) {

  /** Copies the list. */
  public Handling {
    referredTo = List.copyOf(referredTo);
  }

  /**
   * What was done.
   *
   * @param measure what
   * @param recall amounts of a recall
   */
  public record Disposal(Measure measure, Optional<Recall> recall) {}

  /**
   * What is owed next.
   *
   * @param stage what
   * @param due until when, milliseconds since the epoch
   * @param rung how many times it went up the ladder of officers at this level
   */
  public record Clock(Stage stage, long due, int rung) {
    static final Clock STOPPED = new Clock(Stage.NOTHING, 0, 0);

    /** Whether the time has run out. */
    boolean hasRunOut(long at) {
      return stage != Stage.NOTHING && due <= at;
    }
  }

  /** What is owed. The code is stored. */
  public enum Stage implements Coded {
    /** Nothing. */
    NOTHING("nothing"),
    /** Somebody must acknowledge it. */
    ACKNOWLEDGE("acknowledge"),
    /** Something must be done about it. */
    DISPOSE("dispose");

    private final String code;

    Stage(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** Nobody has done anything. */
  static Handling untouched(Clock clock) {
    return new Handling("", "", List.of(), Optional.empty(), Verdict.OPEN, 0, clock);
  }

  /** Whether nobody is told at the instant. */
  public boolean isSilenced(long at) {
    return silencedUntil > at;
  }

  Handling withAcknowledgement(String by, Clock next) {
    return new Handling(by, assignee, referredTo, disposal, verdict, silencedUntil, next);
  }

  Handling withAssignee(String to) {
    return new Handling(acknowledgedBy, to, referredTo, disposal, verdict, silencedUntil, clock);
  }

  Handling withReferrals(List<String> departments) {
    return new Handling(
        acknowledgedBy, assignee, departments, disposal, verdict, silencedUntil, clock);
  }

  Handling withDisposal(Disposal done, String by) {
    return new Handling(
        by, assignee, referredTo, Optional.of(done), verdict, silencedUntil, Clock.STOPPED);
  }

  Handling withVerdict(Verdict said) {
    return new Handling(
        acknowledgedBy, assignee, referredTo, disposal, said, silencedUntil, Clock.STOPPED);
  }

  Handling withSilence(long until) {
    return new Handling(acknowledgedBy, assignee, referredTo, disposal, verdict, until, clock);
  }

  /** As it stands when the warning has ended: nothing is owed and nothing is silenced. */
  Handling ended() {
    return new Handling(acknowledgedBy, assignee, referredTo, disposal, verdict, 0, Clock.STOPPED);
  }

  Handling withClock(Clock next) {
    return new Handling(
        acknowledgedBy, assignee, referredTo, disposal, verdict, silencedUntil, next);
  }

  /** As it stands when the warning rises: whoever acknowledged less must acknowledge more. */
  Handling raised(Clock next) {
    return new Handling("", assignee, referredTo, disposal, Verdict.OPEN, 0, next);
  }
}
