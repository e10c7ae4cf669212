package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.count.CountDetector;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.stats.Draws;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DefaultDetectorTest {
  private static final int TODAY = 1092;
  private static final int[] NONE = {};
  private static final double ALPHA = 1e-4;

  private final DefaultDetector detector =
      new DefaultDetector(DefaultDetector.Settings.of(RuleSet.standard().detection()));

  private final CountDetector windowsAlone = new CountDetector(new int[] {7, 28}, 364, 56, 56);

  /** Two a day by chance, and exactly so many on each of the latest days. */
  private static CountSeries daily(int latest, int latestDays) {
    SplittableRandom random = new SplittableRandom(9);
    CountSeries series = new CountSeries();
    for (int day = 0; day <= TODAY; day++) {
      double count = Draws.negativeBinomial(random, 2, 1);
      series.put(day, 0, day > TODAY - latestDays ? latest : (long) count);
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

  private Finding count(CountSeries own) {
    return detector.count(new DefaultDetector.Case(own, own, 0, NONE), TODAY, ALPHA);
  }

  @Test
  void aLastingSmallRiseIsFoundByEvidence() {
    Finding steady = count(daily(2, 56));
    Finding risen = count(daily(3, 56));
    assertThat(steady.pValue()).isGreaterThan(1e-3);
    assertThat(risen.method()).isEqualTo("count-evidence/2");
    assertThat(risen.pValue()).isLessThan(ALPHA);
    CountDetector.Case rise = new CountDetector.Case(daily(3, 56), daily(3, 56), 0, NONE);
    assertThat(windowsAlone.judge(rise, TODAY, ALPHA).pValue()).isGreaterThan(10 * risen.pValue());
    assertThat(risen.windowDays()).isBetween(28, 70);
    assertThat(risen.observed()).isGreaterThan((long) risen.expected());
    assertThat(risen.upperBound()).isLessThan((double) risen.observed());
  }

  @Test
  void aYoungStratumHasNoEvidenceButWindows() {
    CountSeries series = daily(10, 5);
    CountSeries steady = sum(series, daily(20, 0));
    Finding finding =
        detector.count(new DefaultDetector.Case(series, steady, TODAY - 200, NONE), TODAY, ALPHA);
    assertThat(finding.method()).isEqualTo("count-window/3");
    assertThat(finding.pValue()).isLessThan(1e-4);
  }

  @Test
  void whatRisesEverywhereIsNoRiseOfAYoungStratum() {
    CountSeries series = daily(10, 5);
    CountSeries season = sum(series, sum(series, series));
    Finding everywhere =
        detector.count(new DefaultDetector.Case(series, season, TODAY - 200, NONE), TODAY, ALPHA);
    assertThat(everywhere.pValue()).isGreaterThan(0.01);
  }

  @Test
  void withNothingBesideItAYoungStratumMayBeAnywhereInItsSeason() {
    CountSeries series = daily(10, 5);
    CountSeries steady = sum(series, daily(20, 0));
    Finding known =
        detector.count(new DefaultDetector.Case(series, steady, TODAY - 200, NONE), TODAY, ALPHA);
    Finding unknown =
        detector.count(new DefaultDetector.Case(series, series, TODAY - 200, NONE), TODAY, ALPHA);
    assertThat(unknown.pValue()).isGreaterThan(3 * known.pValue());
  }

  @Test
  void nothingAtAllIsInsufficientOrUnremarkable() {
    CountSeries empty = new CountSeries();
    DefaultDetector.Case nothing = new DefaultDetector.Case(empty, empty, 0, NONE);
    assertThat(detector.rate(nothing, TODAY, ALPHA).isEstimated()).isFalse();
    assertThat(detector.count(nothing, TODAY, ALPHA).pValue()).isEqualTo(1);
    DefaultDetector.Case young = new DefaultDetector.Case(empty, empty, TODAY, NONE);
    assertThat(detector.count(young, TODAY, ALPHA).isEstimated()).isFalse();
  }

  @Test
  void aRateThatDoublesForWeeksStandsOutAndMoreTestsDoNot() {
    CountSeries campaign = rates(0.04, 0.04);
    CountSeries worse = rates(0.04, 0.09);
    DefaultDetector.Case more = new DefaultDetector.Case(campaign, campaign, 0, NONE);
    DefaultDetector.Case risen = new DefaultDetector.Case(worse, campaign, 0, NONE);
    assertThat(detector.rate(more, TODAY, ALPHA).pValue()).isGreaterThan(1e-3);
    assertThat(detector.rate(risen, TODAY, ALPHA).pValue()).isLessThan(1e-6);
  }

  /** Ten tests a day, sixty a day in a campaign over the latest six weeks. */
  private static CountSeries rates(double before, double now) {
    SplittableRandom random = new SplittableRandom(10);
    CountSeries series = new CountSeries();
    for (int day = 0; day <= TODAY; day++) {
      boolean isCampaign = day > TODAY - 42;
      int trials = isCampaign ? 60 : 10;
      double rate = isCampaign ? now : before;
      series.put(day, trials, (long) Draws.betaBinomial(random, trials, rate, 0.001));
    }
    return series;
  }
}
