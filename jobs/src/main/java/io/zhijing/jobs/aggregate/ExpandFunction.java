package io.zhijing.jobs.aggregate;

import io.zhijing.detection.model.Report;
import io.zhijing.jobs.metrics.ChangeCounters;
import io.zhijing.jobs.settings.DayMemo;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.ExpectedChange;
import io.zhijing.jobs.state.FailureDelta;
import io.zhijing.jobs.state.LateReport;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.LedgerEntry.Account;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportGroup;
import io.zhijing.jobs.state.ReportNodes;
import io.zhijing.jobs.state.ReportSum;
import io.zhijing.jobs.state.Types;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Changes of reports to changes of all the strata that count them. Reports whose day has closed for
 * good leave by {@link #LATE}. Keeps no state.
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
  private transient DayMemo days;
  private transient ChangeCounters changes;

  /** Expansion under the settings. */
  public ExpandFunction(PipelineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    strata = new StrataOfReports(settings.watch().lattice().get());
    days = new DayMemo(settings);
    changes = new ChangeCounters(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(ExpectedChange expected, Context context, Collector<CellDelta> out) {
    if (expected.change() instanceof ReportSum sum) {
      expand(sum, expected.expected(), context, out);
    } else if (expected.change() instanceof ReportChange change) {
      boolean isLate = !days.isOpen(change.report().eventDay(), change.asOf());
      if (isLate) {
        leave(change, context);
      } else {
        expand(ReportSum.of(change, days.tickOf(change.asOf())), expected.expected(), context, out);
      }
    }
  }

  private void leave(ReportChange change, Context context) {
    Report report = change.report();
    changes.count(report.source(), true, change.sign(), 1);
    boolean isTakenBack = change.sign() < 0;
    context.output(
        LATE,
        new LateReport(
            report.source(),
            report.id(),
            report.revision(),
            report.eventDay(),
            change.asOf(),
            days.lagDays(report.eventDay(), change.asOf()),
            isTakenBack));
    if (!isTakenBack) {
      context.output(LEDGER, LedgerEntry.of(report.source(), Account.LATE, 1));
    }
  }

  private void expand(ReportSum sum, long expected, Context context, Collector<CellDelta> out) {
    ReportGroup group = sum.group();
    changes.count(group.source(), false, 1, sum.added());
    changes.count(group.source(), false, -1, sum.takenBack());
    FailureDelta failures = failures(sum);
    if (!failures.isEmpty()) {
      context.output(FAILURES, failures);
    }
    for (StrataOfReports.Keyed each : strata.of(group.nodes())) {
      CellDelta delta =
          each.byHazard()
              ? new CellDelta(each.key(), group.day(), group.tick(), 0, sum.reports(), 0)
              : new CellDelta(
                  each.key(),
                  group.day(),
                  group.tick(),
                  sum.trials(),
                  sum.observed(),
                  group.trials() == 0 ? 0 : sum.reports() * expected);
      if (delta.isChange()) {
        out.collect(delta);
      }
    }
  }

  private static FailureDelta failures(ReportSum sum) {
    ReportNodes nodes = sum.group().nodes();
    return new FailureDelta(
        nodes.stream(),
        sum.group().day(),
        sum.group().tick(),
        nodes.region(),
        nodes.producers(),
        nodes.sector(),
        nodes.hazards(),
        nodes.enterprise(),
        sum.failing(),
        sum.observed());
  }
}
