package io.zhijing.detection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncatedProductTest {
  private static final TruncatedProduct OF_FOUR = new TruncatedProduct(0.1, 4);

  @Test
  void withoutALimitItIsFishersRule() {
    TruncatedProduct fisher = new TruncatedProduct(1, 2);
    double product = 0.03 * 0.2;
    assertThat(fisher.combined(0.03, 0.2))
        .isCloseTo(product * (1 - Math.log(product)), within(1e-15));
  }

  @Test
  void oneAloneSaysNothingMore() {
    assertThat(OF_FOUR.combined(1e-12)).isEqualTo(1);
    assertThat(OF_FOUR.combined(1e-12, 0.11, 0.5)).isEqualTo(1);
    assertThat(OF_FOUR.combined()).isEqualTo(1);
  }

  @Test
  void whatIsAboveTheLimitDoesNotMatter() {
    assertThat(OF_FOUR.combined(0.01, 0.02, 0.9)).isEqualTo(OF_FOUR.combined(0.01, 0.02));
  }

  /** The largest product counts every case of two or more: one minus none and minus one. */
  @Test
  void atTheLimitItIsTheChanceThatTwoAreThatSmall() {
    double two = 1 - Math.pow(0.9, 4) - 4 * 0.1 * Math.pow(0.9, 3);
    assertThat(OF_FOUR.combined(0.1, 0.1)).isCloseTo(two, within(1e-12));
  }

  /** The chance of two of two below one hundredth of the limit each, by hand. */
  @Test
  void itIsTheTailOfAProductOfUniforms() {
    TruncatedProduct ofTwo = new TruncatedProduct(0.1, 2);
    double ratio = 1e-4;
    assertThat(ofTwo.combined(1e-3, 1e-3))
        .isCloseTo(0.01 * ratio * (1 - Math.log(ratio)), within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.04, 0.01, 0.001})
  void underTheNullItIsAsSmallAsItSaysThatOften(double level) {
    SplittableRandom random = new SplittableRandom(11);
    int draws = 1_000_000;
    int below = 0;
    for (int i = 0; i < draws; i++) {
      double combined =
          OF_FOUR.combined(
              random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble());
      below += combined <= level ? 1 : 0;
    }
    double error = Math.sqrt(level * draws);
    assertThat((double) below).isCloseTo(level * draws, within(4 * error));
  }

  @Test
  void farInTheTailItStaysANumber() {
    assertThat(OF_FOUR.combined(1e-300, 1e-300)).isPositive();
    assertThat(OF_FOUR.combined(0, 0, 0, 0)).isPositive().isLessThan(1e-300);
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> new TruncatedProduct(0, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TruncatedProduct(Double.NaN, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TruncatedProduct(0.1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TruncatedProduct(0.1, 2).combined(0.1, 0.1, 0.1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
