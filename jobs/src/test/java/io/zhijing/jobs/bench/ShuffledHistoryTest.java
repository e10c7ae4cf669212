package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.rehearsal.BudgetCurve;
import io.zhijing.detection.rehearsal.Rehearsal;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.PackWatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Complaints of one ward: one a day, and twenty a day in weeks 90 to 93. */
class ShuffledHistoryTest {
  private static final int WEEKS = 104;
  private static final int WEEK = 7;
  private static Lattice lattice;
  private static List<Report> reports;

  @BeforeAll
  static void load() throws Exception {
    Pack pack = new PackWatch("chicago").load();
    lattice = new Lattice(pack.taxonomies(), pack.facets());
    reports = new ArrayList<>();
    for (int day = 0; day < WEEKS * WEEK; day++) {
      int week = day / WEEK;
      for (int i = 0; i < (week >= 90 && week < 94 ? 20 : 1); i++) {
        reports.add(complaint(day, i));
      }
    }
  }

  private static Report complaint(int day, int number) {
    String[] none = {};
    Report.Details details =
        new Report.Details("", "", "", "", "", "", "", "", "", "", "", "", "", none);
    return new Report(
        "complaint",
        "complaint",
        day + "-" + number,
        0,
        false,
        day,
        0,
        "ward-01",
        none,
        "unknown",
        none,
        -1,
        -1,
        "",
        details);
  }

  private static ShuffledHistory history() {
    return new ShuffledHistory(reports, lattice, 0, WEEKS, 1);
  }

  @Test
  void everyWeekIsPlayedOnceARoundAndStaysWhole() {
    ShuffledHistory history = history();
    for (int day = 0; day < WEEKS * WEEK; day++) {
      history.play(day);
    }
    for (int i = 0; i < history.size(); i++) {
      assertThat(history.series(i).observed(0, WEEKS * WEEK - 1)).isEqualTo(reports.size());
    }
    int busy = 0;
    for (int week = 0; week < WEEKS; week++) {
      long count = history.series(0).observed(week * WEEK, week * WEEK + WEEK - 1);
      assertThat(count).isIn(7L, 140L);
      busy += count == 140 ? 1 : 0;
    }
    assertThat(busy).isEqualTo(4);
  }

  @Test
  void theSameSeedPlaysTheSameOrder() {
    ShuffledHistory one = history();
    ShuffledHistory other = history();
    for (int day = 0; day < WEEKS * WEEK; day++) {
      one.play(day);
      other.play(day);
      assertThat(one.series(0).observed(day, day)).isEqualTo(other.series(0).observed(day, day));
    }
  }

  @Test
  void aRehearsalWarnsOnceOfARiseAndAHigherScoreNeverWarnsMore() {
    ShuffledHistory history = history();
    Rehearsal.Span span = new Rehearsal.Span(0, 364, WEEKS * WEEK - 1);
    BudgetCurve curve =
        BudgetCurve.measure(lattice, RuleSet.standard(), new double[] {3, 7, 400}, history, span);
    List<BudgetCurve.Point> points = curve.points();
    assertThat(points.get(0).perMonth()).isGreaterThanOrEqualTo(points.get(1).perMonth());
    assertThat(points.get(1).perMonth() * span.months()).isBetween(1.0, 8.6);
    assertThat(points.get(2).perMonth() * span.months()).isLessThan(1);
  }
}
