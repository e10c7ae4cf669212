package io.zhijing.dashboards.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.access.Throttle.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Attempts at the same moment, and offices that sign in properly. */
class ThrottleTest {
  private static final int FREE = 5;
  private static final int FREE_OF_ADDRESS = 20;

  private final Tick clock = new Tick();
  private final Throttle throttle = new Throttle(clock);

  private static boolean passes(Attempt attempt) {
    return attempt.delay().isEmpty();
  }

  /** So many attempts at once, none of which is known yet to be right or wrong. */
  private long passed(int attempts, boolean isOneName) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(attempts);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Attempt>> made = new ArrayList<>();
      for (int i = 0; i < attempts; i++) {
        String name = isOneName ? "li" : "user" + i;
        String address = isOneName ? "address" + i : "a";
        made.add(
            threads.submit(
                () -> {
                  start.await();
                  return throttle.attempt(name, address);
                }));
      }
      start.countDown();
      long passed = 0;
      for (Future<Attempt> each : made) {
        passed += passes(each.get()) ? 1 : 0;
      }
      return passed;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void attemptsForOneNameAtTheSameMomentDoNotAllPass() throws Exception {
    assertThat(passed(4 * FREE, true)).isEqualTo(FREE);
  }

  @Test
  void attemptsFromOneAddressAtTheSameMomentDoNotAllPass() throws Exception {
    assertThat(passed(2 * FREE_OF_ADDRESS, false)).isEqualTo(FREE_OF_ADDRESS);
  }

  @Test
  void anOfficeThatSignsInProperlyAllDayIsNeverBlocked() {
    for (int i = 0; i < 500; i++) {
      Attempt attempt = throttle.attempt("user" + i % 40, "office");
      assertThat(passes(attempt)).as("sign-in " + i).isTrue();
      throttle.succeeded(attempt);
      clock.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void aSuccessTakesBackItsOwnAttemptAndNobodyElses() {
    for (int i = 0; i < FREE_OF_ADDRESS - 1; i++) {
      assertThat(passes(throttle.attempt("user" + i, "a"))).isTrue();
    }
    clock.pass(Duration.ofSeconds(1));
    Attempt right = throttle.attempt("li", "a");
    assertThat(passes(right)).isTrue();
    assertThat(passes(throttle.attempt("fresh", "a"))).as("while it is being looked at").isFalse();
    throttle.succeeded(right);
    assertThat(passes(throttle.attempt("fresh", "a"))).isTrue();
    assertThat(passes(throttle.attempt("wang", "a"))).as("twenty failures").isFalse();
  }

  @Test
  void aSuccessDoesNotPutOffTheWaitOfItsAddress() {
    for (int i = 0; i < FREE_OF_ADDRESS; i++) {
      throttle.attempt("user" + i, "a");
    }
    clock.pass(Duration.ofSeconds(5));
    for (int i = 0; i < 10; i++) {
      Attempt right = throttle.attempt("li", "a");
      assertThat(passes(right)).isTrue();
      throttle.succeeded(right);
    }
  }

  @Test
  void whoeverMustWaitCountsForNothing() {
    for (int i = 0; i < FREE; i++) {
      throttle.attempt("li", "a");
    }
    for (int i = 0; i < 100; i++) {
      assertThat(throttle.attempt("li", "a").delay()).contains(Duration.ofSeconds(5));
    }
    clock.pass(Duration.ofSeconds(5));
    assertThat(passes(throttle.attempt("li", "a"))).isTrue();
    assertThat(throttle.attempt("li", "a").delay()).contains(Duration.ofSeconds(10));
  }

  @Test
  void theLongestWaitStaysHoweverManyFailuresThereAre() {
    Duration longest = Duration.ofMinutes(15);
    for (int i = 0; i < 100; i++) {
      throttle.attempt("li", "a");
      clock.pass(longest);
    }
    throttle.attempt("li", "a");
    assertThat(throttle.attempt("li", "a").delay()).contains(longest);
    assertThat(throttle.attempt("wang", "a").delay()).contains(longest);
  }
}
