package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Signal.Kind;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Watched;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.stats.Draws;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Complaints by day of which for sixty days nothing came. Simulated. */
class SilenceTest {
  private static final int TODAY = 1092;
  private static final int FROM = TODAY - 130;
  private static final int TO = TODAY - 71;
  private static final int RISE_DAYS = 14;
  private static final int SERIES = 40;
  private static final int[] NONE = {};
  private static final double ALPHA = 1e-4;
  private static final Watched KNOWN = new Watched(0, IntStream.rangeClosed(FROM, TO).toArray());

  private final DefaultDetector detector =
      new DefaultDetector(DefaultDetector.Settings.of(RuleSet.standard().detection()));

  private static CountSeries complaints(SplittableRandom random, double aDay, double rise) {
    CountSeries series = new CountSeries();
    for (int day = 0; day <= TODAY; day++) {
      double mean = day > TODAY - RISE_DAYS ? aDay * rise : aDay;
      long count = (long) Draws.negativeBinomial(random, mean, 1.2);
      series.put(day, 0, day >= FROM && day <= TO ? 0 : count);
    }
    return series;
  }

  private static CountSeries sum(CountSeries one, CountSeries other) {
    CountSeries sum = new CountSeries();
    for (int day = 0; day <= TODAY; day++) {
      sum.put(day, 0, one.observed(day, day) + other.observed(day, day));
    }
    return sum;
  }

  /**
   * How many of the series stand out.
   *
   * @param besideADay complaints a day of the rest of the parent; 0 if there is no parent
   */
  private int signals(Watched watched, double rise, double besideADay) {
    int signals = 0;
    for (int seed = 0; seed < SERIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CountSeries own = complaints(random, 5, rise);
      CountSeries parent = besideADay > 0 ? sum(own, complaints(random, besideADay, 1)) : own;
      signals += found(watched, own, parent).pValue() <= ALPHA ? 1 : 0;
    }
    return signals;
  }

  private Finding found(Watched watched, CountSeries own, CountSeries parent) {
    return detector.count(new DefaultDetector.Case(own, parent, watched, NONE), TODAY, ALPHA);
  }

  @ParameterizedTest(name = "with {0} complaints a day beside it")
  @ValueSource(doubles = {0, 3, 50})
  void aRiseIsFoundThoughItsSourceWasSilent(double besideADay) {
    assertThat(signals(KNOWN, 2.5, besideADay)).isEqualTo(SERIES);
    assertThat(signals(KNOWN, 1, besideADay)).as("without a rise").isZero();
  }

  @Test
  void aSilenceThatIsTakenForZerosHidesIt() {
    assertThat(signals(Watched.from(0), 2.5, 0)).isLessThan(SERIES / 4);
  }

  @Test
  void silentDaysAreNoReferenceDays() {
    CountSeries own = complaints(new SplittableRandom(1), 5, 2.5);
    Finding known = found(KNOWN, own, own);
    Finding taken = found(Watched.from(0), own, own);
    assertThat(known.windowDays()).isEqualTo(14);
    assertThat(known.baseline().referenceDays()).isEqualTo(364 - 60);
    assertThat(taken.baseline().referenceDays()).isGreaterThan(364 - 60);
    assertThat(known.expected()).isBetween(60.0, 90.0);
  }

  @Test
  void aPastThatWasMostlySilentIsTooShort() {
    CountSeries own = complaints(new SplittableRandom(1), 5, 2.5);
    Watched silent = new Watched(0, IntStream.range(20, TODAY - 20).toArray());
    Finding finding = found(silent, own, own);
    assertThat(finding.isEstimated()).isFalse();
    assertThat(finding.baseline().reason()).isEqualTo("history_too_short");
  }

  @Test
  void whatMayHaveBeenHiddenByASilenceIsNotTheFirstEver() {
    Judge judge = new Judge(RuleSet.standard().detection());
    Stratum hazard = new Stratum(ReportStream.COMPLAINT, Map.of(Dimension.HAZARD, "H1"));
    CountSeries own = new CountSeries();
    own.put(TODAY - 1, 0, 1);
    own.put(TODAY, 0, 1);
    CountSeries all = complaints(new SplittableRandom(1), 5, 1);
    Watched silent = new Watched(0, IntStream.range(100, TODAY - 30).toArray());
    assertThat(judge.judge(new Judge.Case(hazard, own, all, Watched.from(0), NONE), TODAY).kind())
        .contains(Kind.FIRST_EVER);
    assertThat(judge.judge(new Judge.Case(hazard, own, all, silent, NONE), TODAY).kind()).isEmpty();
  }
}
