package io.zhijing.detection.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.regression.GeneralizedLinearModel.Failure;
import io.zhijing.detection.regression.GeneralizedLinearModel.Fitted;
import io.zhijing.detection.regression.SeasonalTrendFit.Outcome;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Regressions against R 4.2.2's glm and glm.nb (MASS 7.3-58), and against one another. */
class RegressionTest {
  private static final double[] COUNTS = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
  private static final double[][] TREND = {ones(12), upTo(12)};

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] upTo(int length) {
    return IntStream.rangeClosed(1, length).mapToDouble(i -> i).toArray();
  }

  @Test
  void poissonCoefficientsAreThoseOfR() {
    Fitted fit = (Fitted) GeneralizedLinearModel.of(new Family.Poisson(), TREND, COUNTS).fit();
    assertThat(fit.coefficients())
        .containsExactly(new double[] {0.8936641314303195, 0.0819905786871194}, within(1e-12));
    assertThat(fit.rank()).isEqualTo(2);
  }

  @Test
  void binomialCoefficientsAreThoseOfR() {
    double[] trials = Arrays.stream(COUNTS).map(y -> y + 7).toArray();
    double[] shares =
        IntStream.range(0, COUNTS.length).mapToDouble(i -> COUNTS[i] / trials[i]).toArray();
    Fitted fit =
        (Fitted)
            new GeneralizedLinearModel(
                    new Family.Binomial(), TREND, shares, trials, new double[shares.length])
                .fit();
    assertThat(fit.coefficients())
        .containsExactly(new double[] {-1.064110818452499, 0.0836979404962349}, within(1e-10));
  }

  @Test
  void negativeBinomialSizeAndCoefficientsAreThoseOfR() {
    double[] counts = {0, 1, 9, 0, 2, 20, 3, 0, 7, 1, 15, 4};
    NegativeBinomialModel.Estimated estimate =
        (NegativeBinomialModel.Estimated) new NegativeBinomialModel(TREND, counts).estimate();
    assertThat(estimate.size()).isCloseTo(0.663337845983447, within(1e-8));
    assertThat(estimate.fit().coefficients())
        .containsExactly(new double[] {0.878510489037032, 0.109014477771297}, within(1e-8));
  }

  @Test
  void anAliasedColumnIsDroppedAsInR() {
    double[] x = upTo(12);
    double[][] columns = {
      ones(12),
      x,
      Arrays.stream(x).map(each -> 2 * each).toArray(),
      Arrays.stream(x).map(each -> each * each).toArray()
    };
    Fitted fit = (Fitted) GeneralizedLinearModel.of(new Family.Poisson(), columns, COUNTS).fit();
    assertThat(fit.aliased()).containsExactly(false, false, true, false);
    assertThat(fit.coefficients())
        .containsExactly(
            new double[] {0.6689561297355406, 0.16754068597360952, 0, -0.00620075686280021},
            within(1e-12));
  }

  @Test
  void zerosDoNotSettleAndAreSaidNotTo() {
    double[][] intercept = {ones(500)};
    assertThat(GeneralizedLinearModel.of(new Family.Poisson(), intercept, new double[500]).fit())
        .isEqualTo(Failure.NOT_CONVERGED);
    SeasonalRows rows = new SeasonalRows(1);
    rows.clear(500);
    for (int i = 0; i < 500; i++) {
      rows.add(0, i, 0, 1);
    }
    assertThat(new SeasonalTrendFit(rows).fit(false)).isEqualTo(Outcome.NOT_CONVERGED);
  }

  @Test
  void whatNoFamilyCanHaveIsNotUsable() {
    for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] counts = COUNTS.clone();
      counts[3] = wrong;
      assertThat(GeneralizedLinearModel.of(new Family.Poisson(), TREND, counts).fit())
          .isEqualTo(Failure.NOT_USABLE);
    }
    double[][] empty = {new double[0]};
    assertThat(GeneralizedLinearModel.of(new Family.Poisson(), empty, new double[0]).fit())
        .isEqualTo(Failure.NOT_USABLE);
  }

  @Test
  void theArrowGivesWhatTheDenseDesignGives() {
    int seasons = 4;
    int weeks = 80;
    SeasonalRows rows = new SeasonalRows(seasons);
    rows.clear(weeks);
    double[][] columns = new double[seasons + 1][weeks];
    double[] counts = new double[weeks];
    double[] offset = new double[weeks];
    for (int i = 0; i < weeks; i++) {
      int season = i / 5 % seasons;
      counts[i] = (i * 37 + season * 11) % 13;
      rows.add(counts[i], i + 500, season, 100 + i);
      offset[i] = Math.log(100 + i);
      columns[0][i] = i + 500;
      columns[season + 1][i] = 1;
    }
    SeasonalTrendFit arrow = new SeasonalTrendFit(rows);
    assertThat(arrow.fit(true)).isEqualTo(Outcome.CONVERGED);
    Fitted dense =
        (Fitted)
            new GeneralizedLinearModel(new Family.Poisson(), columns, counts, ones(weeks), offset)
                .fit();
    assertThat(arrow.slope()).isCloseTo(dense.coefficients()[0], within(1e-12));
    double expected = dense.coefficients()[2] + 600 * dense.coefficients()[0];
    assertThat(arrow.predictor(600, 1)).isCloseTo(expected, within(1e-9));
    assertThat(arrow.degreesOfFreedom()).isEqualTo(weeks - seasons - 1);
  }

  @Test
  void aTrendThatTheLevelsExplainIsNotIdentified() {
    SeasonalRows rows = new SeasonalRows(3);
    rows.clear(9);
    for (int i = 0; i < 9; i++) {
      int season = i / 3;
      rows.add(i, season, season, 1);
    }
    SeasonalTrendFit fit = new SeasonalTrendFit(rows);
    assertThat(fit.fit(true)).isEqualTo(Outcome.NOT_IDENTIFIED);
    assertThat(fit.fit(false)).isEqualTo(Outcome.CONVERGED);
    rows.clear(9);
    assertThat(fit.fit(false)).isEqualTo(Outcome.NOT_IDENTIFIED);
    assertThatIllegalArgumentException().isThrownBy(() -> new SeasonalRows(0));
  }
}
