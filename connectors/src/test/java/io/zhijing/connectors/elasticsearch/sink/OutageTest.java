package io.zhijing.connectors.elasticsearch.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutageTest {

  private final Outage outage =
      new Outage(BulkSettings.DEFAULTS.withPatience(Duration.ofMinutes(30)));

  @Test
  void waitsTwiceAsLongEachTimeUpToALimit() {
    assertThat(LongStream.range(0, 9).map(i -> outage.refused(i).pause().toMillis()))
        .containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L, 10_000L);
  }

  @Test
  void neverOverflowsHoweverLongItLasts() {
    assertThat(LongStream.range(0, 200).map(i -> outage.refused(i).pause().toMillis()).min())
        .hasValue(200);
  }

  @Test
  void beginsOnceAndEndsOnce() {
    assertThat(outage.answered()).isFalse();
    assertThat(outage.refused(1).begins()).isTrue();
    assertThat(outage.refused(2).begins()).isFalse();
    assertThat(outage.answered()).isTrue();
    assertThat(outage.answered()).isFalse();
    assertThat(outage.refused(3).begins()).isTrue();
  }

  @Test
  void isOverOnlyAfterThePatienceOfOneUnbrokenOutage() {
    long minute = Duration.ofMinutes(1).toMillis();
    assertThat(outage.refused(0).over()).isFalse();
    assertThat(outage.refused(30 * minute).over()).isFalse();
    assertThat(outage.answered()).isTrue();
    assertThat(outage.refused(31 * minute).over()).isFalse();
    assertThat(outage.refused(61 * minute + 1).over()).isTrue();
  }
}
