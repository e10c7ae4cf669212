package io.zhijing.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.baseline.RatePosterior.Periods;
import io.zhijing.detection.baseline.RatePosterior.Prior;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencedPosteriorTest {
  private static final int WEEKS = 60;
  private static final Prior PRIOR = new Prior(0.2, 50);

  private static Periods periods(double reference) {
    double[] trials = new double[WEEKS];
    double[] failures = new double[WEEKS];
    double[] references = new double[WEEKS];
    for (int i = 0; i < WEEKS; i++) {
      trials[i] = 10 + i % 5;
      failures[i] = 1 + i % 4;
      references[i] = reference;
    }
    return new Periods(trials, failures, references);
  }

  private static double[] all() {
    double[] weights = new double[WEEKS];
    Arrays.fill(weights, 1);
    return weights;
  }

  @Test
  void theScaleOfReferenceRatesDoesNotMatter() {
    RatePosterior plain = RatePosterior.fit(periods(1), 0, WEEKS, all(), PRIOR);
    Prior asFactor = new Prior(PRIOR.factor() / 0.25, PRIOR.trials());
    RatePosterior scaled = RatePosterior.fit(periods(0.25), 0, WEEKS, all(), asFactor);
    assertThat(scaled.rate(0.25)).isCloseTo(plain.rate(1), within(1e-12));
    assertThat(scaled.draw(0.5, 1).factor() * 0.25)
        .as("a drawn rate one standard deviation up")
        .isCloseTo(plain.draw(0.5, 1).factor(), within(1e-12))
        .isGreaterThan(plain.draw(0.5, 0).factor());
  }

  @Test
  void aPeriodWithoutReferenceTeachesNothing() {
    Periods periods = periods(0.25);
    double[] weights = all();
    weights[7] = 0;
    RatePosterior without = RatePosterior.fit(periods, 0, WEEKS, weights, PRIOR);
    periods.reference()[7] = 0;
    periods.failures()[7] = periods.trials()[7];
    assertThat(RatePosterior.fit(periods, 0, WEEKS, weights, PRIOR).rate(0.25))
        .isEqualTo(without.rate(0.25));
    Prior lent = Siblings.prior(List.of(periods, periods(0.25)), 0, WEEKS);
    assertThat(lent.factor()).isCloseTo(2.5 / 12 / 0.25, within(0.03));
  }
}
