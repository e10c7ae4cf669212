package io.zhijing.detection.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** EARS on input that no reference fixture would be made of. */
class EarsTest {

  @ParameterizedTest
  @EnumSource(Ears.Method.class)
  void whatStandsInTheWayOfABoundIsNamed(Ears.Method method) {
    Ears ears = new Ears(method, 7, 0, 0.001);
    assertThat(ears.judge(new double[0], 0))
        .isEqualTo(new Ears.Insufficient(NoResult.HISTORY_TOO_SHORT));
    assertThat(ears.judge(new double[] {1, 2, 3}, 2))
        .isEqualTo(new Ears.Insufficient(NoResult.HISTORY_TOO_SHORT));
    double[] counts = {4, 1, 3, 5, 2, 6, 3, 4, 2, 5, 3, 4};
    assertThat(ears.judge(counts, 11)).isInstanceOf(Ears.Judged.class);
    counts[8] = Double.NaN;
    assertThat(ears.judge(counts, 11)).isEqualTo(new Ears.Insufficient(NoResult.COUNT_MISSING));
    counts[8] = -1;
    assertThat(ears.judge(counts, 11)).isEqualTo(new Ears.Insufficient(NoResult.COUNT_INVALID));
    counts[8] = 1e300;
    assertThat(ears.judge(counts, 11)).isNotNull();
  }

  @Test
  void zerosAloneLeaveNoSpreadForC3AndABoundOfZeroElsewhere() {
    double[] zeros = new double[20];
    assertThat(new Ears(Ears.Method.C1, 7, 0, 0.001).judge(zeros, 19))
        .isEqualTo(new Ears.Judged(0, false));
    assertThat(new Ears(Ears.Method.C3, 7, 0, 0.025).judge(zeros, 19))
        .isEqualTo(new Ears.Insufficient(NoResult.NO_SPREAD));
  }

  @ParameterizedTest
  @EnumSource(Ears.Method.class)
  void aRangeHasTheBoundsOfItsDays(Ears.Method method) {
    Ears ears = new Ears(method, 7, 0, 0.001);
    double[] counts = {4, 1, 3, 5, 2, 6, 3, 4, 2, 5, 3, 14, 9, 4, 1.5, 0, 3, 2};
    double[] bounds = ears.bounds(counts, ears.firstIndex(), counts.length);
    assertThat(bounds).hasSize(counts.length - ears.firstIndex());
    for (int i = 0; i < bounds.length; i++) {
      assertThat(bounds[i]).isEqualTo(ears.at(counts, ears.firstIndex() + i).upperBound());
    }
    assertThatThrownBy(() -> ears.bounds(counts, ears.firstIndex() - 1, counts.length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no baseline of 7 days");
  }

  @Test
  void theSpreadOfLargeCountsKeepsItsDigits() {
    double[] counts = {1e9, 1e9 + 1, 1e9 + 2, 1e9, 1e9 + 1, 1e9 + 2, 1e9 + 1, 1e9};
    double sigma = Math.sqrt(4 / 6.0);
    assertThat(new Ears(Ears.Method.C1, 7, 0, 0.001).at(counts, 7).upperBound() - 1e9 - 1)
        .isCloseTo(3.090232306167813 * sigma, within(1e-6));
  }
}
