package io.zhijing.connectors.notify;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How often one may speak: at most so many times in any window of some length, for one or more
 * windows at once. A token bucket would let nearly twice the number through in a window (the full
 * bucket, then what flows in), and robots answer that by silence; therefore the last times are
 * kept, at most as many as the largest number. Immutable, without a clock: its owner keeps what
 * {@link #taken} returns.
 *
 * @param windows what is allowed, all at once
 * @param taken times that may still matter, ascending
 */
public record RateLimit(List<Window> windows, List<Instant> taken) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * At most so many in any span of this length.
   *
   * @param times at least 1
   * @param length positive
   */
  public record Window(int times, Duration length) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Refuses a window that would let nothing through. */
    public Window {
      if (times < 1 || length.isNegative() || length.isZero()) {
        throw new IllegalArgumentException("a window needs a number and a length");
      }
    }
  }

  /** Copies its lists. */
  public RateLimit {
    windows = List.copyOf(windows);
    taken = List.copyOf(taken);
  }

  /** A limit of which nothing was used yet. */
  public static RateLimit of(Window... windows) {
    return new RateLimit(List.of(windows), List.of());
  }

  /** No limit. */
  public static RateLimit unlimited() {
    return of();
  }

  /** DingTalk's and WeCom's robots: 20 a minute. */
  public static RateLimit twentyAMinute() {
    return of(new Window(20, Duration.ofMinutes(1)));
  }

  /** Feishu's robots: 5 a second and 100 a minute. */
  public static RateLimit feishu() {
    return of(new Window(5, Duration.ofSeconds(1)), new Window(100, Duration.ofMinutes(1)));
  }

  /** The earliest time, now or later, at which one may speak. */
  public Instant nextAllowed(Instant now) {
    Instant next = now;
    for (Window window : windows) {
      if (taken.size() >= window.times()) {
        Instant free = taken.get(taken.size() - window.times()).plus(window.length());
        next = free.isAfter(next) ? free : next;
      }
    }
    return next;
  }

  /** The limit after one spoke; an earlier time than the last counts as the last. */
  public RateLimit taken(Instant at) {
    List<Instant> times = new ArrayList<>(taken);
    boolean late = !times.isEmpty() && at.isBefore(times.get(times.size() - 1));
    times.add(late ? times.get(times.size() - 1) : at);
    int kept = windows.stream().mapToInt(Window::times).max().orElse(0);
    return new RateLimit(windows, times.subList(Math.max(0, times.size() - kept), times.size()));
  }
}
