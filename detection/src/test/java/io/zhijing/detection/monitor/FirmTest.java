package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.Judge.Case;
import io.zhijing.detection.monitor.Judge.Verdict;
import io.zhijing.detection.rules.RuleSet;
import org.junit.jupiter.api.Test;

/** How a firm of few tests is judged against all firms of its place and sector. Simulated. */
class FirmTest {
  private static final int TODAY = 300;
  private static final Stratum FIRM =
      Stratum.parse("inspection;region=150602;sector=C1353;enterprise=91150600YYYY00039N");
  private static final int[] NONE = {};
  private final Judge judge = new Judge(RuleSet.standard().detection());

  /** Fifty tests a week in which one of so many fails, and what the firm adds today. */
  private static CountSeries allFirms(int oneFailsOf, CountSeries firm) {
    CountSeries series = new CountSeries();
    int tests = 0;
    for (int day = 6; day < TODAY; day += 7) {
      int failures = (tests + 50) / oneFailsOf - tests / oneFailsOf;
      tests += 50;
      series.put(day, 50, failures);
    }
    series.put(TODAY, firm.trials(TODAY, TODAY), firm.observed(TODAY, TODAY));
    return series;
  }

  private static CountSeries today(int trials, int failures) {
    CountSeries series = new CountSeries();
    series.put(TODAY, trials, failures);
    return series;
  }

  private Verdict verdict(CountSeries own, int oneFailsOf) {
    return judge.judge(new Case(FIRM, own, allFirms(oneFailsOf, own), 0, NONE), TODAY);
  }

  private static RiskLevel level(Verdict verdict) {
    return verdict.kind().isEmpty()
        ? RiskLevel.NONE
        : RuleSet.standard().levelOf(verdict.finding().score(), verdict.finding().excess());
  }

  @Test
  void aFirmThatWasNeverSeenIsJudgedByTheOthers() {
    Verdict all = verdict(today(6, 6), 50);
    assertThat(all.finding().baseline().state()).isEqualTo("borrowed");
    assertThat(all.finding().expected()).isBetween(0.1, 0.14);
    assertThat(level(all)).isEqualTo(RiskLevel.BLUE);
    assertThat(level(verdict(today(2, 2), 50)))
        .as("two tests prove nothing")
        .isEqualTo(RiskLevel.NONE);
    assertThat(level(verdict(today(30, 2), 50))).isEqualTo(RiskLevel.NONE);
  }

  @Test
  void whereManyFailMoreIsAsked() {
    Verdict six = verdict(today(6, 6), 20);
    assertThat(six.kind()).as("a signal").isPresent();
    assertThat(level(six)).as("but no warning by itself").isEqualTo(RiskLevel.NONE);
    assertThat(level(verdict(today(8, 8), 20))).isEqualTo(RiskLevel.BLUE);
  }

  @Test
  void aFirmThatAlwaysFailsALittleIsUsedTo() {
    CountSeries own = today(6, 4);
    for (int day = 6; day < TODAY; day += 7) {
      own.put(day, 6, 3);
    }
    assertThat(level(verdict(own, 50))).isEqualTo(RiskLevel.NONE);
    assertThat(level(verdict(today(6, 4), 50))).isEqualTo(RiskLevel.NONE);
  }

  @Test
  void withoutEnoughTestsOfAnybodyItSaysSo() {
    Verdict thin = judge.judge(new Case(FIRM, today(6, 6), today(100, 6), 0, NONE), TODAY);
    assertThat(thin.kind()).isEmpty();
    assertThat(thin.reason()).isIn("no_trials", "history_too_short");
  }

  @Test
  void whereNothingFailedInViewNothingStandsOut() {
    CountSeries own = today(30, 0);
    own.put(TODAY - judge.viewDays(), 6, 6);
    Verdict none = verdict(own, 50);
    assertThat(none.finding().isEstimated()).isTrue();
    assertThat(none.finding().pValue()).isEqualTo(1);
    assertThat(none.kind()).isEmpty();
    own.put(TODAY - judge.viewDays() + 1, 6, 6);
    assertThat(verdict(own, 50).finding().pValue()).as("a day later it was in view").isLessThan(1);
  }
}
