package io.zhijing.dashboards.console.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing at passwords: after a few failures for a name or from an address, further
 * ones must wait, each time twice as long. An attempt counts as failed until it is known to have
 * succeeded, for while the slow hash is made many more could come. A success clears the name, and
 * takes back from the address its own attempt alone. Where a name signed in lately, it is held
 * apart from what others try for it elsewhere: nobody can keep somebody out by failing for them.
 * Thread-safe.
 */
public final class Throttle {
  private static final int FREE = 5;
  private static final int FREE_OF_ADDRESS = 20;
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** A failure is forgotten if none follows for so long. */
  private static final Duration FORGOTTEN = LONGEST.multipliedBy(4);

  private static final Duration KNOWN_FOR = Duration.ofDays(30);
  private static final int MOST = 20_000;
  private static final int MOST_DOUBLINGS = 10;

  /** Bytes of an IPv6 address that tell networks apart: whoever has one has 2^64 addresses. */
  private static final int NETWORK_BYTES = 8;

  /** More change no wait. */
  private static final int MOST_KEPT = FREE_OF_ADDRESS + 2 * MOST_DOUBLINGS;

  private final Clock clock;

  /** By what is held apart, that which failed longest ago first. */
  private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>();

  /** When a name last signed in from an address, that of longest ago first. */
  private final Map<String, Instant> known = new LinkedHashMap<>();

  /** A throttle by a clock. */
  public Throttle(Clock clock) {
    this.clock = clock;
  }

  /**
   * An attempt that was asked for.
   *
   * @param name whom it is for; empty for a text that is no name
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
    Duration ofAddress = left(addressKey(address), FREE_OF_ADDRESS, now);
    Duration ofName = name.isEmpty() ? Duration.ZERO : left(nameKey(name, address, now), FREE, now);
    Duration wait = ofName.compareTo(ofAddress) > 0 ? ofName : ofAddress;
    return wait.compareTo(Duration.ZERO) > 0 ? Optional.of(wait) : Optional.empty();
  }

  private Duration left(String key, int free, Instant now) {
    Deque<Instant> past = failures.get(key);
    if (past == null || past.size() < free) {
      return Duration.ZERO;
    }
    int doublings = Math.min(MOST_DOUBLINGS, past.size() - free);
    Duration wait = FIRST.multipliedBy(1L << doublings);
    Duration capped = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    return Duration.between(now, past.getLast().plus(capped));
  }

  /** Counts a failure, and says under which time. */
  synchronized Instant failed(String name, String address) {
    Instant now = clock.instant();
    failed(addressKey(address), now);
    if (!name.isEmpty()) {
      failed(nameKey(name, address, now), now);
    }
    Iterator<Deque<Instant>> oldest = failures.values().iterator();
    while (oldest.hasNext()) {
      Instant last = oldest.next().getLast();
      if (failures.size() <= MOST && !isForgotten(last, now)) {
        break;
      }
      oldest.remove();
    }
    return now;
  }

  private void failed(String key, Instant now) {
    Deque<Instant> past = failures.remove(key);
    if (past == null || isForgotten(past.getLast(), now)) {
      past = new ArrayDeque<>();
    } else if (past.size() >= MOST_KEPT) {
      past.removeFirst();
    }
    past.addLast(now);
    failures.put(key, past);
  }

  private static boolean isForgotten(Instant failure, Instant now) {
    return Duration.between(failure, now).compareTo(FORGOTTEN) > 0;
  }

  /** An attempt succeeded. */
  public synchronized void succeeded(Attempt attempt) {
    Instant now = clock.instant();
    failures.remove(nameKey(attempt.name(), attempt.address(), now));
    takeBack(addressKey(attempt.address()), attempt.at());
    String pair = pairKey(attempt.name(), attempt.address());
    known.remove(pair);
    known.put(pair, now);
    if (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
  }

  private void takeBack(String key, Instant at) {
    Deque<Instant> past = failures.get(key);
    if (past != null) {
      past.removeLastOccurrence(at);
      if (past.isEmpty()) {
        failures.remove(key);
      }
    }
  }

  synchronized void succeeded(String name) {
    failures.remove("name " + name);
  }

  /** How many names and addresses are kept. */
  synchronized int size() {
    return failures.size();
  }

  /** What is held apart for a name: attempts from everywhere but where it signed in lately. */
  private String nameKey(String name, String address, Instant now) {
    String pair = pairKey(name, address);
    Instant last = known.get(pair);
    return last != null && last.plus(KNOWN_FOR).isAfter(now) ? pair : "name " + name;
  }

  private static String pairKey(String name, String address) {
    return "pair " + name + " " + network(address);
  }

  private static String addressKey(String address) {
    return "address " + network(address);
  }

  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      // With a colon it is an address as it stands, which no name server is asked for.
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
