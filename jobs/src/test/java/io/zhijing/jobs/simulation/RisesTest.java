package io.zhijing.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import io.zhijing.jobs.simulation.Rises.Rise;
import io.zhijing.jobs.simulation.Rises.Shape;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RisesTest {
  private static final LocalDate FIRST = LocalDate.parse("2012-01-02");
  private static final Shape SHAPE = new Shape(FIRST.plusDays(50), FIRST.plusDays(199), 28, 2);

  private final Taxonomy regions =
      Taxonomy.closed(
          Tree.of(
              List.of(
                  new Tree.Node("all", "All", "全部", ""),
                  new Tree.Node("a", "A", "甲", "all"),
                  new Tree.Node("b", "B", "乙", "all"))),
          Map.of());
  private final List<RawReport> reports = reports();
  private final Rises rises = new Rises(reports, regions);

  /** Ten tests a day in each of two places for 200 days, one of five fails. */
  private static List<RawReport> reports() {
    List<RawReport> reports = new ArrayList<>();
    for (int day = 0; day < 200; day++) {
      for (String region : List.of("a", "b")) {
        for (int i = 0; i < 10; i++) {
          boolean fails = i % 5 == 0;
          reports.add(report(region, day, i, fails));
        }
      }
    }
    return reports;
  }

  private static RawReport report(String region, int day, int number, boolean fails) {
    LocalDate date = FIRST.plusDays(day);
    return new RawReport(
        new RawReport.Identity(
            ReportStream.INSPECTION,
            region + "-" + day + "-" + number,
            0,
            false,
            date,
            date.atStartOfDay().toInstant(ZoneOffset.UTC)),
        new RawReport.Where(region, "", List.of()),
        new RawReport.What("food", "", fails ? List.of("mould") : List.of("dust"), "product"),
        new RawReport.Who("", "", "", "", ""),
        new RawReport.Sampling("", "", "", ""),
        new RawReport.Outcome(1, fails ? 1 : 0),
        RawReport.Person.NONE);
  }

  private static long failures(List<RawReport> reports, Rise rise, boolean isWithin) {
    return reports.stream()
        .filter(
            report ->
                isWithin
                    == (report.where().region().equals(rise.region())
                        && rise.contains(report.identity().eventDate())))
        .mapToLong(report -> report.outcome().failures())
        .sum();
  }

  @Test
  void theRateDoublesWithinTheRiseAndStaysElsewhere() {
    Rise rise = new Rise("a", FIRST.plusDays(60), 28);
    List<RawReport> raised = rises.into(List.of(rise), SHAPE, new SplittableRandom(1));
    assertThat(raised).hasSameSizeAs(reports);
    assertThat(failures(reports, rise, true)).isEqualTo(56);
    assertThat(failures(raised, rise, true)).isBetween(90L, 135L);
    assertThat(failures(raised, rise, false)).isEqualTo(failures(reports, rise, false));
  }

  @Test
  void whatWasMadeToFailShowsWhatElsewhereFailed() {
    Rise rise = new Rise("a", FIRST.plusDays(60), 28);
    List<RawReport> raised = rises.into(List.of(rise), SHAPE, new SplittableRandom(1));
    for (int i = 0; i < raised.size(); i++) {
      if (!raised.get(i).equals(reports.get(i))) {
        assertThat(raised.get(i).outcome().failures()).isEqualTo(1);
        assertThat(raised.get(i).what().hazards()).containsExactly("dust", "mould");
        assertThat(raised.get(i).identity()).isEqualTo(reports.get(i).identity());
      }
    }
  }

  @Test
  void placesLieWithinTheSpanAndNoneComesTwice() {
    List<Rise> drawn = rises.draw(5, SHAPE, new SplittableRandom(3));
    assertThat(drawn).extracting(Rise::region).containsExactlyInAnyOrder("a", "b");
    assertThat(drawn)
        .allSatisfy(
            rise -> {
              assertThat(rise.first()).isAfterOrEqualTo(SHAPE.from());
              assertThat(rise.first().plusDays(27)).isBeforeOrEqualTo(SHAPE.to());
            });
    assertThat(rises.draw(5, SHAPE, new SplittableRandom(3))).isEqualTo(drawn);
  }

  @Test
  void aSpanShorterThanARiseIsRefused() {
    Shape narrow = new Shape(FIRST, FIRST.plusDays(5), 28, 2);
    assertThatThrownBy(() -> rises.draw(1, narrow, new SplittableRandom(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
