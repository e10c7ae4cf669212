package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.report.QualityReport;
import io.zhijing.dashboards.report.QualityReport.Row;
import io.zhijing.dashboards.report.QualityReport.Section;
import java.util.List;
import java.util.Optional;

/**
 * The report on a period.
 *
 * @param report empty where nothing has been heard of yet
 * @param from first day
 * @param to last day
 * @param plots its weeks
 */
public record PeriodPage(Optional<QualityReport> report, String from, String to, List<Plot> plots) {

  /** The greatest count or share of a section, which its bars are measured by. */
  public double greatest(Section section) {
    return section.rows().stream().mapToDouble(row -> bar(section, row)).max().orElse(0);
  }

  /** The length of a row's bar, of a hundred. */
  public long length(Section section, Row row) {
    double greatest = greatest(section);
    return greatest == 0 ? 0 : Math.round(100 * bar(section, row) / greatest);
  }

  private static double bar(Section section, Row row) {
    boolean isRate = section.kind() == QualityReport.Kind.RATE;
    if (!isRate) {
      return row.observed();
    }
    return row.tests() == 0 ? 0 : (double) row.observed() / row.tests();
  }

  /** Tests of a section in all. */
  public long tests(Section section) {
    return section.rows().stream().mapToLong(Row::tests).sum();
  }

  /** Failures or counts of a section in all. */
  public long observed(Section section) {
    return section.rows().stream().mapToLong(Row::observed).sum();
  }
}
