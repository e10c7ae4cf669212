package io.zhijing.jobs.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TickPaceTest {
  private static final double PER_SECOND = 2;

  private static double[] seconds(long... ticks) {
    TickPace pace = TickPace.of(LongStream.of(ticks), PER_SECOND);
    return LongStream.of(ticks)
        .mapToDouble(
            tick -> {
              pace.take(tick);
              return pace.seconds();
            })
        .toArray();
  }

  @Test
  void eachTickTakesEquallyLongAndAllOfThemAsLongAsTheRateSays() {
    assertThat(seconds(1, 1, 1, 1, 2, 3, 3, 3))
        .containsExactly(
            new double[] {0, 1 / 3., 2 / 3., 1, 4 / 3., 8 / 3., 28 / 9., 32 / 9.}, within(1e-9));
  }

  @Test
  void aRecordOutOfOrderIsNoNewTick() {
    TickPace pace = TickPace.of(LongStream.of(5, 4, 6), PER_SECOND);
    assertThat(List.of(pace.take(5), pace.take(4), pace.take(6)))
        .containsExactly(true, false, true);
    assertThat(seconds(5, 4, 6)).containsExactly(new double[] {0, 0.375, 0.75}, within(1e-9));
  }
}
