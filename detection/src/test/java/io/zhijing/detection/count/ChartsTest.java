package io.zhijing.detection.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.count.Cusum.Transform;
import io.zhijing.detection.count.GlrCusum.Change;
import io.zhijing.detection.count.GlrCusum.Watched;
import io.zhijing.detection.count.InControlModel.Known;
import io.zhijing.detection.count.InControlModel.Unknown;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CUSUM and likelihood ratio charts on input that no reference fixture would be made of. */
class ChartsTest {
  private static final GlrCusum GLR = new GlrCusum(5, Change.FACTOR, OptionalDouble.empty());

  private static InControlModel model(OptionalDouble overdispersion) {
    return new InControlModel(1, false, 52, overdispersion);
  }

  private static double[] poisson(int length) {
    Random random = new Random(3);
    double[] counts = new double[length];
    for (int i = 0; i < length; i++) {
      double product = random.nextDouble();
      while (product > Math.exp(-4)) {
        counts[i]++;
        product *= random.nextDouble();
      }
    }
    return counts;
  }

  @ParameterizedTest
  @EnumSource(Transform.class)
  void theBoundIsTheCountThatBringsTheSumToTheThreshold(Transform transform) {
    Cusum cusum = new Cusum(transform, 0.5, 4, 0.2);
    Cusum.Judged quiet = (Cusum.Judged) cusum.step(1.5, 3, 4);
    assertThat(quiet.alarm()).isFalse();
    Cusum.Judged at = (Cusum.Judged) cusum.step(1.5, quiet.upperBound() + 1e-9, 4);
    assertThat(at.alarm()).isTrue();
    assertThat(((Cusum.Judged) cusum.step(1.5, quiet.upperBound() - 1.001, 4)).alarm()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Transform.class)
  void aCusumStepNamesWhatIsWrongAndKeepsItsSum(Transform transform) {
    Cusum cusum = new Cusum(transform, 0.5, 4, 0.2);
    assertThat(cusum.step(2, Double.NaN, 4))
        .isEqualTo(new Cusum.Skipped(2, NoResult.COUNT_MISSING));
    assertThat(cusum.step(2, -1, 4)).isEqualTo(new Cusum.Skipped(2, NoResult.COUNT_INVALID));
    for (double mean : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(cusum.step(2, 3, mean)).isEqualTo(new Cusum.Skipped(2, NoResult.NO_SPREAD));
    }
    Cusum.Judged giant = (Cusum.Judged) cusum.step(0, 1e15, 4);
    assertThat(giant.statistic()).isFinite();
    assertThat(giant.upperBound()).isFinite();
    Cusum.Judged after = (Cusum.Judged) cusum.step(giant.statistic(), 0, 4);
    assertThat(after.upperBound()).isFinite().isNotNegative();
  }

  @Test
  void settingsOutOfBoundsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Cusum(Transform.ROSSI, -1, 4, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cusum(Transform.ROSSI, 1, Double.NaN, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GlrCusum(0, Change.FACTOR, OptionalDouble.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GlrCusum(5, Change.FACTOR, OptionalDouble.of(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> model(OptionalDouble.of(-1)));
    GlrCusum epidemic = new GlrCusum(5, Change.EPIDEMIC, OptionalDouble.empty());
    assertThatIllegalArgumentException().isThrownBy(() -> new GlrChart(epidemic, 0.2));
  }

  @Test
  void aModelNeedsMoreCountsThanParameters() {
    Unknown few = new Unknown(NoResult.TOO_FEW_REFERENCES);
    assertThat(model(OptionalDouble.of(0)).fit(new double[0])).isEqualTo(few);
    assertThat(model(OptionalDouble.of(0)).fit(new double[] {1, 2, 3})).isEqualTo(few);
    double[] missing = new double[200];
    Arrays.fill(missing, Double.NaN);
    assertThat(model(OptionalDouble.of(0)).fit(missing)).isEqualTo(few);
    assertThat(model(OptionalDouble.of(0)).fit(new double[] {1, -2, 3, 4, 5, 6}))
        .isEqualTo(new Unknown(NoResult.COUNT_INVALID));
  }

  @Test
  void zerosAloneSayNothingOfCounts() {
    CountHistory zeros = CountHistory.of(new double[260], 52);
    assertThat(model(OptionalDouble.of(0)).fit(new double[208]))
        .isEqualTo(new Unknown(NoResult.NO_SPREAD));
    assertThat(model(OptionalDouble.empty()).fit(new double[208]))
        .isEqualTo(new Unknown(NoResult.NO_SPREAD));
    assertThat(GLR.watch(zeros, 208, model(OptionalDouble.of(0)), false))
        .isEqualTo(new GlrCusum.Insufficient(NoResult.NO_SPREAD));
  }

  @Test
  void countsWithoutAnySpreadAreAllButPoisson() {
    double[] equal = new double[208];
    Arrays.fill(equal, 6);
    Known known = (Known) model(OptionalDouble.empty()).fit(equal);
    assertThat(known.overdispersion()).isBetween(0.0, 1e-6);
    assertThat(known.mean(209)).isCloseTo(6, within(1e-6));
  }

  @Test
  void missingWeeksAreLeftOutOfModelAndChart() {
    double[] counts = poisson(260);
    counts[10] = Double.NaN;
    counts[230] = Double.NaN;
    counts[231] = -1;
    Watched watched =
        (Watched) GLR.watch(CountHistory.of(counts, 52), 208, model(OptionalDouble.of(0)), false);
    assertThat(watched.steps()).hasSize(52);
    assertThat(watched.steps().get(22)).isEqualTo(new GlrCusum.Skipped(NoResult.COUNT_MISSING));
    assertThat(watched.steps().get(23)).isEqualTo(new GlrCusum.Skipped(NoResult.COUNT_INVALID));
    assertThat(watched.first().coefficients()[0]).isCloseTo(Math.log(4), within(0.2));
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void aGiantCountAlarmsAndTheChartStartsAfresh(Change change) {
    double[] counts = poisson(260);
    counts[219] = 20;
    counts[220] = 1e9;
    GlrCusum chart = new GlrCusum(5, change, OptionalDouble.empty());
    Watched watched =
        (Watched) chart.watch(CountHistory.of(counts, 52), 208, model(OptionalDouble.of(0)), true);
    assertThat(watched.steps()).allSatisfy(step -> assertThat(finite(step)).isTrue());
    if (change == Change.FACTOR) {
      assertThat(((GlrCusum.Judged) watched.steps().get(12)).alarm()).isTrue();
    }
  }

  private static boolean finite(GlrCusum.Step step) {
    return !(step instanceof GlrCusum.Judged judged) || Double.isFinite(judged.statistic());
  }

  @Test
  void overdispersedChartsFindTheFactorOfALastingRise() {
    GlrChart chart = new GlrChart(new GlrCusum(1e9, Change.FACTOR, OptionalDouble.empty()), 0.1);
    double statistic = 0;
    for (int i = 0; i < 30; i++) {
      statistic = ((GlrCusum.Judged) chart.step(i < 10 ? 10 : 20, 10)).statistic();
    }
    // Twenty counts of twice the mean, each worth 20 log 2 + 30 log(2 / 3).
    assertThat(statistic).isCloseTo(20 * (20 * Math.log(2) + 30 * Math.log(2.0 / 3)), within(1e-6));
  }

  @Test
  void theRightEpidemicSearchSeesWhatThePackagesDoesNot() {
    GlrChart right = new GlrChart(new GlrCusum(1e9, Change.EPIDEMIC, OptionalDouble.empty()), 0);
    GlrChart packaged =
        new GlrChart(new GlrCusum(1e9, Change.EPIDEMIC_AS_PACKAGED, OptionalDouble.empty()), 0);
    double[] counts = {1, 0, 0, 2, 0, 1, 0, 0, 1, 2, 4, 8, 16};
    double best = 0;
    double found = 0;
    for (double count : counts) {
      best = ((GlrCusum.Judged) right.step(count, 1)).statistic();
      found = ((GlrCusum.Judged) packaged.step(count, 1)).statistic();
      assertThat(found).isLessThanOrEqualTo(best + 1e-9);
    }
    assertThat(best).isGreaterThan(10);
  }

  @Test
  void anOverdispersedEpidemicIsNamed() {
    GlrCusum epidemic = new GlrCusum(5, Change.EPIDEMIC, OptionalDouble.empty());
    assertThat(
            epidemic.watch(
                CountHistory.of(poisson(260), 52), 208, model(OptionalDouble.of(0.2)), false))
        .isEqualTo(new GlrCusum.Insufficient(NoResult.OVERDISPERSED_EPIDEMIC));
    assertThat(GLR.watch(CountHistory.of(poisson(20), 52), 20, model(OptionalDouble.of(0)), false))
        .isEqualTo(new GlrCusum.Insufficient(NoResult.HISTORY_TOO_SHORT));
  }

  @Test
  void aKnownModelRepeatsEveryYear() {
    Known known = (Known) model(OptionalDouble.of(0)).fit(poisson(208));
    assertThat(known.mean(209)).isCloseTo(known.mean(209 - 52), within(1e-9));
  }
}
