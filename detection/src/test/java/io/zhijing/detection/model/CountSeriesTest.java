package io.zhijing.detection.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountSeriesTest {
  private static final int SPAN = 60;

  private static CountSeries series() {
    CountSeries series = new CountSeries();
    series.put(100, 10, 1, 0);
    series.put(101, 30, 4, 6_000_000);
    series.put(103, 10, 2, 2_500_000);
    return series;
  }

  @Test
  void daysOfWhichNothingIsExpectedCountAtTheRateOfTheOthers() {
    CountSeries series = series();
    assertThat(series.expected(101, 103)).isEqualTo(8.5);
    assertThat(series.expected(100, 101)).isEqualTo(8.0);
    assertThat(series.expected(100, 100)).isZero();
    assertThat(series.expectedBlocks(103, 2, 2)).containsExactly(8.0, 2.5);
    assertThat(series.expectedMillionths(100, 103)).isEqualTo(8_500_000);
  }

  @Test
  void aDayWhoseReportsAreTakenBackIsGone() {
    CountSeries series = series();
    series.put(101, 0, 0, 0);
    assertThat(series.days()).containsExactly(100, 103);
    assertThat(series.expectedMillionths(100, 103)).isEqualTo(2_500_000);
  }

  @Test
  void whatIsAddedStandsBesideWhatWasThere() {
    CountSeries series = series();
    series.add(102, 5, 1, 0);
    series.add(103, 1, -1, 500_000);
    series.add(101, -30, -4, -6_000_000);
    assertThat(series.days()).containsExactly(100, 102, 103);
    assertThat(series.trials()).containsExactly(10, 5, 11);
    assertThat(series.observed()).containsExactly(1, 1, 1);
    assertThat(series.expected()).containsExactly(0, 0, 3_000_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 9, 40})
  void sumsHoldTheDaysAskedForAndNoOthers(int days) {
    SplittableRandom random = new SplittableRandom(days);
    CountSeries series = new CountSeries();
    long[] observed = new long[SPAN];
    for (int i = 0; i < days; i++) {
      int day = random.nextInt(SPAN);
      observed[day]++;
      series.add(day, 1, 1, 0);
    }
    for (int from = -1; from <= SPAN; from++) {
      for (int to = from - 1; to <= SPAN; to++) {
        long sum = 0;
        for (int day = Math.max(0, from); day <= Math.min(to, SPAN - 1); day++) {
          sum += observed[day];
        }
        assertThat(series.observed(from, to)).as("%d..%d", from, to).isEqualTo(sum);
        assertThat(series.trials(from, to)).isEqualTo(sum);
      }
    }
  }
}
