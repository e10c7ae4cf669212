package io.zhijing.jobs.reconcile;

import io.zhijing.detection.model.Report;
import io.zhijing.jobs.metrics.RecordCounters;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.LedgerEntry.Account;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportUpdate;
import io.zhijing.jobs.state.States;
import io.zhijing.jobs.state.Types;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Brings each report to one current version. Keyed by source and id. Reports wait until the
 * watermark passes their arrival, then are taken in order of arrival, so that the outcome does not
 * depend on the order in which Kafka delivered them. What is known of a report is forgotten once
 * every further revision would be too late to count.
 */
public final class ReconcileFunction extends KeyedProcessFunction<String, Report, ReportChange> {
  private static final long serialVersionUID = 1;

  /** The state of each report, for its document. */
  public static final OutputTag<ReportUpdate> REPORTS =
      new OutputTag<>("report-updates", Types.of(ReportUpdate.class));

  /** What became of each report. */
  public static final OutputTag<LedgerEntry> LEDGER =
      new OutputTag<>("reconcile-ledger", Types.of(LedgerEntry.class));

  /** Of reports that arrive together: by revision; two contents of one revision by content. */
  private static final Comparator<Report> ORDER =
      Comparator.comparing(Report::arrivedAt)
          .thenComparing(Report::revision)
          .thenComparing(ReconcileFunction::contentOf);

  private final Calendar calendar;
  private final int keepDays;
  private transient MapState<Long, Report[]> waiting;
  private transient ValueState<Version> known;
  private transient ValueState<Long> forgetAt;
  private transient RecordCounters records;

  /** Reconciliation under the settings. */
  public ReconcileFunction(PipelineSettings settings) {
    this.calendar = settings.calendar();
    this.keepDays = settings.rememberedDays();
  }

  /** What a report is reconciled by. */
  public static String keyOf(Report report) {
    return report.source() + ":" + report.id();
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(States.listByTick("waiting-reports", Report.class));
    known = getRuntimeContext().getState(States.one("version", Version.class));
    forgetAt = getRuntimeContext().getState(States.time("forget-at"));
    records =
        new RecordCounters(
            getRuntimeContext().getMetricGroup(),
            Account.CURRENT,
            Account.DUPLICATE,
            Account.SUPERSEDED,
            Account.WITHDRAWN);
  }

  @Override
  public void processElement(Report report, Context context, Collector<ReportChange> out)
      throws Exception {
    long at = Math.max(report.arrivedAt(), context.timerService().currentWatermark() + 1);
    Report[] before = waiting.get(at);
    Report[] after = before == null ? new Report[1] : Arrays.copyOf(before, before.length + 1);
    after[after.length - 1] = report;
    waiting.put(at, after);
    context.timerService().registerEventTimeTimer(at);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ReportChange> out)
      throws Exception {
    Report[] due = waiting.get(timestamp);
    if (due != null) {
      waiting.remove(timestamp);
      Arrays.sort(due, ORDER);
      Version version = known.value();
      for (Report report : due) {
        version = take(version, report, context, out);
      }
      known.update(version);
    }
    Long forget = forgetAt.value();
    if (forget != null && forget == timestamp) {
      known.clear();
      forgetAt.clear();
    }
  }

  private Version take(
      Version before, Report report, OnTimerContext context, Collector<ReportChange> out)
      throws Exception {
    long asOf = context.timestamp();
    Version after = before == null ? Version.first(report) : before.after(report);
    boolean isChanged = before == null || after.report().revision() != before.report().revision();
    if (isChanged) {
      Optional<Report> old = before == null ? Optional.empty() : before.counted();
      old.ifPresent(each -> out.collect(new ReportChange(each, -1, asOf)));
      after.counted().ifPresent(each -> out.collect(new ReportChange(each, 1, asOf)));
      if (after.report().withdrawn()) {
        context.output(REPORTS, new ReportUpdate(after.report(), "withdrawn", asOf));
      } else if (after.report().matter().isEmpty()) {
        context.output(REPORTS, new ReportUpdate(after.report(), "counted", asOf));
      }
    }
    Map<Account, Long> earlier = before == null ? Map.of() : before.accounts();
    after
        .accounts()
        .forEach(
            (account, total) -> {
              long change = total - earlier.getOrDefault(account, 0L);
              if (change != 0) {
                records.add(report.source(), account, change);
                context.output(LEDGER, LedgerEntry.of(report.source(), account, change));
              }
            });
    keepUntil(calendar.endOf(report.eventDay() + keepDays), context);
    return after;
  }

  private void keepUntil(long time, Context context) throws Exception {
    Long planned = forgetAt.value();
    if (planned == null || planned < time) {
      forgetAt.update(time);
      context.timerService().registerEventTimeTimer(time);
    }
  }

  private static String contentOf(Report report) {
    return String.join(
        "|",
        String.valueOf(report.withdrawn()),
        String.valueOf(report.eventDay()),
        report.region(),
        report.sector(),
        Arrays.toString(report.producers()),
        Arrays.toString(report.hazards()),
        report.trials() + "/" + report.failures(),
        report.details().samplingKind(),
        report.details().body(),
        report.details().product());
  }
}
