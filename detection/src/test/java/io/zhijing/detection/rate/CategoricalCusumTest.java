package io.zhijing.detection.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zhijing.detection.rate.CategoricalCusum.Judged;
import io.zhijing.detection.rate.CategoricalCusum.NoResult;
import io.zhijing.detection.rate.CategoricalCusum.Skipped;
import io.zhijing.detection.rate.CategoricalCusum.Trial;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoricalCusumTest {

  private static CategoricalCusum cusum(double spread) {
    return new CategoricalCusum(4, spread > 0 ? OptionalDouble.of(spread) : OptionalDouble.empty());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02})
  void theFewestFailuresThatAlarmDoAndOneLessDoesNot(double spread) {
    CategoricalCusum cusum = cusum(spread);
    Trial trial = new Trial(0, 200, 0.05, 0.1);
    long fewest = cusum.failuresToAlarm(1, trial).orElseThrow();
    assertThat(((Judged) cusum.step(1, new Trial(fewest, 200, 0.05, 0.1))).alarm()).isTrue();
    assertThat(((Judged) cusum.step(1, new Trial(fewest - 1.0, 200, 0.05, 0.1))).alarm()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02})
  void withoutTrialsNothingIsLearnt(double spread) {
    Trial none = new Trial(0, 0, 0.05, 0.1);
    assertThat(cusum(spread).step(1.5, none)).isEqualTo(new Judged(0, 1.5, false));
    assertThat(cusum(spread).failuresToAlarm(1.5, none)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.02})
  void whatIsWrongIsNamedAndTheSumStays(double spread) {
    CategoricalCusum cusum = cusum(spread);
    Skipped missing = new Skipped(2, NoResult.COUNT_MISSING);
    assertThat(cusum.step(2, new Trial(Double.NaN, 10, 0.1, 0.2))).isEqualTo(missing);
    assertThat(cusum.step(2, new Trial(1, Double.NaN, 0.1, 0.2))).isEqualTo(missing);
    Skipped invalid = new Skipped(2, NoResult.COUNT_INVALID);
    assertThat(cusum.step(2, new Trial(11, 10, 0.1, 0.2))).isEqualTo(invalid);
    assertThat(cusum.step(2, new Trial(-1, 10, 0.1, 0.2))).isEqualTo(invalid);
    assertThat(cusum.step(2, new Trial(1.5, 10, 0.1, 0.2))).isEqualTo(invalid);
    Skipped rate = new Skipped(2, NoResult.RATE_INVALID);
    assertThat(cusum.step(2, new Trial(1, 10, 0, 0.2))).isEqualTo(rate);
    assertThat(cusum.step(2, new Trial(1, 10, 0.1, 1))).isEqualTo(rate);
    assertThat(cusum.step(2, new Trial(1, 10, Double.NaN, 0.2))).isEqualTo(rate);
  }

  @Test
  void theSumReturnsToZeroAfterAnAlarmOnly() {
    assertThat(new Judged(5, 6, true).carried()).isZero();
    assertThat(new Judged(1, 3, false).carried()).isEqualTo(3);
  }

  @Test
  void aGiantSampleStaysANumber() {
    Judged judged = (Judged) cusum(0.02).step(0, new Trial(2e8, 1e9, 0.1, 0.2));
    assertThat(judged.statistic()).isFinite();
  }

  @Test
  void settingsOutOfBoundsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoricalCusum(0, OptionalDouble.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CategoricalCusum(4, OptionalDouble.of(0)));
  }
}
