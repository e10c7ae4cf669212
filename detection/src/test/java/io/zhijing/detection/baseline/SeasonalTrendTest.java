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
  private static final double WEEKS_PER_YEAR = 365.2425 / 7;

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

  @Test
  void threeReportsInThreeYearsAreExpectedToStayRare() {
    double[] counts = new double[160];
    for (int week : new int[] {6, 121, 148}) {
      counts[week] = 1;
    }
    SeasonalTrend fit = SeasonalTrend.fit(counts, ones(160), 0, WEEKS_PER_YEAR);
    assertThat(fit.forecast(165).mean()).isBetween(0.01, 0.04);
    assertThat(fit.forecast(165).dispersion()).isLessThan(2);
    assertThat(fit.harmonics()).isZero();
    assertThat(fit.hasTrend()).isFalse();
  }

  /** Over the weeks that a monitor may ask a fit for. */
  private static double greatestForecast(double[] counts) {
    SeasonalTrend fit = SeasonalTrend.fit(counts, ones(counts.length), 0, WEEKS_PER_YEAR);
    double greatest = 0;
    for (int ahead = 0; ahead < 8; ahead++) {
      greatest = Math.max(greatest, fit.forecast(counts.length + ahead).mean());
    }
    return greatest;
  }

  @Test
  void noThinSeriesIsForecastFarAboveAllThatItEverHeld() {
    SplittableRandom random = new SplittableRandom(6);
    int beyond = 0;
    for (int series = 0; series < 2000; series++) {
      double level = 0.02 + 0.18 * random.nextDouble();
      double[] counts = new double[120 + random.nextInt(41)];
      for (int week = 0; week < counts.length; week++) {
        counts[week] = Draws.negativeBinomial(random, level, 1);
      }
      double mean = Arrays.stream(counts).average().orElseThrow();
      double largest = Arrays.stream(counts).max().orElseThrow();
      beyond += greatestForecast(counts) > Math.max(10 * mean, 1 + largest) ? 1 : 0;
    }
    assertThat(beyond).isZero();
  }

  @Test
  void aSharpSeasonIsStillFoundWhereMonthsHoldNothing() {
    double[] counts = new double[160];
    SplittableRandom random = new SplittableRandom(4);
    for (int week = 0; week < counts.length; week++) {
      double angle = 2 * Math.PI * week / WEEKS_PER_YEAR;
      counts[week] = Draws.negativeBinomial(random, Math.exp(-3 + 8 * Math.cos(angle)), 1);
    }
    SeasonalTrend fit = SeasonalTrend.fit(counts, ones(160), 0, WEEKS_PER_YEAR);
    assertThat(fit.harmonics()).isPositive();
    assertThat(fit.forecast(3 * WEEKS_PER_YEAR).mean() / Math.exp(5)).isCloseTo(1, within(0.15));
    assertThat(fit.forecast(3.5 * WEEKS_PER_YEAR).mean()).isLessThan(0.1);
  }
}
