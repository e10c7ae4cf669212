package io.zhijing.detection.warning;

import io.zhijing.detection.model.Coded;
import java.util.Optional;

/**
 * What an officer wants done with a warning.
 *
 * @param order who, which warning, why
 * @param act what
 */
public record Command(Order order, Act act) {

  /**
   * Who wants it, and why.
   *
   * @param id of the command: given twice, it acts once
   * @param warning id of the warning
   * @param actor who gives it, an account; never blank
   * @param note why, in the officer's words
   */
  public record Order(String id, String warning, String actor, String note) {}

  /** What is to be done. */
  public sealed interface Act {}

  /** Somebody looks after it. */
  public record Acknowledge() implements Act {}

  /**
   * It is somebody's task from now on.
   *
   * @param to an account
   */
  public record Assign(String to) implements Act {}

  /**
   * Another department is to act, the police for one (行政执法与刑事司法衔接).
   *
   * @param department its code
   */
  public record Refer(String department) implements Act {}

  /**
   * Something was done about it.
   *
   * @param measure what
   * @param recall amounts, with a recall only
   */
  public record Dispose(Measure measure, Optional<Measure.Recall> recall) implements Act {}

  /**
   * It is over.
   *
   * @param verdict whether it was true
   */
  public record Close(Verdict verdict) implements Act {}

  /** It is not over after all. */
  public record Reopen() implements Act {}

  /**
   * Nobody is told of what is known, for a while.
   *
   * @param until end, milliseconds since the epoch
   */
  public record Silence(long until) implements Act {}

  /** The silence ends now. */
  public record Unsilence() implements Act {}

  /** Whether a warning was true. The code is stored. */
  public enum Verdict implements Coded {
    /** Nobody has said. */
    OPEN("open"),
    /** 属实. */
    CONFIRMED("confirmed"),
    /** 误报. */
    FALSE_ALARM("false_alarm");

    private final String code;

    Verdict(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
