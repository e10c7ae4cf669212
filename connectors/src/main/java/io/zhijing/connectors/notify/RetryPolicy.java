package io.zhijing.connectors.notify;

import io.zhijing.detection.model.Coded;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * When to try again: after a wait that doubles, up to a longest one, spread by a jitter that
 * follows from the delivery id, so that a replay does the same. A peer that asked to be left alone
 * for longer is left alone for longer. Pure.
 *
 * @param first wait after the first attempt
 * @param longest longest wait
 * @param maxAttempts attempts in all, at least 1
 * @param maxAge age beyond which a notification is of no use
 * @param jitter from 0 to 1: the wait is shortened by up to this part of it
 */
public record RetryPolicy(
    Duration first, Duration longest, int maxAttempts, Duration maxAge, double jitter)
    implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int MAX_DOUBLINGS = 40;

  /** Refuses what would never try or never end. */
  public RetryPolicy {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("waits must be positive, the longest not below the first");
    }
    if (maxAttempts < 1 || maxAge.isNegative() || !(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("needs an attempt, an age, and a jitter from 0 to 1");
    }
  }

  /**
   * Ten seconds, doubling up to half an hour; twenty-five attempts, which take more than six hours
   * however short the jitter makes the waits; six hours.
   */
  public static RetryPolicy standard() {
    return new RetryPolicy(
        Duration.ofSeconds(10), Duration.ofMinutes(30), 25, Duration.ofHours(6), 0.3);
  }

  /**
   * An attempt that failed.
   *
   * @param id the delivery
   * @param createdAt when the notification came to be
   * @param number 1 for the first attempt
   * @param at when its outcome was known
   */
  public record Attempt(DeliveryId id, Instant createdAt, int number, Instant at) {}

  /** What to do. */
  public sealed interface Decision {}

  /**
   * Try again.
   *
   * @param at not before
   */
  public record RetryAt(Instant at) implements Decision {}

  /**
   * Do not try again.
   *
   * @param reason why
   */
  public record GiveUp(GiveUpReason reason) implements Decision {}

  /** Why there is no further attempt. The code is stored. */
  public enum GiveUpReason implements Coded {
    /** As many attempts as allowed. */
    TOO_MANY_ATTEMPTS("too_many_attempts"),
    /** The next attempt would come too late to be of use. */
    TOO_OLD("too_old");

    private final String code;

    GiveUpReason(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** What to do after an attempt that may succeed later. */
  public Decision after(Attempt attempt, Outcome.Retryable outcome) {
    if (attempt.number() >= maxAttempts) {
      return new GiveUp(GiveUpReason.TOO_MANY_ATTEMPTS);
    }
    Duration wait = wait(attempt);
    Duration asked = outcome.retryAfter().orElse(Duration.ZERO);
    Instant next = attempt.at().plus(asked.compareTo(wait) > 0 ? asked : wait);
    return next.isAfter(attempt.createdAt().plus(maxAge))
        ? new GiveUp(GiveUpReason.TOO_OLD)
        : new RetryAt(next);
  }

  private Duration wait(Attempt attempt) {
    int doublings = Math.min(MAX_DOUBLINGS, Math.max(0, attempt.number() - 1));
    double millis =
        Math.min((double) longest.toMillis(), first.toMillis() * Math.pow(2, doublings));
    double shortened = millis * (1 - jitter * attempt.id().fraction(attempt.number()));
    return Duration.ofMillis(Math.round(shortened));
  }
}
