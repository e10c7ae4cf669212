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

  @Test
  void nobodyKeepsAnotherOutWhereThatOneSignsIn() {
    throttle.succeeded(throttle.attempt("li", "office"));
    for (int i = 0; i < 200; i++) {
      throttle.attempt("li", "elsewhere");
      clock.pass(Duration.ofMinutes(15));
    }
    throttle.attempt("li", "elsewhere");
    assertThat(passes(throttle.attempt("li", "elsewhere"))).isFalse();
    assertThat(passes(throttle.attempt("li", "third"))).isFalse();
    Attempt right = throttle.attempt("li", "office");
    assertThat(passes(right)).isTrue();
    throttle.succeeded(right);
    assertThat(passes(throttle.attempt("li", "third"))).as("what others failed stays").isFalse();
  }

  @Test
  void whereSomebodySignsInGuessesWaitAsWell() {
    throttle.succeeded(throttle.attempt("li", "office"));
    for (int i = 0; i < FREE; i++) {
      assertThat(passes(throttle.attempt("li", "office"))).isTrue();
    }
    assertThat(throttle.attempt("li", "office").delay()).contains(Duration.ofSeconds(5));
  }

  @Test
  void aPlaceIsKnownForThirtyDays() {
    throttle.succeeded(throttle.attempt("li", "office"));
    clock.pass(Duration.ofDays(30));
    for (int i = 0; i < FREE; i++) {
      throttle.attempt("li", "address" + i);
    }
    assertThat(passes(throttle.attempt("li", "office"))).isFalse();
  }

  @Test
  void addressesOfOneNetworkAreOne() {
    for (int i = 0; i < FREE_OF_ADDRESS; i++) {
      assertThat(passes(throttle.attempt("user" + i, "2001:db8::" + Integer.toHexString(i + 1))))
          .isTrue();
    }
    assertThat(passes(throttle.attempt("li", "2001:db8:0:0:ffff::1"))).isFalse();
    assertThat(passes(throttle.attempt("li", "2001:db8:0:1::1"))).isTrue();
    assertThat(passes(throttle.attempt("li", "192.0.2.1"))).isTrue();
  }

  @Test
  void whatIsNoNameCountsForItsAddressAlone() {
    for (int i = 0; i < FREE_OF_ADDRESS; i++) {
      assertThat(passes(throttle.attempt("", "a"))).isTrue();
    }
    assertThat(passes(throttle.attempt("", "a"))).isFalse();
    assertThat(passes(throttle.attempt("", "b"))).isTrue();
  }

  @Test
  void aNameUnderAttackIsNotForgottenForOthers() {
    for (int i = 0; i < FREE; i++) {
      throttle.attempt("li", "a");
    }
    for (int i = 0; i < 19_000; i++) {
      throttle.attempt("user" + i, "address" + i / FREE_OF_ADDRESS);
    }
    clock.pass(Duration.ofSeconds(5));
    throttle.attempt("li", "b");
    for (int i = 0; i < 15_000; i++) {
      throttle.attempt("other" + i, "other" + i / FREE_OF_ADDRESS);
    }
    assertThat(passes(throttle.attempt("li", "c"))).isFalse();
  }

  @Test
  void nothingIsKeptForLongerThanItIsLookedAt() {
    for (int i = 0; i < 1000; i++) {
      throttle.attempt("user" + i, "address" + i);
    }
    assertThat(throttle.size()).isEqualTo(2000);
    clock.pass(Duration.ofHours(1).plusSeconds(1));
    throttle.attempt("li", "a");
    assertThat(throttle.size()).isEqualTo(2);
  }
}
