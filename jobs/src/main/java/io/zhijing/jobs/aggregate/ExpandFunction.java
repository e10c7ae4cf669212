package io.zhijing.jobs.aggregate;

import io.zhijing.detection.model.Report;
import io.zhijing.jobs.metrics.ChangeCounters;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.ExpectedChange;
import io.zhijing.jobs.state.FailureDelta;
import io.zhijing.jobs.state.LateReport;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.LedgerEntry.Account;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.Types;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * A change of one report to changes of all the strata that count it. Reports whose day has closed
 * for good leave by {@link #LATE}. Keeps no state.
 */
public final class ExpandFunction extends ProcessFunction<ExpectedChange, CellDelta> {
  private static final long serialVersionUID = 1;

  /** Reports too late to count. */
  public static final OutputTag<LateReport> LATE =
      new OutputTag<>("late-reports", Types.of(LateReport.class));

  /** Accounts of what is late. */
  public static final OutputTag<LedgerEntry> LEDGER =
      new OutputTag<>("expand-ledger", Types.of(LedgerEntry.class));

  /** Failures, for what contributes to a warning. */
  public static final OutputTag<FailureDelta> FAILURES =
      new OutputTag<>("failures", Types.of(FailureDelta.class));

  private final PipelineSettings settings;
  private transient StrataOfReports strata;
  private transient Calendar calendar;
  private transient ChangeCounters changes;

  /** Expansion under the settings. */
  public ExpandFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    strata = new StrataOfReports(settings.watch().lattice().get());
    calendar = settings.calendar();
    changes = new ChangeCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(ExpectedChange expected, Context context, Collector<CellDelta> out) {
    ReportChange change = expected.change();
    Report report = change.report();
    boolean isLate = !settings.isOpen(report.eventDay(), change.asOf());
    changes.count(report.source(), isLate, change.sign());
    if (isLate) {
      if (change.sign() > 0) {
        context.output(
            LATE,
            new LateReport(
                report.source(),
                report.id(),
                report.revision(),
                report.eventDay(),
                change.asOf(),
                settings.lagDays(report.eventDay(), change.asOf())));
        context.output(LEDGER, LedgerEntry.of(report.source(), Account.LATE, 1));
      }
      return;
    }
    long tick = calendar.tickOf(change.asOf());
    Counted.failure(report, tick, change.sign())
        .ifPresent(failure -> context.output(FAILURES, failure));
    for (Counted counted : strata.counted(report)) {
      out.collect(
          new CellDelta(
              counted.key(),
              report.eventDay(),
              tick,
              change.sign() * counted.trials(),
              change.sign() * counted.observed(),
              counted.trials() == 0 ? 0 : change.sign() * expected.expected()));
    }
  }
}
