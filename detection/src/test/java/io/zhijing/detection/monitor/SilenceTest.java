package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.count.CountDetector;
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
      series.put(day, 0, (long) Draws.negativeBinomial(random, mean, 1.2));
    }
    return series;
  }

  private static CountSeries silenced(CountSeries series) {
    CountSeries silenced = new CountSeries();
    for (int day = 0; day <= TODAY; day++) {
      silenced.put(day, 0, day >= FROM && day <= TO ? 0 : series.observed(day, day));
    }
    return silenced;
  }

  private static CountSeries sum(CountSeries one, CountSeries other) {
    CountSeries sum = new CountSeries();
    for (int day = 0; day <= TODAY; day++) {
      sum.put(day, 0, one.observed(day, day) + other.observed(day, day));
    }
    return sum;
  }

  /** By what factor the series rise, and how many complaints a day the rest of the parent has. */
  private record World(double rise, double besideADay) {
    CountSeries[] drawn(int seed) {
      SplittableRandom random = new SplittableRandom(seed);
      CountSeries own = complaints(random, 5, rise);
      boolean isAlone = besideADay == 0;
      return new CountSeries[] {own, isAlone ? own : sum(own, complaints(random, besideADay, 1))};
    }
  }

  private int signalsOfAStreamThatWasHeard(World world) {
    int signals = 0;
    for (int seed = 0; seed < SERIES; seed++) {
      CountSeries[] drawn = world.drawn(seed);
      signals += found(Watched.from(0), drawn[0], drawn[1]).pValue() <= ALPHA ? 1 : 0;
    }
    return signals;
  }

  private int signals(Watched watched, World world) {
    int signals = 0;
    for (int seed = 0; seed < SERIES; seed++) {
      CountSeries[] drawn = world.drawn(seed);
      Finding finding = found(watched, silenced(drawn[0]), silenced(drawn[1]));
      signals += finding.pValue() <= ALPHA ? 1 : 0;
    }
    return signals;
  }

  private Finding found(Watched watched, CountSeries own, CountSeries parent) {
    return detector.count(new DefaultDetector.Case(own, parent, watched, NONE), TODAY, ALPHA);
  }

  @ParameterizedTest(name = "with {0} complaints a day beside it")
  @ValueSource(doubles = {0, 3, 50})
  void aRiseIsFoundAsOftenAsIfTheSourceHadBeenHeard(double besideADay) {
    World risen = new World(2.5, besideADay);
    int asHeard = signalsOfAStreamThatWasHeard(risen);
    assertThat(asHeard).isGreaterThan(SERIES / 2);
    assertThat(signals(KNOWN, risen)).isBetween(asHeard - 2, asHeard + 2);
    assertThat(signals(Watched.from(0), risen)).as("taken for zeros").isLessThan(SERIES / 10);
    assertThat(signals(KNOWN, new World(1, besideADay))).as("without a rise").isZero();
  }

  @Test
  void silentDaysAreNoReferenceDays() {
    CountDetector windows = new CountDetector(new int[] {7, 28}, 364, 56, 56);
    CountSeries own = silenced(complaints(new SplittableRandom(1), 5, 2.5));
    Finding known = windows.judge(new CountDetector.Case(own, own, KNOWN, NONE), TODAY, ALPHA);
    Finding taken =
        windows.judge(new CountDetector.Case(own, own, Watched.from(0), NONE), TODAY, ALPHA);
    assertThat(known.baseline().referenceDays()).isEqualTo(364 - 60);
    assertThat(taken.baseline().referenceDays()).isEqualTo(364);
    assertThat(known.expected() / known.windowDays()).isBetween(4.5, 6.0);
    assertThat(known.pValue()).isLessThan(taken.pValue());
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
