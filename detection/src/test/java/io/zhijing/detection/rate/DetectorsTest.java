package io.zhijing.detection.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.baseline.RateBaseline;
import io.zhijing.detection.baseline.ReferenceDays;
import io.zhijing.detection.count.CountDetector;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import org.junit.jupiter.api.Test;

/** Both detectors on data that are ordinary, thin or odd. */
class DetectorsTest {
  private static final int TODAY = 400;
  private static final int[] NONE = new int[0];
  private final CountDetector counts = new CountDetector(new int[] {7, 28}, 364, 56, 56);
  private final RateDetector rates =
      new RateDetector(
          new RateBaseline(
              new ReferenceDays(28, 364, 56), new RateBaseline.Strength(50, 0.005, 200)),
          28);

  private static CountSeries daily(int from, int to, long trials, long observed) {
    CountSeries series = new CountSeries();
    for (int day = from; day <= to; day++) {
      series.put(day, trials, observed);
    }
    return series;
  }

  private static void assertSound(Finding finding) {
    assertThat(finding.pValue()).isBetween(0.0, 1.0);
    assertThat(finding.expected()).isFinite();
    assertThat(finding.upperBound()).isFinite();
    assertThat(finding.score()).isBetween(0.0, 300.0);
  }

  @Test
  void aSteadyCountIsNoSignalAndARiseIs() {
    CountSeries series = daily(0, TODAY, 0, 2);
    Finding steady = counts.judge(new CountDetector.Case(series, series, 0, NONE), TODAY, 1e-4);
    assertThat(steady.pValue()).isGreaterThan(0.01);
    assertThat(steady.expected()).isBetween(0.9 * steady.observed(), 1.1 * steady.observed());
    for (int day = TODAY - 6; day <= TODAY; day++) {
      series.put(day, 0, 9);
    }
    Finding risen = counts.judge(new CountDetector.Case(series, series, 0, NONE), TODAY, 1e-4);
    assertSound(risen);
    assertThat(risen.observed()).isGreaterThan((long) risen.upperBound());
    assertThat(risen.pValue()).isLessThan(1e-9);
  }

  @Test
  void pastSignalsAreLeftOutUpToALimit() {
    CountSeries series = daily(0, TODAY, 0, 1);
    int[] past = new int[35];
    for (int i = 0; i < past.length; i++) {
      past[i] = TODAY - 63 + i;
      series.put(past[i], 0, 30);
    }
    Finding with = counts.judge(new CountDetector.Case(series, series, 0, NONE), TODAY, 1e-4);
    Finding without = counts.judge(new CountDetector.Case(series, series, 0, past), TODAY, 1e-4);
    assertThat(without.expected()).isLessThan(with.expected() / 2);
    assertThat(without.baseline().leftOutDays()).isBetween(1, 56);
  }

  @Test
  void oddSeriesGiveSoundFindings() {
    CountSeries giant = new CountSeries();
    giant.put(TODAY, 0, 1_000_000_000L);
    assertSound(counts.judge(new CountDetector.Case(giant, giant, 0, NONE), TODAY, 1e-4));
    assertSound(
        counts.judge(
            new CountDetector.Case(new CountSeries(), new CountSeries(), 0, NONE), TODAY, 1e-4));
    CountSeries begun = daily(380, TODAY, 0, 3);
    Finding young = counts.judge(new CountDetector.Case(begun, begun, 380, NONE), TODAY, 1e-4);
    assertThat(young.baseline().state()).isEqualTo("insufficient");
    assertThat(young.baseline().reason()).isEqualTo("history_too_short");
    assertThat(young.isEstimated()).isFalse();
  }

  @Test
  void moreTestsAtTheSameRateRaiseNothing() {
    CountSeries own = daily(0, TODAY - 28, 10, 1);
    for (int day = TODAY - 27; day <= TODAY; day++) {
      own.put(day, 80, 8);
    }
    Finding finding = rates.judge(new RateDetector.Case(own, own, 0, NONE), TODAY, 1e-4);
    assertSound(finding);
    assertThat(finding.pValue()).isGreaterThan(0.05);
  }

  @Test
  void aHigherRateInTheSameVolumeIsASignal() {
    CountSeries own = daily(0, TODAY - 28, 10, 1);
    for (int day = TODAY - 27; day <= TODAY; day++) {
      own.put(day, 10, 4);
    }
    Finding finding = rates.judge(new RateDetector.Case(own, own, 0, NONE), TODAY, 1e-4);
    assertThat(finding.pValue()).isLessThan(1e-6);
    assertThat(finding.observed()).isGreaterThan((long) finding.upperBound());
    assertThat(finding.baseline().state()).isEqualTo("estimated");
  }

  @Test
  void aThinStratumBorrowsTheRateOfItsParent() {
    CountSeries own = new CountSeries();
    own.put(TODAY - 100, 1, 1);
    own.put(TODAY, 20, 3);
    Finding cautious =
        rates.judge(new RateDetector.Case(own, daily(0, TODAY, 20, 1), 0, NONE), TODAY, 1e-4);
    Finding usual =
        rates.judge(new RateDetector.Case(own, daily(0, TODAY, 20, 8), 0, NONE), TODAY, 1e-4);
    assertThat(cautious.baseline().state()).isEqualTo("borrowed");
    assertThat(cautious.baseline().reason()).isEqualTo("thin_data");
    assertThat(cautious.expected()).isLessThan(usual.expected());
    assertThat(cautious.pValue()).isLessThan(usual.pValue());
  }

  @Test
  void withoutTrialsThereIsNoRate() {
    CountSeries none = new CountSeries();
    Finding finding = rates.judge(new RateDetector.Case(none, none, 0, NONE), TODAY, 1e-4);
    assertThat(finding.baseline().reason()).isEqualTo("no_trials");
    assertSound(finding);
    Finding noTestsNow =
        rates.judge(new RateDetector.Case(none, daily(0, TODAY, 20, 1), 0, NONE), TODAY, 1e-4);
    assertSound(noTestsNow);
    assertThat(noTestsNow.pValue()).isEqualTo(1);
  }
}
