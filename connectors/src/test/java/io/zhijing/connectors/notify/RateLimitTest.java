package io.zhijing.connectors.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final Instant START = Instant.parse("2020-01-15T00:00:00Z");

  @Test
  void letsTwentyThroughAndTheNextAMinuteAfterTheFirst() {
    RateLimit limit = RateLimit.twentyAMinute();
    for (int i = 0; i < 20; i++) {
      Instant at = START.plusSeconds(i);
      assertThat(limit.nextAllowed(at)).isEqualTo(at);
      limit = limit.taken(at);
    }
    assertThat(limit.nextAllowed(START.plusSeconds(20))).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void holdsBothWindowsOfFeishu() {
    RateLimit limit = RateLimit.feishu();
    for (int i = 0; i < 5; i++) {
      limit = limit.taken(START);
    }
    assertThat(limit.nextAllowed(START)).isEqualTo(START.plusSeconds(1));
  }

  @Test
  void noWindowEverHoldsMoreThanAllowedHoweverOneAsks() {
    for (RateLimit fresh : List.of(RateLimit.twentyAMinute(), RateLimit.feishu())) {
      Random random = new Random(7);
      RateLimit limit = fresh;
      List<Instant> sent = new ArrayList<>();
      Instant now = START;
      for (int i = 0; i < 600; i++) {
        now = now.plusMillis(random.nextInt(random.nextBoolean() ? 50 : 4000));
        Instant at = limit.nextAllowed(now);
        assertThat(at).isAfterOrEqualTo(now);
        limit = limit.taken(at);
        sent.add(at);
        now = at;
      }
      for (RateLimit.Window window : fresh.windows()) {
        for (int i = window.times(); i < sent.size(); i++) {
          Duration span = Duration.between(sent.get(i - window.times()), sent.get(i));
          assertThat(span).isGreaterThanOrEqualTo(window.length());
        }
      }
    }
  }

  @Test
  void keepsNoMoreThanItNeeds() {
    RateLimit limit = RateLimit.twentyAMinute();
    for (int i = 0; i < 100; i++) {
      limit = limit.taken(START.plusSeconds(10L * i));
    }
    assertThat(limit.taken()).hasSize(20);
    assertThat(RateLimit.unlimited().taken(START).taken()).isEmpty();
    assertThat(RateLimit.unlimited().nextAllowed(START)).isEqualTo(START);
  }

  @Test
  void aClockThatRunsBackDoesNotMakeRoom() {
    RateLimit limit = RateLimit.of(new RateLimit.Window(1, Duration.ofMinutes(1))).taken(START);
    RateLimit later = limit.taken(START.minusSeconds(30));
    assertThat(later.nextAllowed(START)).isEqualTo(START.plusSeconds(60));
  }
}
