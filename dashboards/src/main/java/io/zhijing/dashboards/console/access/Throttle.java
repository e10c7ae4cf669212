package io.zhijing.dashboards.console.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing at passwords: after a few failures for a name or from an address, further
 * ones must wait, each time twice as long. A success clears the name, not the address. Thread-safe.
 */
public final class Throttle {
  private static final int FREE = 5;
  private static final int FREE_OF_ADDRESS = 20;
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST = 20_000;

  private final Clock clock;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST;
        }
      };

  /** A throttle by a clock. */
  public Throttle(Clock clock) {
    this.clock = clock;
  }

  private record Failures(int count, Instant last) {}

  /** How long to wait before the next attempt; empty for not at all. */
  public synchronized Optional<Duration> wait(String name, String address) {
    Instant now = clock.instant();
    return List.of(left(nameKey(name), FREE, now), left(addressKey(address), FREE_OF_ADDRESS, now))
        .stream()
        .filter(wait -> wait.compareTo(Duration.ZERO) > 0)
        .max(Duration::compareTo);
  }

  private Duration left(String key, int free, Instant now) {
    Failures known = failures.get(key);
    if (known == null || known.count() < free) {
      return Duration.ZERO;
    }
    int doublings = Math.min(10, known.count() - free);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    Duration capped = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    return Duration.between(now, known.last().plus(capped));
  }

  /** An attempt failed. */
  public synchronized void failed(String name, String address) {
    Instant now = clock.instant();
    for (String key : List.of(nameKey(name), addressKey(address))) {
      Failures known = failures.get(key);
      boolean isOld =
          known == null
              || Duration.between(known.last(), now).compareTo(LONGEST.multipliedBy(4)) > 0;
      failures.put(key, new Failures(isOld ? 1 : known.count() + 1, now));
    }
  }

  /** An attempt succeeded. */
  public synchronized void succeeded(String name) {
    failures.remove(nameKey(name));
  }

  private static String nameKey(String name) {
    return "name " + name;
  }

  private static String addressKey(String address) {
    return "address " + address;
  }
}
