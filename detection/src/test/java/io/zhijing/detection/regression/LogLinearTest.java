package io.zhijing.detection.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.regression.LogLinear.Design;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Two groups of rows: the fit must give each the mean of its counts. */
class LogLinearTest {
  private static final int STEPS = 25;
  private static final Design TWO_GROUPS = new Design(new double[] {1, 0, 1, 0, 1, 1, 1, 1}, 2);

  private static double[] all(double value) {
    double[] all = new double[4];
    Arrays.fill(all, value);
    return all;
  }

  private static LogLinear fit(double[] counts, double start) {
    return LogLinear.fit(TWO_GROUPS, counts, all(1), all(start), STEPS);
  }

  @Test
  void eachGroupHasItsMean() {
    LogLinear fit = fit(new double[] {1, 3, 8, 12}, 1);
    assertThat(fit.isDetermined()).isTrue();
    assertThat(fit.fitted()).containsExactly(new double[] {2, 2, 10, 10}, within(1e-5));
    assertThat(fit.variance(new double[] {1, 0})).isCloseTo(0.25, within(1e-4));
  }

  @Test
  void aGroupOfZerosIsNotDetermined() {
    assertThat(fit(new double[] {1, 3, 0, 0}, 1).isDetermined()).isFalse();
  }

  @Test
  void tooFewStepsAreSaid() {
    double[] counts = {1, 3, 8, 12};
    assertThat(LogLinear.fit(TWO_GROUPS, counts, all(1), all(1), 2).isConverged()).isFalse();
  }

  @Test
  void aStartFarOffIsOvercomeOrSaid() {
    double[] counts = {1, 3, 8, 12};
    for (double start : new double[] {1e-6, 1e-4, 1e-2, 1, 100, 1e4}) {
      LogLinear fit = fit(counts, start);
      assertThat(fit.isConverged()).isTrue();
      assertThat(fit.fitted()).containsExactly(new double[] {2, 2, 10, 10}, within(1e-5));
    }
    LogLinear few = LogLinear.fit(TWO_GROUPS, counts, all(1), all(1e-6), 4);
    assertThat(few.fitted()[0]).isGreaterThan(1e4);
    assertThat(few.isConverged()).isFalse();
  }
}
