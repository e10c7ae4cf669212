package io.zhijing.detection.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountSeriesTest {
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
}
