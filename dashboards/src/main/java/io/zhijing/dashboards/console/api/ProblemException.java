package io.zhijing.dashboards.console.api;

import io.zhijing.dashboards.console.api.Problem.FaultEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A request that ends with a problem. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProblemKind kind;
  private final String reason;
  private final transient List<FaultEntry> faults;
  private final transient Optional<Duration> retryAfter;

  private ProblemException(
      ProblemKind kind, String reason, List<FaultEntry> faults, Optional<Duration> retryAfter) {
    super(kind.code() + " " + reason);
    this.kind = kind;
    this.reason = reason;
    this.faults = List.copyOf(faults);
    this.retryAfter = retryAfter;
  }

  /** A problem without more to say. */
  public static ProblemException of(ProblemKind kind) {
    return new ProblemException(kind, "", List.of(), Optional.empty());
  }

  /** A problem with a reason from a closed list. */
  public static ProblemException because(ProblemKind kind, String reason) {
    return new ProblemException(kind, reason, List.of(), Optional.empty());
  }

  /** A problem with everything that is wrong. */
  public static ProblemException faulty(ProblemKind kind, List<FaultEntry> faults) {
    return new ProblemException(kind, "", faults, Optional.empty());
  }

  static ProblemException later(ProblemKind kind, Duration wait) {
    return new ProblemException(kind, "", List.of(), Optional.of(wait));
  }

  /** Which problem. */
  public ProblemKind kind() {
    return kind;
  }

  /** Code of the reason; empty where there is none. */
  public String reason() {
    return reason;
  }

  /** Everything wrong. */
  public List<FaultEntry> faults() {
    return faults;
  }

  /** When to try again. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
