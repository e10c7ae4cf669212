package io.zhijing.detection.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.stats.UnevenCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotalsEvidenceTest {
  private static final double LEAK = 0.25;
  private static final long FAR = 20_000;

  private static double evidence(int periods, double observed, double mean, double variance) {
    TotalsEvidence evidence = new TotalsEvidence(CountAlternatives.standard(), LEAK);
    evidence.add(periods, observed, mean, variance, Math.sqrt(variance) / periods);
    return evidence.value();
  }

  /** What makes evidence comparable: when nothing rises, the ratio of each run is 1 on average. */
  @ParameterizedTest
  @CsvSource({"1,0.1,0.1", "1,2,3", "4,8,19.5", "8,60,700"})
  void aRunIsWorthItsWeightWhenNothingRises(int periods, double mean, double variance) {
    UnevenCount counts = UnevenCount.ofMeanAndVariance(mean, variance);
    double average = 0;
    for (long y = 0; y < FAR; y++) {
      average += Math.exp(counts.logProbability(y)) * evidence(periods, (double) y, mean, variance);
    }
    assertThat(average).isCloseTo(Math.pow(1 - LEAK, periods - 1), within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0.1,0.1", "2,3", "8,19.5", "60,100", "60,700"})
  void highEvidenceIsAboutAsRareAsItsTailProbability(double mean, double variance) {
    UnevenCount counts = UnevenCount.ofMeanAndVariance(mean, variance);
    for (double high : new double[] {30, 1e3, 1e5}) {
      long least = 0;
      while (evidence(1, (double) least, mean, variance) < high) {
        least++;
      }
      assertThat(counts.upperTail(least)).isLessThan(1.5 * EvidenceChain.tailProbability(high));
    }
  }

  @Test
  void beginningsAreAddedUp() {
    TotalsEvidence both = new TotalsEvidence(CountAlternatives.standard(), LEAK);
    both.add(1, 9, 4, 6, 2.4);
    double last = both.value();
    both.add(2, 15, 8, 14, 2.4);
    TotalsEvidence earlier = new TotalsEvidence(CountAlternatives.standard(), LEAK);
    earlier.add(2, 15, 8, 14, 2.4);
    assertThat(both.value()).isCloseTo(last + earlier.value(), within(1e-12));
    assertThat(last).isGreaterThan(1);
  }

  @Test
  void noCountMakesEvidenceInfinite() {
    assertThat(evidence(1, 1e12, 3, 5)).isFinite().isGreaterThan(1e6);
  }
}
