package io.zhijing.jobs.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.chaos.Schedule.Strike;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final int WORKERS = 2;

  @Test
  void aSeedNamesOneSchedule() {
    assertThat(Schedule.of(7, WORKERS)).isEqualTo(Schedule.of(7, WORKERS));
    assertThat(Schedule.of(7, WORKERS)).isNotEqualTo(Schedule.of(8, WORKERS));
  }

  @Test
  void everyScheduleHasAtLeastThreeFaultsInOrderWithinTheReplay() {
    LongStream.range(0, 200)
        .mapToObj(seed -> Schedule.of(seed, WORKERS))
        .forEach(
            schedule -> {
              assertThat(schedule.strikes()).hasSizeBetween(3, 5);
              assertThat(schedule.strikes())
                  .extracting(Strike::atPercent)
                  .isSorted()
                  .allMatch(percent -> percent > 0 && percent < 100);
              assertThat(schedule.strikes())
                  .allMatch(strike -> strike.worker() >= 0 && strike.worker() < WORKERS)
                  .allMatch(strike -> strike.holdSeconds() > 0);
            });
  }

  @Test
  void twentySchedulesStrikeWithEveryFault() {
    Set<Fault> struck =
        LongStream.rangeClosed(1, 20)
            .mapToObj(seed -> Schedule.of(seed, WORKERS))
            .flatMap(schedule -> schedule.strikes().stream())
            .map(Strike::fault)
            .collect(Collectors.toSet());
    assertThat(struck).isEqualTo(EnumSet.allOf(Fault.class));
  }
}
