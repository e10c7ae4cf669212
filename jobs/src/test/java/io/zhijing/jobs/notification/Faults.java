package io.zhijing.jobs.notification;

import io.zhijing.jobs.notification.Receiver.Manner;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One attempt of five goes wrong, by delivery and attempt, the same in every run. */
final class Faults {
  private static final double SHARE = 0.2;
  private static final List<Manner> MANNERS =
      List.of(Manner.HANGS, Manner.BUSY, Manner.FAILS, Manner.RESETS, Manner.BABBLES);

  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final AtomicInteger injected = new AtomicInteger();
  private final AtomicInteger seen = new AtomicInteger();

  Manner next(String delivery) {
    int attempt = attempts.computeIfAbsent(delivery, id -> new AtomicInteger()).incrementAndGet();
    SplittableRandom random = new SplittableRandom(31L * delivery.hashCode() + attempt);
    random.nextDouble();
    seen.incrementAndGet();
    if (random.nextDouble() >= SHARE) {
      return Manner.TAKES;
    }
    injected.incrementAndGet();
    return MANNERS.get(random.nextInt(MANNERS.size()));
  }

  int injected() {
    return injected.get();
  }

  int seen() {
    return seen.get();
  }
}
