package io.zhijing.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.stats.Draws;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonalTrendTest {
  private static final double YEAR = 52;

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double trueMean(int week) {
    return Math.exp(2 + 0.002 * week + 0.5 * Math.cos(2 * Math.PI * week / YEAR));
  }

  private static double[] simulated(int weeks) {
    SplittableRandom random = new SplittableRandom(5);
    double[] counts = new double[weeks];
    for (int week = 0; week < weeks; week++) {
      counts[week] = Draws.negativeBinomial(random, trueMean(week), 2);
    }
    return counts;
  }

  @Test
  void seasonTrendAndDispersionAreFound() {
    SeasonalTrend fit = SeasonalTrend.fit(simulated(520), ones(520), 0, YEAR);
    assertThat(fit.hasTrend()).isTrue();
    assertThat(fit.harmonics()).isEqualTo(1);
    assertThat(fit.dispersion()).isCloseTo(2, within(0.3));
    for (int week = 520; week < 572; week++) {
      assertThat(fit.forecast(week).mean() / trueMean(week)).isCloseTo(1, within(0.15));
    }
  }

  @Test
  void aPastOutbreakHardlyMovesTheForecast() {
    double[] counts = simulated(520);
    double without = SeasonalTrend.fit(counts, ones(520), 0, YEAR).forecast(525).mean();
    for (int week = 470; week < 476; week++) {
      counts[week] += 15 * Math.sqrt(2 * trueMean(week));
    }
    SeasonalTrend fit = SeasonalTrend.fit(counts, ones(520), 0, YEAR);
    assertThat(fit.forecast(525).mean() / without).isCloseTo(1, within(0.03));
    assertThat(fit.dispersion()).isLessThan(2.5);
  }

  @Test
  void aYearShowsNoSeasonAndALevelThatMovedIsNotForecastBack() {
    double[] counts = new double[60];
    Arrays.fill(counts, 0, 40, 10);
    Arrays.fill(counts, 40, 60, 20);
    SeasonalTrend fit = SeasonalTrend.fit(counts, ones(60), 0, YEAR);
    assertThat(fit.harmonics()).isZero();
    assertThat(fit.hasTrend()).isFalse();
    assertThat(fit.forecast(61).mean()).isGreaterThan(16);
  }

  @Test
  void nothingEverSeenIsExpectedToStayRareNotToBeAnything() {
    SeasonalTrend.Forecast forecast =
        SeasonalTrend.fit(new double[100], ones(100), 0, YEAR).forecast(100);
    assertThat(forecast.mean()).isCloseTo(0.005, within(1e-4));
    assertThat(forecast.dispersion()).isBetween(1.0, 1.1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 20, 104, 520})
  void allZerosOneGiantAndShortHistoryStayNumbers(int weeks) {
    double[] zeros = new double[weeks];
    double[] giant = new double[weeks];
    giant[weeks / 2] = 1e9;
    for (double[] counts : new double[][] {zeros, giant}) {
      SeasonalTrend.Forecast forecast =
          SeasonalTrend.fit(counts, ones(weeks), 0, YEAR).forecast(weeks);
      assertThat(forecast.mean()).isPositive().isFinite();
      assertThat(forecast.dispersion()).isGreaterThanOrEqualTo(1).isFinite();
    }
  }
}
