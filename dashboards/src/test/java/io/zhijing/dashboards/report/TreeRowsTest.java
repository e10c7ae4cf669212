package io.zhijing.dashboards.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.report.QualityReport.About;
import io.zhijing.dashboards.report.QualityReport.Headline;
import io.zhijing.dashboards.report.QualityReport.Kind;
import io.zhijing.dashboards.report.QualityReport.Row;
import io.zhijing.dashboards.report.QualityReport.Section;
import io.zhijing.dashboards.report.QualityReport.Tested;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Taxonomy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rows of a report's tables add up to what was counted. */
class TreeRowsTest {
  private static final Comparator<Row> MOST_FIRST =
      Comparator.comparingLong(Row::observed).reversed().thenComparing(Row::code);

  private static Taxonomy hazards;

  @BeforeAll
  static void load() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    hazards = pack.taxonomies().get(Dimension.HAZARD);
  }

  private static Row row(String code, long tests, long observed) {
    return new Row(code, code, code, tests, observed);
  }

  private static long sum(List<Row> rows) {
    return rows.stream().mapToLong(Row::observed).sum();
  }

  /** Twenty hazards of a group, the first found twenty times, the last once; 210 in all. */
  private static List<Row> twenty() {
    List<Row> met = new ArrayList<>(List.of(row("mycotoxin", 0, 210)));
    for (int i = 0; i < 20; i++) {
      met.add(row("mycotoxin/h" + (char) ('a' + i), 0, 20 - i));
    }
    return met;
  }

  @Test
  void whatATableCutsOffIsInTheLastRowSoThatTheSumIsTheWhole() {
    List<Row> rows = new TreeRows(hazards, Kind.COUNT, twenty()).lowest(MOST_FIRST, 15);
    assertThat(rows).hasSize(16);
    assertThat(rows.get(0)).isEqualTo(row("mycotoxin/ha", 0, 20));
    assertThat(rows.get(15)).isEqualTo(new Row("", "others", "其他", 0, 5 + 4 + 3 + 2 + 1));
    assertThat(sum(rows)).isEqualTo(210);
  }

  @Test
  void whatWasReportedOfAGroupItselfIsNotLost() {
    List<Row> met =
        List.of(row("mycotoxin", 100, 12), row("mycotoxin/ha", 60, 5), row("mycotoxin/hb", 10, 4));
    List<Row> rows = new TreeRows(hazards, Kind.RATE, met).lowest(MOST_FIRST, 15);
    assertThat(rows).containsExactly(met.get(1), met.get(2), new Row("", "others", "其他", 30, 3));
  }

  @Test
  void wereAllNodesBelowMetAndNoneCutThereAreNoOthers() {
    List<Row> met = List.of(row("mycotoxin", 9, 4), row("mycotoxin/ha", 9, 4));
    assertThat(new TreeRows(hazards, Kind.RATE, met).lowest(MOST_FIRST, 15))
        .containsExactly(met.get(1));
    List<Row> twice =
        List.of(row("mycotoxin", 0, 4), row("mycotoxin/ha", 0, 4), row("mycotoxin/hb", 0, 4));
    assertThat(new TreeRows(hazards, Kind.COUNT, twice).lowest(MOST_FIRST, 15))
        .as("one report of two hazards")
        .containsExactly(twice.get(1), twice.get(2));
  }

  @Test
  void aPageAndATableSayWhatTheOthersAre() {
    List<Row> rows = new TreeRows(hazards, Kind.COUNT, twenty()).lowest(MOST_FIRST, 15);
    QualityReport report =
        new QualityReport(
            new About("P", "P", LocalDate.EPOCH, LocalDate.EPOCH, false),
            new Headline(new Tested(0, 0), new Tested(0, 0)),
            List.of(new Section("inspections.hazard", Kind.COUNT, rows)),
            List.of(),
            List.of());
    assertThat(ReportCsv.of(report, Locale.CHINESE)).contains("inspections.hazard,,其他,,15");
    assertThat(ReportPage.of(report, Locale.ENGLISH, ""))
        .contains("<td>others</td><td class=\"number\">15</td>")
        .contains("<td>sum</td><td class=\"number\">210</td>");
  }
}
