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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Counts the same complaint once, however many hotlines it came over. Keyed by matter. Of the
 * reports of one matter that stand, the one that arrived first counts; if it is withdrawn, the next
 * does. Runs after {@link ReconcileOperator}, so that a withdrawal need not repeat who complained.
 */
public final class MatterFunction extends KeyedProcessFunction<String, ReportChange, ReportChange> {
  private static final long serialVersionUID = 1;

  /** The state of each report, for its document. */
  public static final OutputTag<ReportUpdate> REPORTS =
      new OutputTag<>("matter-updates", Types.of(ReportUpdate.class));

  /** Reports that turn out to be the same matter as another. */
  public static final OutputTag<LedgerEntry> LEDGER =
      new OutputTag<>("matter-ledger", Types.of(LedgerEntry.class));

  private final Calendar calendar;
  private final int keepDays;
  private transient MapState<Long, ReportChange[]> waiting;
  private transient MapState<String, Report> standing;
  private transient ValueState<Long> forgetAt;
  private transient RecordCounters records;

  /** Matters under the settings. */
  public MatterFunction(PipelineSettings settings) {
    this.calendar = settings.calendar();
    this.keepDays = settings.rememberedDays();
  }

  @Override
  public void open(OpenContext context) {
    waiting =
        getRuntimeContext().getMapState(States.listByTick("waiting-changes", ReportChange.class));
    standing = getRuntimeContext().getMapState(States.byText("standing-reports", Report.class));
    forgetAt = getRuntimeContext().getState(States.time("forget-at"));
    records =
        new RecordCounters(
            getRuntimeContext().getMetricGroup(), List.of(Account.CURRENT, Account.DUPLICATE));
  }

  @Override
  public void processElement(ReportChange change, Context context, Collector<ReportChange> out)
      throws Exception {
    ReportChange[] before = waiting.get(change.asOf());
    ReportChange[] after =
        before == null ? new ReportChange[1] : Arrays.copyOf(before, before.length + 1);
    after[after.length - 1] = change;
    waiting.put(change.asOf(), after);
    context.timerService().registerEventTimeTimer(change.asOf());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ReportChange> out)
      throws Exception {
    ReportChange[] due = waiting.get(timestamp);
    if (due != null) {
      waiting.remove(timestamp);
      take(due, timestamp, context, out);
    }
    Long forget = forgetAt.value();
    if (forget != null && forget == timestamp) {
      standing.clear();
      forgetAt.clear();
    }
  }

  private void take(
      ReportChange[] due, long asOf, OnTimerContext context, Collector<ReportChange> out)
      throws Exception {
    // Those of one report come in the order in which they happened, and are to stay in it.
    Arrays.sort(
        due,
        Comparator.comparing((ReportChange change) -> change.report().id())
            .thenComparing(change -> change.report().source()));
    Map<String, Report> reports = load();
    Optional<Report> before = lead(reports);
    int extraBefore = Math.max(0, reports.size() - 1);
    for (ReportChange change : due) {
      String key = ReconcileOperator.keyOf(change.report());
      if (change.sign() > 0) {
        reports.put(key, change.report());
      } else {
        reports.remove(key);
      }
    }
    Optional<Report> after = lead(reports);
    if (!before.equals(after)) {
      before.ifPresent(each -> out.collect(new ReportChange(each, -1, asOf)));
      after.ifPresent(each -> out.collect(new ReportChange(each, 1, asOf)));
    }
    String leadKey = after.map(ReconcileOperator::keyOf).orElse("");
    for (Report report : reports.values()) {
      boolean isLead = leadKey.equals(ReconcileOperator.keyOf(report));
      context.output(REPORTS, new ReportUpdate(report, isLead ? "counted" : "same_matter", asOf));
    }
    int extra = Math.max(0, reports.size() - 1) - extraBefore;
    if (extra != 0) {
      String source = due[0].report().source();
      records.add(source, Account.DUPLICATE, extra);
      records.add(source, Account.CURRENT, -extra);
      context.output(LEDGER, LedgerEntry.of(source, Account.DUPLICATE, extra));
      context.output(LEDGER, LedgerEntry.of(source, Account.CURRENT, -extra));
    }
    standing.clear();
    for (Map.Entry<String, Report> report : reports.entrySet()) {
      standing.put(report.getKey(), report.getValue());
    }
    int lastDay = Arrays.stream(due).mapToInt(each -> each.report().eventDay()).max().orElseThrow();
    keepUntil(calendar.endOf(lastDay + keepDays), context);
  }

  private void keepUntil(long time, Context context) throws Exception {
    Long planned = forgetAt.value();
    if (planned == null || planned < time) {
      forgetAt.update(time);
      context.timerService().registerEventTimeTimer(time);
    }
  }

  private static Optional<Report> lead(Map<String, Report> reports) {
    return reports.values().stream()
        .min(Comparator.comparing(Report::arrivedAt).thenComparing(Report::id));
  }

  private Map<String, Report> load() throws Exception {
    Map<String, Report> reports = new TreeMap<>();
    for (Map.Entry<String, Report> entry : standing.entries()) {
      reports.put(entry.getKey(), entry.getValue());
    }
    return reports;
  }
}
