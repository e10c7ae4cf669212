package io.zhijing.detection.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.stats.Draws;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceChainTest {
  @Test
  void evidenceGrowsByTheRecursionOfItsDefinition() {
    EvidenceChain chain = new EvidenceChain(2, 0.25);
    chain.add(new double[] {Math.log(2), Math.log(4)});
    double first = (1 + 0.75 * 2) * 3;
    double second = (1 + 0.75 * 4) * 0.5;
    assertThat(chain.add(new double[] {Math.log(3), Math.log(0.5)}))
        .isCloseTo((first + second) / 2, within(1e-12));
    chain.reset();
    assertThat(chain.value()).isZero();
  }

  @Test
  void noRatioMakesEvidenceInfinite() {
    EvidenceChain chain = new EvidenceChain(1, 0);
    for (int i = 0; i < 100; i++) {
      chain.add(new double[] {Double.POSITIVE_INFINITY});
    }
    assertThat(chain.value()).isFinite();
    assertThat(EvidenceChain.tailProbability(chain.value())).isPositive();
    assertThat(EvidenceChain.tailProbability(0)).isEqualTo(1);
  }

  @Test
  void aLeakOfOneAndNoAlternativesAreRefused() {
    assertThatThrownBy(() -> new EvidenceChain(1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EvidenceChain(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The claim that makes scores of different strata comparable. */
  @ParameterizedTest
  @CsvSource({"0.1, 1", "0.1, 3", "2, 1", "2, 3", "50, 1", "50, 3"})
  void highEvidenceIsAboutAsRareWhateverTheMeanAndDispersion(double mean, double dispersion) {
    CountAlternatives alternatives = CountAlternatives.standard();
    SplittableRandom random = new SplittableRandom(7);
    EvidenceChain chain = new EvidenceChain(2, 0.25);
    double[] ratios = new double[2];
    int periods = 200_000;
    int high = 0;
    for (int i = 0; i < periods; i++) {
      double count = Draws.negativeBinomial(random, mean, dispersion);
      alternatives.logRatios(count, mean, dispersion, ratios);
      high += chain.add(ratios) >= 100 ? 1 : 0;
    }
    double claimed = EvidenceChain.tailProbability(100);
    assertThat((double) high / periods).isBetween(claimed / 2, claimed * 1.5);
  }

  @Test
  void likelihoodRatiosAverageToOneWhenNothingRises() {
    CountAlternatives alternatives = new CountAlternatives(1);
    SplittableRandom random = new SplittableRandom(3);
    double[] ratio = new double[1];
    double sum = 0;
    int draws = 400_000;
    for (int i = 0; i < draws; i++) {
      alternatives.logRatios(Draws.negativeBinomial(random, 20, 2), 20, 2, ratio);
      sum += Math.exp(ratio[0]);
    }
    assertThat(sum / draws).isCloseTo(1, within(0.03));
  }

  @Test
  void raisedOddsAreTheOddsTimesTheFactor() {
    double raised = RateAlternatives.raised(0.2, 3);
    assertThat(raised / (1 - raised)).isCloseTo(3 * 0.25, within(1e-12));
  }
}
