package io.zhijing.connectors.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.notify.Outcome.RetryReason;
import io.zhijing.connectors.notify.Outcome.Retryable;
import io.zhijing.connectors.notify.RetryPolicy.Attempt;
import io.zhijing.connectors.notify.RetryPolicy.GiveUp;
import io.zhijing.connectors.notify.RetryPolicy.GiveUpReason;
import io.zhijing.connectors.notify.RetryPolicy.RetryAt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final Instant CREATED = Instant.parse("2020-01-15T01:30:00Z");
  private static final Retryable FAILED = new Retryable(RetryReason.TIMED_OUT, "");
  private static final RetryPolicy EXACT =
      new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(2), 9, Duration.ofHours(1), 0);

  private static Attempt attempt(String id, int number) {
    return new Attempt(new DeliveryId(id), CREATED, number, CREATED.plusSeconds(1));
  }

  private static Duration wait(RetryPolicy policy, Attempt attempt, Retryable failed) {
    RetryAt next = (RetryAt) policy.after(attempt, failed);
    return Duration.between(attempt.at(), next.at());
  }

  @Test
  void waitsDoubleUpToTheLongest() {
    int[] seconds = {10, 20, 40, 80, 120, 120, 120, 120};
    for (int i = 0; i < seconds.length; i++) {
      assertThat(wait(EXACT, attempt("d", i + 1), FAILED)).hasSeconds(seconds[i]);
    }
  }

  @Test
  void jitterShortensByItsPartAtMostAndIsTheSameInAReplay() {
    RetryPolicy policy =
        new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(2), 9, Duration.ofHours(1), 0.3);
    Set<Duration> waits = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      Duration wait = wait(policy, attempt("d" + i, 1), FAILED);
      assertThat(wait).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(10));
      assertThat(wait(policy, attempt("d" + i, 1), FAILED)).isEqualTo(wait);
      waits.add(wait);
    }
    assertThat(waits).hasSizeGreaterThan(150);
  }

  @Test
  void aPeerThatAsksForMoreGetsIt() {
    Retryable asked = new Retryable(RetryReason.RATE_LIMITED, "", Duration.ofMinutes(10));
    assertThat(wait(EXACT, attempt("d", 1), asked)).hasMinutes(10);
    Retryable less = new Retryable(RetryReason.RATE_LIMITED, "", Duration.ofSeconds(1));
    assertThat(wait(EXACT, attempt("d", 1), less)).hasSeconds(10);
  }

  @Test
  void endsByNumberAndByAge() {
    assertThat(EXACT.after(attempt("d", 9), FAILED))
        .isEqualTo(new GiveUp(GiveUpReason.TOO_MANY_ATTEMPTS));
    Retryable tomorrow = new Retryable(RetryReason.RATE_LIMITED, "", Duration.ofDays(1));
    assertThat(EXACT.after(attempt("d", 1), tomorrow)).isEqualTo(new GiveUp(GiveUpReason.TOO_OLD));
  }

  @Test
  void deliveryIdsAreStableAndKeepTheirPartsApart() {
    assertThat(DeliveryId.of("a", "b")).isEqualTo(DeliveryId.of("a", "b"));
    assertThat(DeliveryId.of("ab", "")).isNotEqualTo(DeliveryId.of("a", "b"));
    assertThat(DeliveryId.of("w;region=质警", "x@y.example").text()).matches("[0-9a-f]{32}");
    assertThatThrownBy(() -> new DeliveryId("a\r\nBcc: x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void addressesOfPeopleAreNotPrinted() {
    assertThat(new Address.Mailbox("officer@example.invalid").toString()).doesNotContain("officer");
    assertThat(new Address.Phone("13800000000").toString()).doesNotContain("138");
    assertThat(new Address.Group(java.util.List.of("13800000000"), false).toString())
        .doesNotContain("138");
  }
}
