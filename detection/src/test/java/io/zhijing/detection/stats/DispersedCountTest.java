package io.zhijing.detection.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispersedCountTest {

  /** Values of R 4.2.2's qnbinom, pnbinom, qpois and ppois. */
  @ParameterizedTest
  @CsvSource({
    "5, 1, 12, 0.068093634721848553",
    "5, 3, 19, 0.16366978842314531",
    "180, 1.5, 224, 2.6272538783867339e-07",
    "2500, 4, 2764, 1.0619808420362433e-28",
    "1e6, 20, 1011556, 0",
    "0.3, 1.2, 3, 0.049092782109086588",
    "40, 80, 315, 0.21950200568988676"
  })
  void quantilesAndTailsAreThoseOfR(double mean, double phi, double quantile, double tail) {
    DispersedCount count = new DispersedCount(mean, phi);
    assertThat(count.quantile(0.995)).isEqualTo(quantile);
    assertThat(count.upperTail(Math.ceil(mean * 1.5) + 1)).isCloseTo(tail, within(1e-10 * tail));
  }

  /** Beyond the smallest number that shrinks, a sum of ever smaller ones never ended. */
  @ParameterizedTest
  @ValueSource(longs = {1_300, 1_400, 1_999, 2_001, 1_000_000_000_000L})
  @Timeout(10)
  void aGiantCountIsAsUnlikelyAsANumberCanBe(long giant) {
    assertThat(new DispersedCount(8, 2.4).upperTail((double) giant)).isBetween(0.0, 1e-280);
    assertThat(new DispersedCount(0.01, 40).upperTail((double) giant)).isBetween(0.0, 1e-5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 7, 199, 201, 5000, 1e5})
  void theQuantileIsTheFirstCountWhoseTailIsSmallEnough(double mean) {
    for (double phi : new double[] {1, 1.0001, 2, 30, 400}) {
      DispersedCount count = new DispersedCount(mean, phi);
      for (double alpha : new double[] {0.2, 0.005, 1e-6}) {
        double quantile = count.quantile(1 - alpha);
        assertThat(count.upperTail(quantile + 1)).isLessThanOrEqualTo(alpha * (1 + 1e-9));
        if (quantile > 0) {
          assertThat(count.upperTail(quantile)).isGreaterThan(alpha * (1 - 1e-9));
        }
      }
    }
  }

  @Test
  void extremesStayNumbers() {
    assertThat(new DispersedCount(0, 3).quantile(0.99)).isZero();
    assertThat(new DispersedCount(0, 3).upperTail(1)).isZero();
    assertThat(new DispersedCount(3, 2).upperTail(0)).isEqualTo(1);
    for (double mean : new double[] {1e9, 1e12, 1e15, 1e300}) {
      for (double phi : new double[] {1, 1.5, 1e6, 1e12}) {
        DispersedCount count = new DispersedCount(mean, phi);
        assertThat(count.quantile(0.995)).isFinite().isGreaterThanOrEqualTo(mean);
        assertThat(count.upperTail(Math.rint(mean * 1.1))).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void parametersOutOfBoundsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DispersedCount(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new DispersedCount(Double.NaN, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new DispersedCount(1, 0.9));
  }
}
