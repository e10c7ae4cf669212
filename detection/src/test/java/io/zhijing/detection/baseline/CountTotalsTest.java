package io.zhijing.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.baseline.CountTotals.Past;
import io.zhijing.detection.baseline.CountTotals.Total;
import io.zhijing.detection.stats.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CountTotalsTest {
  private static final double WEEKS_PER_YEAR = 365.2425 / 7;
  private static final int CHAIN = 10;

  /** Chance about a level, and a number on each of the latest ten weeks. */
  private static Past past(int weeks, double level, double dispersion, double latest) {
    SplittableRandom random = new SplittableRandom(3);
    double[] counts = new double[weeks + CHAIN];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = i < weeks ? Draws.negativeBinomial(random, level, dispersion) : latest;
    }
    double[] reference = Arrays.copyOf(counts, weeks);
    double[] ones = new double[weeks];
    Arrays.fill(ones, 1);
    return new Past(counts, SeasonalTrend.fit(reference, ones, 0, WEEKS_PER_YEAR));
  }

  private static Past none(int weeks) {
    return past(weeks, 0, 1, 0);
  }

  private static List<Total> totals(Past own, Past rest) {
    return new CountTotals(own, rest).upTo(own.counts().length - 1, CHAIN);
  }

  @Test
  void eachTotalReachesOneWeekFurtherBack() {
    Past own = past(150, 20, 3, 25);
    List<Total> totals = totals(own, none(150));
    assertThat(totals).hasSize(CHAIN);
    double mean = 0;
    for (int i = 0; i < CHAIN; i++) {
      mean += own.fit().forecast(own.counts().length - 1.0 - i).mean();
      assertThat(totals.get(i).periods()).isEqualTo(i + 1);
      assertThat(totals.get(i).observed()).isEqualTo(25.0 * (i + 1));
      assertThat(totals.get(i).mean()).isCloseTo(mean, within(1e-9));
    }
  }

  @Test
  void theVariationOfAWeekLastsAndThatOfChanceDoesNot() {
    Past own = past(400, 20, 3, 20);
    Total one = totals(own, none(400)).get(0);
    Total nine = totals(own, none(400)).get(8);
    double ofOne = beyondChance(one);
    double ofNine = beyondChance(nine);
    assertThat(own.fit().dispersion()).isBetween(2.5, 3.5);
    assertThat(ofOne).isCloseTo((own.fit().dispersion() - 1) / one.mean(), within(0.1 * ofOne));
    assertThat(ofNine).isCloseTo(ofOne / 3, within(0.1 * ofNine));
    assertThat(nine.deviation()).isCloseTo(one.deviation(), within(0.05 * one.deviation()));
  }

  /** Squared coefficient of variation. */
  private static double beyondChance(Total total) {
    return (total.variance() - total.mean()) / (total.mean() * total.mean());
  }

  @Test
  void whatRisesEverywhereRaisesWhatIsExpected() {
    Past own = past(150, 20, 1, 40);
    Total alone = totals(own, past(150, 400, 1, 400)).get(3);
    Total everywhere = totals(own, past(150, 400, 1, 800)).get(3);
    Total fallen = totals(own, past(150, 400, 1, 100)).get(3);
    assertThat(everywhere.mean() / alone.mean()).isBetween(1.9, 2.1);
    assertThat(fallen.mean()).isLessThanOrEqualTo(alone.mean());
  }

  @Test
  void beforeASeasonCanBeKnownItIsUncertainAsFarAsTheRestIsSilent() {
    double silent = beyondChance(totals(past(60, 20, 1, 20), none(60)).get(3));
    double told = beyondChance(totals(past(60, 20, 1, 20), past(60, 400, 1, 400)).get(3));
    double known = beyondChance(totals(past(150, 20, 1, 20), none(150)).get(3));
    assertThat(silent).isBetween(0.1, 0.16);
    assertThat(told).isLessThan(0.03);
    assertThat(known).isLessThan(0.03);
  }

  @Test
  void withoutTheRestAsLittleIsExpectedAsCanBe() {
    for (int weeks : new int[] {60, 150}) {
      Past own = past(weeks, 20, 2, 40);
      List<Total> least = new CountTotals(own).upTo(own.counts().length - 1, CHAIN);
      for (Past rest : List.of(none(weeks), past(weeks, 5, 2, 9), past(weeks, 400, 2, 700))) {
        List<Total> totals = totals(own, rest);
        for (int i = 0; i < CHAIN; i++) {
          assertThat(totals.get(i).mean()).isGreaterThanOrEqualTo(least.get(i).mean());
          assertThat(totals.get(i).variance()).isGreaterThanOrEqualTo(least.get(i).variance());
        }
      }
    }
  }
}
