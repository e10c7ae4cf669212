package io.zhijing.dashboards.console.query;

import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.report.QualityReport;
import io.zhijing.dashboards.report.QualityReport.Raised;
import io.zhijing.dashboards.report.ReportReader;
import io.zhijing.detection.model.Coded;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The report on the quality of a period. Its counts are of leagues, sectors and hazards, none of
 * which is a cell whose small counts are hidden; its warnings are those that the viewer may see.
 * Thread-safe.
 */
public final class PeriodQueries {
  private final Stored stored;
  private final WarningQueries warnings;
  private final ReportReader reader;
  private final boolean isSimulated;

  /** Reports of what a reader finds; whether the data are simulated stands on each. */
  public PeriodQueries(
      Stored stored, WarningQueries warnings, ReportReader reader, boolean isSimulated) {
    this.stored = stored;
    this.warnings = warnings;
    this.reader = reader;
    this.isSimulated = isSimulated;
  }

  /**
   * The last month that was heard of to its end, for whoever names no period.
   *
   * @param from its first day
   * @param to its last day
   */
  public record Period(LocalDate from, LocalDate to) {}

  /** The last month that is over by the job's clock; empty if it has heard nothing. */
  public Optional<Period> lastMonth(Viewer viewer) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    return stored
        .clock()
        .map(at -> at.atZone(stored.pack().zone()).toLocalDate())
        .map(
            day -> {
              LocalDate first = day.plusDays(1).withDayOfMonth(1).minusMonths(1);
              return new Period(first, first.plusMonths(1).minusDays(1));
            });
  }

  /** The report of a period, both days included. */
  public synchronized QualityReport report(Viewer viewer, Period period) {
    stored.access().require(viewer, Action.READ_AGGREGATES);
    QualityReport whole = reader.read(period.from(), period.to(), isSimulated);
    return new QualityReport(
        whole.about(), whole.headline(), whole.sections(), whole.weeks(), raised(viewer, period));
  }

  private List<Raised> raised(Viewer viewer, Period period) {
    WarningFilter any = WarningFilter.any();
    WarningFilter filter =
        new WarningFilter(
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            any.nodes(),
            Set.of(),
            Optional.of(period.from()),
            Optional.of(period.to()),
            Optional.empty(),
            "");
    List<Raised> raised = new ArrayList<>();
    warnings.each(viewer, filter, each -> raised.add(raised(each)));
    raised.sort(Comparator.comparing(Raised::day).thenComparing(Raised::id));
    return raised;
  }

  private static Raised raised(WarningSummary warning) {
    Coded peak = warning.peakLevel();
    return new Raised(
        warning.raisedOn(),
        warning.id(),
        peak.code(),
        warning.status().code(),
        warning.what().whereEn(),
        warning.what().whereZh(),
        warning.what().whatEn(),
        warning.what().whatZh());
  }
}
