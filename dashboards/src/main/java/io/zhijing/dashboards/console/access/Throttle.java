package io.zhijing.dashboards.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing at passwords: after a few failures for a name or from an address, further
 * ones must wait, each time twice as long. An attempt counts as failed until it is known to have
 * succeeded, for while the slow hash is made many more could come. A success clears the name, and
 * takes back from the address its own attempt alone. Thread-safe.
 */
public final class Throttle {
  private static final int FREE = 5;
  private static final int FREE_OF_ADDRESS = 20;
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST = 20_000;
  private static final int MOST_DOUBLINGS = 10;

  /** More change no wait. */
  private static final int MOST_KEPT = FREE_OF_ADDRESS + 2 * MOST_DOUBLINGS;

  private final Clock clock;
  private final Map<String, Deque<Instant>> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
          return size() > MOST;
        }
      };

  /** A throttle by a clock. */
  public Throttle(Clock clock) {
    this.clock = clock;
  }

  /**
   * An attempt that was asked for.
   *
   * @param name whom it is for
   * @param address where it comes from
   * @param at when
   * @param delay how long it must wait, and did not count; empty if it may go on
   */
  public record Attempt(String name, String address, Instant at, Optional<Duration> delay) {}

  /** Counts an attempt, unless it must wait. */
  public synchronized Attempt attempt(String name, String address) {
    Optional<Duration> wait = wait(name, address);
    Instant now = wait.isPresent() ? clock.instant() : failed(name, address);
    return new Attempt(name, address, now, wait);
  }

  /** How long to wait before the next attempt; empty for not at all. */
  synchronized Optional<Duration> wait(String name, String address) {
    Instant now = clock.instant();
    return List.of(left(nameKey(name), FREE, now), left(addressKey(address), FREE_OF_ADDRESS, now))
        .stream()
        .filter(wait -> wait.compareTo(Duration.ZERO) > 0)
        .max(Duration::compareTo);
  }

  private Duration left(String key, int free, Instant now) {
    Deque<Instant> known = failures.get(key);
    if (known == null || known.size() < free) {
      return Duration.ZERO;
    }
    int doublings = Math.min(MOST_DOUBLINGS, known.size() - free);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    Duration capped = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    return Duration.between(now, known.getLast().plus(capped));
  }

  /** Counts a failure, and says under which time. */
  synchronized Instant failed(String name, String address) {
    Instant now = clock.instant();
    for (String key : List.of(nameKey(name), addressKey(address))) {
      Deque<Instant> known = failures.computeIfAbsent(key, none -> new ArrayDeque<>());
      boolean isOld =
          !known.isEmpty()
              && Duration.between(known.getLast(), now).compareTo(LONGEST.multipliedBy(4)) > 0;
      if (isOld) {
        known.clear();
      } else if (known.size() >= MOST_KEPT) {
        known.removeFirst();
      }
      known.addLast(now);
    }
    return now;
  }

  /** An attempt succeeded. */
  public synchronized void succeeded(Attempt attempt) {
    succeeded(attempt.name());
    String key = addressKey(attempt.address());
    Deque<Instant> known = failures.get(key);
    if (known != null) {
      known.removeLastOccurrence(attempt.at());
      if (known.isEmpty()) {
        failures.remove(key);
      }
    }
  }

  synchronized void succeeded(String name) {
    failures.remove(nameKey(name));
  }

  private static String nameKey(String name) {
    return "name " + name;
  }

  private static String addressKey(String address) {
    return "address " + address;
  }
}
