package io.zhijing.detection.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zhijing.detection.count.FarringtonResult.Insufficient;
import io.zhijing.detection.count.FarringtonResult.Judged;
import io.zhijing.detection.count.FarringtonResult.Model;
import io.zhijing.detection.count.FarringtonResult.Prediction;
import io.zhijing.detection.count.FarringtonResult.Unbounded;
import io.zhijing.detection.count.FarringtonResult.Unjudged;
import io.zhijing.detection.count.FarringtonResult.Withheld;
import io.zhijing.detection.count.FlexibleControl.Limit;
import io.zhijing.detection.count.FlexibleControl.Method;
import io.zhijing.detection.count.FlexibleControl.Threshold;
import io.zhijing.detection.count.FlexibleControl.Trend;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both Farrington methods on input that no reference fixture would be made of. */
class FarringtonTest {
  private static final int WEEKS = 340;
  private static final int NOW = WEEKS - 1;

  record Detector(String name, BiFunction<CountHistory, Integer, FarringtonResult> at) {
    FarringtonResult judge(double[] counts) {
      return at.apply(CountHistory.of(counts, 52), NOW);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Detector> detectors() {
    Stream<Detector> flexible =
        Stream.of(Method.values())
            .map(
                method ->
                    new Detector(
                        "flexible " + method,
                        (history, index) ->
                            new FarringtonFlexible(control(method)).at(history, index)));
    Detector original =
        new Detector(
            "original",
            (history, index) -> new Farrington(FarringtonControl.usual(0.01)).at(history, index));
    return Stream.concat(flexible, Stream.of(original));
  }

  private static FlexibleControl control(Method method) {
    return new FlexibleControl(
        5,
        3,
        10,
        26,
        true,
        2.58,
        new Trend(true, 0.05),
        new Threshold(method, PowerTransform.TWO_THIRDS, 0.005),
        new Limit(5, 4),
        false);
  }

  private static double[] counts(IntToDoubleFunction count) {
    return IntStream.range(0, WEEKS).mapToDouble(count).toArray();
  }

  private static double[] usual() {
    Random random = new Random(7);
    return counts(i -> Math.floor(10 + 5 * Math.sin(i * Math.PI / 26) + 4 * random.nextDouble()));
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void aWeekLikeThoseBeforeIsQuietAndAnOutbreakAlarms(Detector detector) {
    double[] counts = usual();
    assertThat(detector.judge(counts))
        .isInstanceOfSatisfying(Judged.class, judged -> assertThat(judged.alarm()).isFalse());
    counts[NOW] = 60;
    assertThat(detector.judge(counts))
        .isInstanceOfSatisfying(
            Judged.class,
            judged -> {
              assertThat(judged.alarm()).isTrue();
              assertThat(judged.score()).isGreaterThan(1);
              assertThat(judged.pValue()).isBetween(0.0, 0.005);
              assertThat(judged.prediction().upperBound()).isBetween(10.0, 60.0);
            });
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void anEmptyOrShortHistoryIsTooShort(Detector detector) {
    Insufficient tooShort = new Insufficient(NoResult.HISTORY_TOO_SHORT);
    assertThat(detector.at().apply(CountHistory.of(new double[0], 52), 0)).isEqualTo(tooShort);
    assertThat(detector.at().apply(CountHistory.of(new double[] {1, 2, 3}, 52), 2))
        .isEqualTo(tooShort);
    assertThat(detector.at().apply(CountHistory.of(usual(), 52), WEEKS)).isEqualTo(tooShort);
    assertThat(detector.at().apply(CountHistory.of(usual(), 52), -1)).isEqualTo(tooShort);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void zerosAloneGiveNoNumberThatIsNone(Detector detector) {
    FarringtonResult result = detector.judge(new double[WEEKS]);
    assertThat(result).isNotInstanceOf(Judged.class);
    assertThat(numbers(result)).allMatch(Double::isFinite);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void aGiantCountNeitherStallsNorOverflows(Detector detector) {
    for (double giant : new double[] {1e6, 1e9, 1e15, 1e300}) {
      for (int where : new int[] {NOW, NOW - 52, NOW - 100, 100}) {
        double[] counts = usual();
        counts[where] = giant;
        FarringtonResult result = detector.judge(counts);
        assertThat(numbers(result))
            .as("%s at %s: %s", giant, where, result)
            .allMatch(Double::isFinite);
      }
      double[] all = counts(i -> giant);
      assertThat(numbers(detector.judge(all))).allMatch(Double::isFinite);
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void missingWeeksAreLeftOutAndAMissingCountIsNotJudged(Detector detector) {
    double[] counts = usual();
    for (int i = 0; i < NOW; i += 7) {
      counts[i] = Double.NaN;
    }
    assertThat(numbers(detector.judge(counts))).isNotEmpty().allMatch(Double::isFinite);
    counts[NOW] = Double.NaN;
    assertThat(detector.judge(counts))
        .isInstanceOfSatisfying(
            Unjudged.class,
            unjudged -> assertThat(unjudged.reason()).isEqualTo(NoResult.COUNT_MISSING));
    Arrays.fill(counts, 0, NOW, Double.NaN);
    assertThat(detector.judge(counts)).isInstanceOf(Insufficient.class);
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void aNegativeOrInfiniteCountIsInvalid(Detector detector) {
    for (double wrong : new double[] {-1, Double.POSITIVE_INFINITY}) {
      double[] counts = usual();
      counts[NOW - 104] = wrong;
      assertThat(detector.judge(counts)).isEqualTo(new Insufficient(NoResult.COUNT_INVALID));
      counts[NOW - 104] = 3;
      counts[NOW] = wrong;
      assertThat(detector.judge(counts))
          .isInstanceOfSatisfying(
              Unbounded.class,
              unbounded -> assertThat(unbounded.reason()).isEqualTo(NoResult.COUNT_INVALID));
    }
  }

  @ParameterizedTest
  @MethodSource("detectors")
  void fewRecentCasesWithholdTheVerdict(Detector detector) {
    double[] counts = usual();
    Arrays.fill(counts, NOW - 3, NOW + 1, 1);
    assertThat(detector.judge(counts)).isInstanceOf(Withheld.class);
  }

  @Test
  void populationsOfZeroAreNamedWhetherNowOrThen() {
    FlexibleControl flexible =
        new FlexibleControl(
            5,
            3,
            10,
            26,
            true,
            2.58,
            new Trend(true, 1),
            new Threshold(Method.NEGATIVE_BINOMIAL, PowerTransform.TWO_THIRDS, 0.005),
            new Limit(5, 4),
            true);
    FarringtonControl original =
        new FarringtonControl(
            5, 3, true, true, PowerTransform.TWO_THIRDS, 0.01, new Limit(5, 4), true);
    for (double wrong : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      double[] populations = counts(i -> 1000);
      populations[NOW - 52] = wrong;
      CountHistory then = CountHistory.of(usual(), 52).withPopulations(populations);
      Insufficient invalid = new Insufficient(NoResult.POPULATION_INVALID);
      assertThat(new FarringtonFlexible(flexible).at(then, NOW)).isEqualTo(invalid);
      assertThat(new Farrington(original).at(then, NOW)).isEqualTo(invalid);
      populations = counts(i -> 1000);
      populations[NOW] = wrong;
      CountHistory now = CountHistory.of(usual(), 52).withPopulations(populations);
      for (FarringtonResult result :
          new FarringtonResult[] {
            new FarringtonFlexible(flexible).at(now, NOW), new Farrington(original).at(now, NOW)
          }) {
        assertThat(((Unbounded) result).reason()).isEqualTo(NoResult.POPULATION_INVALID);
      }
    }
  }

  @Test
  void aCalendarWithoutTheReferenceDateIsNamed() {
    LocalDate[] dates =
        IntStream.range(0, WEEKS)
            .mapToObj(i -> LocalDate.of(2015, 1, 5).plusWeeks(i < 100 ? i : i + 30))
            .toArray(LocalDate[]::new);
    CountHistory gap = CountHistory.of(usual(), 52).withDates(dates);
    assertThat(new FarringtonFlexible(FlexibleControl.noufaily(0.005)).at(gap, NOW))
        .isInstanceOf(Insufficient.class);
  }

  @Test
  void aDetectorGivesTheSameWhateverItSawBefore() {
    FarringtonFlexible used = new FarringtonFlexible(FlexibleControl.noufaily(0.005));
    CountHistory history = CountHistory.of(usual(), 52);
    used.at(CountHistory.of(counts(i -> 1000 + i), 52), NOW);
    used.at(CountHistory.of(new double[WEEKS], 52), NOW);
    assertThat(used.at(history, NOW))
        .isEqualTo(new FarringtonFlexible(FlexibleControl.noufaily(0.005)).at(history, NOW));
  }

  @Test
  void settingsOutOfBoundsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> FlexibleControl.noufaily(0));
    assertThatIllegalArgumentException().isThrownBy(() -> FarringtonControl.usual(1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limit(-1, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> new Limit(5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> CountHistory.of(new double[1], 0));
  }

  @Test
  void theSameWeekOfAnEarlierYearFallsOnTheSameWeekday() {
    LocalDate monday = LocalDate.of(2021, 1, 4);
    LocalDate then = ReferenceBlocks.yearsBefore(monday, 1);
    assertThat(ReferenceBlocks.nearest(then, monday.getDayOfWeek()))
        .isEqualTo(LocalDate.of(2020, 1, 6));
    assertThat(ReferenceBlocks.yearsBefore(LocalDate.of(2020, 2, 29), 1))
        .isEqualTo(LocalDate.of(2019, 3, 1));
  }

  private static List<Double> numbers(FarringtonResult result) {
    return Arrays.stream(values(result)).boxed().toList();
  }

  private static double[] values(FarringtonResult result) {
    if (result instanceof Judged judged) {
      return values(judged.prediction(), judged.score(), judged.pValue());
    } else if (result instanceof Withheld withheld) {
      return values(withheld.prediction(), withheld.score(), withheld.pValue());
    } else if (result instanceof Unjudged unjudged) {
      return values(unjudged.prediction(), 0, 0);
    } else if (result instanceof Unbounded unbounded) {
      return values(unbounded.model());
    }
    return new double[0];
  }

  private static double[] values(Prediction prediction, double score, double pValue) {
    double[] model = values(prediction.model());
    double[] rest = {
      prediction.expected(),
      prediction.error(),
      prediction.quantileMean(),
      prediction.upperBound(),
      score,
      pValue
    };
    return Stream.of(model, rest).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] values(Model model) {
    return new double[] {model.phi(), model.trend().orElse(0)};
  }
}
