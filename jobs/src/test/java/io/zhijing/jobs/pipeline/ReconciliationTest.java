package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.jobs.mix.MixReports;
import io.zhijing.jobs.reconcile.ReconcileOperator;
import io.zhijing.jobs.state.LedgerEntry;
import io.zhijing.jobs.state.LedgerEntry.Account;
import io.zhijing.jobs.state.ReportChange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconciliationTest {
  private static final int DAY = 18_200;
  private static final int KEEP = MixReports.settings().rememberedDays();
  private static final long HOUR = 3_600_000;

  private static final class Run {
    private KeyedOneInputStreamOperatorTestHarness<String, Report, ReportChange> harness;
    private final List<ReportChange> changes = new ArrayList<>();
    private final Map<String, Long> accounts = new TreeMap<>();
    private long checkpoint;

    Run() throws Exception {
      harness = harness();
      harness.open();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Report, ReportChange> harness()
        throws Exception {
      return new KeyedOneInputStreamOperatorTestHarness<>(
          new ReconcileOperator(MixReports.settings()), ReconcileOperator::keyOf, Types.STRING);
    }

    void send(Report report) throws Exception {
      harness.processElement(new StreamRecord<>(report, report.arrivedAt()));
    }

    void pass(long time) throws Exception {
      harness.processWatermark(new Watermark(time));
    }

    /** A checkpoint, and on with the same worker or with a new one. */
    void checkpoint(boolean isRestored) throws Exception {
      OperatorSubtaskState state = harness.snapshot(++checkpoint, checkpoint);
      if (isRestored) {
        collect();
        harness.close();
        harness = harness();
        harness.initializeState(state);
        harness.open();
      }
    }

    private void collect() {
      changes.addAll(harness.extractOutputValues());
      var entries = harness.getSideOutput(ReconcileOperator.LEDGER);
      if (entries != null) {
        for (StreamRecord<LedgerEntry> entry : entries) {
          accounts.merge(entry.getValue().account(), entry.getValue().change(), Long::sum);
        }
      }
    }

    /** The changes of each report in order; whose come first says nothing. */
    Map<String, List<ReportChange>> changesByReport() {
      Map<String, List<ReportChange>> byReport = new TreeMap<>();
      for (ReportChange change : changes) {
        byReport
            .computeIfAbsent(ReconcileOperator.keyOf(change.report()), key -> new ArrayList<>())
            .add(change);
      }
      return byReport;
    }

    void close() throws Exception {
      collect();
      harness.close();
    }
  }

  private static Report report(String id, int revision, long arrivedAt, int failures) {
    return report(id, revision, arrivedAt, new int[] {DAY, failures, 0});
  }

  /**
   * A report.
   *
   * @param rest event day, failures, and 1 if it is taken back
   */
  private static Report report(String id, int revision, long arrivedAt, int[] rest) {
    Report like = MixReports.inspection(id, rest[0], "one", 5);
    return new Report(
        "inspection",
        "inspection",
        id,
        revision,
        rest[2] == 1,
        rest[0],
        arrivedAt,
        "150600",
        new String[0],
        Taxonomy.UNKNOWN,
        new String[0],
        5,
        rest[1],
        "",
        like.details());
  }

  private static long at(int day, int hour) {
    return MixReports.CALENDAR.endOf(day - 1) + 1 + hour * HOUR;
  }

  @Test
  void theNewestRevisionCountsFromItsArrival() throws Exception {
    Run run = new Run();
    run.send(report("a", 1, at(DAY, 9), 2));
    run.send(report("a", 0, at(DAY, 3), 1));
    run.pass(at(DAY, 8));
    run.pass(at(DAY, 9));
    run.close();
    assertThat(run.changes)
        .extracting(change -> change.sign() + " of " + change.report().failures())
        .containsExactly("1 of 1", "-1 of 1", "1 of 2");
    assertThat(run.changes).extracting(ReportChange::asOf).contains(at(DAY, 3), at(DAY, 9));
    assertThat(run.accounts)
        .containsEntry(Account.CURRENT.code(), 1L)
        .containsEntry(Account.SUPERSEDED.code(), 1L);
  }

  /** As hotlines correct and take back complaints: without saying again who complained. */
  @Test
  void aRevisionThatNamesNobodyIsOfTheMatterOfTheOther() throws Exception {
    Run run = new Run();
    run.send(report("a", 0, at(DAY, 3), 1).withMatter("m"));
    run.send(report("a", 1, at(DAY, 9), 2));
    run.send(report("b", 1, at(DAY, 3), 2));
    run.send(report("b", 0, at(DAY, 9), 1).withMatter("n"));
    run.pass(at(DAY, 9));
    run.close();
    assertThat(run.changesByReport().values())
        .extracting(
            each ->
                each.stream()
                    .map(
                        change ->
                            "%+d of %s#%d"
                                .formatted(
                                    change.sign(),
                                    change.report().matter(),
                                    change.report().revision()))
                    .toList())
        .containsExactly(
            List.of("+1 of m#0", "-1 of m#0", "+1 of m#1"),
            List.of("+1 of #1", "-1 of #1", "+1 of n#1"));
  }

  @Test
  void aReportIsForgottenWhenEveryRevisionWouldBeTooLate() throws Exception {
    Run run = new Run();
    run.send(report("a", 0, at(DAY, 3), 1));
    run.pass(at(DAY, 4));
    assertThat(run.harness.numKeyedStateEntries()).as("report and list").isEqualTo(1 + 1);
    run.pass(MixReports.CALENDAR.endOf(DAY + KEEP) - 1);
    assertThat(run.harness.numKeyedStateEntries()).as("report and list").isEqualTo(1 + 1);
    run.pass(MixReports.CALENDAR.endOf(DAY + KEEP));
    assertThat(run.harness.numKeyedStateEntries()).isZero();
    assertThat(run.harness.numEventTimeTimers()).isZero();
    run.close();
  }

  @Test
  void aRevisionForALaterDayKeepsItLonger() throws Exception {
    Run run = new Run();
    run.send(report("a", 1, at(DAY + 2, 3), new int[] {DAY + 2, 1, 0}));
    run.send(report("a", 2, at(DAY + 2, 4), new int[] {DAY, 1, 0}));
    run.pass(at(DAY + 2, 5));
    run.pass(MixReports.CALENDAR.endOf(DAY + KEEP));
    assertThat(run.harness.numKeyedStateEntries()).as("report, end, list").isEqualTo(2 + 1);
    run.pass(MixReports.CALENDAR.endOf(DAY + 2 + KEEP));
    assertThat(run.harness.numKeyedStateEntries()).isZero();
    assertThat(run.harness.numEventTimeTimers()).isZero();
    run.close();
  }

  @Test
  void theEndOfABoundedInputForgetsNothing() throws Exception {
    Run run = new Run();
    run.send(report("a", 0, at(DAY, 3), 1));
    run.checkpoint(true);
    run.send(report("b", 0, at(DAY, 1), 1));
    run.send(report("c", 0, at(DAY, 5), 1));
    run.pass(Long.MAX_VALUE);
    assertThat(run.harness.numKeyedStateEntries()).as("reports and a list").isEqualTo(3 + 1);
    assertThat(run.harness.getOutput()).contains(Watermark.MAX_WATERMARK);
    run.close();
    assertThat(run.changesByReport()).hasSize(3);
  }

  /** However far the watermark jumps, what waits is taken before its report is forgotten. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRevisionThatWaitsIsTakenBeforeItsReportIsForgotten(boolean isKept) throws Exception {
    Run run = new Run();
    run.send(report("a", 0, at(DAY, 3), 1));
    run.pass(at(DAY, 4));
    long last = MixReports.CALENDAR.endOf(DAY + KEEP);
    run.send(report("a", 1, last - HOUR, 2));
    run.send(report("a", 2, last, 3));
    if (isKept) {
      run.checkpoint(true);
    }
    run.send(report("a", 3, last + 1, 4));
    run.pass(last + 24 * HOUR);
    run.close();
    assertThat(run.changes)
        .extracting(change -> change.sign() + " of " + change.report().failures())
        .containsExactly("1 of 1", "-1 of 1", "1 of 2", "-1 of 2", "1 of 3", "1 of 4");
    assertThat(run.accounts)
        .containsEntry(Account.CURRENT.code(), 2L)
        .containsEntry(Account.SUPERSEDED.code(), 2L);
  }

  /** Documents are kept by month: that of the former month would stand as if it still counted. */
  @Test
  void aReportThatMovesToAnotherMonthIsSupersededWhereItWas() throws Exception {
    int day = (int) LocalDate.parse("2019-10-31").toEpochDay();
    Run run = new Run();
    run.send(report("a", 0, at(day, 3), new int[] {day, 1, 0}));
    run.send(report("a", 1, at(day, 4), new int[] {day - 1, 1, 0}));
    run.send(report("a", 2, at(day, 5), new int[] {day + 1, 1, 0}));
    run.pass(at(day, 6));
    assertThat(run.harness.getSideOutput(ReconcileOperator.REPORTS))
        .extracting(StreamRecord::getValue)
        .extracting(
            update ->
                "%s %s#%d of %d"
                    .formatted(
                        update.status(),
                        update.report().id(),
                        update.report().revision(),
                        update.report().eventDay() - day))
        .containsExactlyInAnyOrder(
            "counted a#0 of 0", "counted a#1 of -1", "superseded a#1 of -1", "counted a#2 of 1");
    run.close();
  }

  /**
   * Flink's own clock begins anew with each worker, and until it stands again all seems in time.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatComesLateIsLateAfterARestartToo(boolean isRestored) throws Exception {
    Run run = new Run();
    run.send(report("a", 0, at(DAY, 3), 1));
    long now = MixReports.CALENDAR.endOf(DAY + KEEP + 100);
    run.pass(now);
    run.checkpoint(isRestored);
    run.send(report("a", 0, at(DAY, 3), 1));
    run.send(report("b", 0, at(DAY, 5), 1));
    run.pass(now + HOUR);
    run.close();
    assertThat(run.changes)
        .extracting(change -> change.report().id() + " at " + change.asOf())
        .containsExactlyInAnyOrder("a at " + at(DAY, 3), "a at " + (now + 1), "b at " + (now + 1));
  }

  /** The lists of what is to be forgotten move with the reports that stand in them. */
  @Test
  void moreWorkersForgetTheSame() throws Exception {
    int keyGroups = 8;
    OperatorSubtaskState state;
    try (Worker one = new Worker(keyGroups, 1, 0)) {
      one.open();
      for (int i = 0; i < 50; i++) {
        Report report = report("r" + i, 0, at(DAY, 3), 1);
        one.processElement(new StreamRecord<>(report, report.arrivedAt()));
      }
      one.processWatermark(new Watermark(at(DAY, 4)));
      state = one.snapshot(1, 1);
    }
    int kept = 0;
    for (int index = 0; index < 2; index++) {
      try (Worker worker = new Worker(keyGroups, 2, index)) {
        worker.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, keyGroups, 1, 2, index));
        worker.open();
        kept += worker.numKeyedStateEntries();
        worker.processWatermark(new Watermark(MixReports.CALENDAR.endOf(DAY + KEEP)));
        assertThat(worker.numKeyedStateEntries()).isZero();
        assertThat(worker.numEventTimeTimers()).isZero();
      }
    }
    assertThat(kept).as("reports and a list for each key group").isEqualTo(50 + keyGroups);
  }

  private static final class Worker
      extends KeyedOneInputStreamOperatorTestHarness<String, Report, ReportChange> {
    Worker(int keyGroups, int workers, int index) throws Exception {
      super(
          new ReconcileOperator(MixReports.settings()),
          ReconcileOperator::keyOf,
          Types.STRING,
          keyGroups,
          workers,
          index);
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /**
   * Delivered in any order that the watermarks allow, with checkpoints and new workers in between,
   * as without: each report goes through the same changes at the same times.
   */
  @Test
  void neitherOrderNorCheckpointsChangeTheOutcome() throws Exception {
    List<Report> reports = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      int day = DAY + random.nextInt(6);
      int eventDay = day - random.nextInt(3);
      int[] rest = {eventDay, random.nextInt(3), random.nextInt(9) == 0 ? 1 : 0};
      reports.add(
          report("r" + random.nextInt(120), random.nextInt(4), at(day, random.nextInt(24)), rest));
    }
    reports.addAll(reports.subList(0, 60));
    Run plain = new Run();
    for (Report report : reports) {
      plain.send(report);
    }
    for (int day = DAY; day <= DAY + KEEP + 10; day++) {
      plain.pass(MixReports.CALENDAR.endOf(day));
    }
    assertThat(plain.harness.numKeyedStateEntries()).isZero();
    plain.close();
    assertThat(plain.changesByReport().size()).isGreaterThan(100);
    for (int seed = 0; seed < 20; seed++) {
      Run disturbed = disturbed(reports, new Random(seed));
      assertThat(disturbed.changesByReport())
          .usingRecursiveComparison()
          .isEqualTo(plain.changesByReport());
      assertThat(disturbed.accounts).isEqualTo(plain.accounts);
    }
  }

  private static Run disturbed(List<Report> reports, Random random) throws Exception {
    Map<Integer, List<Report>> byDay = new HashMap<>();
    for (Report report : reports) {
      byDay
          .computeIfAbsent(
              MixReports.CALENDAR.dayOf(report.arrivedAt()) - random.nextInt(3),
              day -> new ArrayList<>())
          .add(report);
    }
    Run run = new Run();
    for (int day = DAY - 3; day <= DAY + KEEP + 10; day++) {
      List<Report> sent = byDay.getOrDefault(day, new ArrayList<>());
      Collections.shuffle(sent, random);
      for (Report report : sent) {
        run.send(report);
        if (random.nextInt(10) == 0) {
          run.checkpoint(random.nextInt(3) == 0);
        }
      }
      run.pass(at(day, 1 + random.nextInt(20)) - 24 * HOUR);
      run.pass(MixReports.CALENDAR.endOf(day - 1));
    }
    assertThat(run.harness.numKeyedStateEntries()).isZero();
    assertThat(run.harness.numEventTimeTimers()).isZero();
    run.close();
    return run;
  }
}
