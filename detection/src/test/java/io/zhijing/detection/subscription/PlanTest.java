package io.zhijing.detection.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.Plan.Item;
import io.zhijing.detection.subscription.Plan.Known;
import io.zhijing.detection.subscription.Subscription.Timing;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When somebody is told. */
class PlanTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0));
  private static final Timing TIMING = new Timing(Set.of(), 8, Optional.of(NIGHT), 3);
  private static final Known NEW = new Known(false, false, 0);

  private static ZonedDateTime at(String time) {
    return ZonedDateTime.parse("2020-06-01T" + time + ":00+08:00[Asia/Shanghai]");
  }

  private static Item rise(RiskLevel level) {
    return new Item(false, false, level, true);
  }

  @Test
  void quietHoursHoldAllButRed() {
    assertThat(Plan.of(rise(RiskLevel.ORANGE), TIMING, NEW, at("23:30")))
        .isEqualTo(new Plan.Held(at("07:00").plusDays(1)));
    assertThat(Plan.of(rise(RiskLevel.ORANGE), TIMING, NEW, at("06:59")))
        .isEqualTo(new Plan.Held(at("07:00")));
    assertThat(Plan.of(rise(RiskLevel.RED), TIMING, NEW, at("23:30")))
        .isEqualTo(new Plan.Immediate());
    assertThat(Plan.of(rise(RiskLevel.ORANGE), TIMING, NEW, at("07:00")))
        .isEqualTo(new Plan.Immediate());
  }

  @Test
  void theCapSendsTheRestToTheDigest() {
    assertThat(Plan.of(rise(RiskLevel.RED), TIMING, new Known(false, false, 2), at("12:00")))
        .isEqualTo(new Plan.Immediate());
    assertThat(Plan.of(rise(RiskLevel.RED), TIMING, new Known(false, false, 3), at("12:00")))
        .isEqualTo(new Plan.Digest(at("08:00").plusDays(1), Optional.of(Why.OVER_CAP)));
  }

  @Test
  void anEndNeedsABeginning() {
    Item end = new Item(true, true, RiskLevel.RED, true);
    assertThat(Plan.of(end, TIMING, NEW, at("12:00"))).isEqualTo(new Plan.Never(Why.NEVER_TOLD));
    assertThat(Plan.of(end, TIMING, new Known(false, true, 0), at("12:00")))
        .isEqualTo(new Plan.Never(Why.OVER_BEFORE_TOLD));
    assertThat(Plan.of(end, TIMING, new Known(true, false, 0), at("12:00")))
        .isEqualTo(new Plan.Immediate());
  }

  @Test
  void aDigestIsLaterThanNowAndWithinADayAtItsHour() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 5_000; i++) {
      ZonedDateTime now =
          ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZONE).plusSeconds(random.nextInt(40_000_000));
      int hour = random.nextInt(24);
      ZonedDateTime digest = Plan.nextDigest(new Timing(Set.of(), hour, Optional.empty(), 3), now);
      assertThat(digest.isAfter(now)).isTrue();
      assertThat(digest.isAfter(now.plusDays(1))).isFalse();
      assertThat(digest.getHour()).isEqualTo(hour);
      assertThat(digest.getMinute()).isZero();
    }
  }

  @Test
  void aDigestThatIsDueInQuietHoursComesAtTheirEnd() {
    Timing late = new Timing(Set.of(), 6, Optional.of(NIGHT), 3);
    Timing evening = new Timing(Set.of(), 23, Optional.of(NIGHT), 3);
    for (Timing timing : List.of(late, evening)) {
      assertThat(Plan.nextDigest(timing, at("01:00"))).isEqualTo(at("07:00"));
      assertThat(Plan.nextDigest(timing, at("06:30"))).isEqualTo(at("07:00"));
      assertThat(Plan.nextDigest(timing, at("07:00"))).isEqualTo(at("07:00").plusDays(1));
      assertThat(Plan.nextDigest(timing, at("23:30"))).isEqualTo(at("07:00").plusDays(1));
    }
    assertThat(Plan.of(new Item(false, false, RiskLevel.BLUE, false), late, NEW, at("03:00")))
        .isEqualTo(new Plan.Digest(at("07:00"), Optional.empty()));
  }

  @Test
  void quietHoursEndAfterWhatTheyContain() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 5_000; i++) {
      LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
      LocalTime to = from.plusMinutes(1 + random.nextInt(1439));
      QuietHours quiet = new QuietHours(from, to);
      ZonedDateTime now =
          ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZONE).plusSeconds(random.nextInt(40_000_000));
      if (quiet.contains(now)) {
        ZonedDateTime end = quiet.end(now);
        assertThat(end.isAfter(now)).isTrue();
        assertThat(quiet.contains(end)).isFalse();
        assertThat(quiet.contains(end.minusSeconds(1))).isTrue();
      }
    }
  }
}
