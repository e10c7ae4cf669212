package io.zhijing.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.baseline.RatePosterior.Periods;
import io.zhijing.detection.baseline.RatePosterior.Prior;
import io.zhijing.detection.stats.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RatePosteriorTest {
  private static final int WEEKS = 300;

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static Periods simulated(double rate, double correlation, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] trials = new double[WEEKS];
    double[] failures = new double[WEEKS];
    for (int week = 0; week < WEEKS; week++) {
      trials[week] = random.nextInt(5) == 0 ? 0 : 20 + random.nextInt(200);
      failures[week] = Draws.betaBinomial(random, trials[week], rate, correlation);
    }
    return Periods.plain(trials, failures);
  }

  private static RatePosterior fit(Periods periods) {
    return RatePosterior.fit(periods, 0, WEEKS, ones(WEEKS), Prior.none());
  }

  @Test
  void rateAndCorrelationAreFound() {
    RatePosterior loose = fit(simulated(0.1, 0.05, 1));
    assertThat(loose.rate(1)).isCloseTo(0.1, within(0.015));
    assertThat(loose.correlation()).isBetween(0.03, 0.08);
    assertThat(fit(simulated(0.1, 1e-5, 2)).correlation()).isLessThan(0.005);
  }

  @Test
  void aPastSpikeHardlyMovesTheRate() {
    Periods periods = simulated(0.05, 0.01, 3);
    double without = fit(periods).rate(1);
    for (int week = 100; week < 104; week++) {
      periods.failures()[week] = Math.round(periods.trials()[week] * 0.4);
    }
    assertThat(fit(periods).rate(1)).isCloseTo(without, within(0.1 * without));
  }

  @Test
  void withoutATrialThereIsThePrior() {
    Periods empty = Periods.plain(new double[10], new double[10]);
    RatePosterior posterior = RatePosterior.fit(empty, 0, 10, ones(10), new Prior(0.03, 50));
    assertThat(posterior.rate(1)).isCloseTo(0.03, within(1e-12));
  }

  @Test
  void oddsOfOneAreTheNullAndHigherOddsFavourMoreFailures() {
    RatePosterior posterior = fit(simulated(0.05, 0.01, 4));
    double[] odds = {1, 2};
    double[] few = new double[2];
    double[] many = new double[2];
    posterior.logProbabilities(3, 100, 1, odds, few);
    posterior.logProbabilities(25, 100, 1, odds, many);
    assertThat(few[1]).isLessThan(few[0]);
    assertThat(many[1]).isGreaterThan(many[0]);
  }

  @Test
  void siblingsThatAgreeLendMoreThanSiblingsThatDiffer() {
    List<Periods> alike = new ArrayList<>();
    List<Periods> unlike = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      alike.add(simulated(0.05, 0.005, 20 + i));
      unlike.add(simulated(i % 2 == 0 ? 0.01 : 0.2, 0.005, 40 + i));
    }
    Prior strong = Siblings.prior(alike, 0, 40);
    Prior weak = Siblings.prior(unlike, 0, 40);
    assertThat(strong.factor()).isCloseTo(0.05, within(0.01));
    assertThat(strong.trials()).isGreaterThan(10 * weak.trials());
    assertThat(Siblings.prior(List.of(), 0, 40).trials()).isEqualTo(Prior.none().trials());
  }
}
