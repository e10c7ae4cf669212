package io.zhijing.jobs.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.TestSettings;
import io.zhijing.jobs.state.CellDelta;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.FamilyCounts;
import io.zhijing.jobs.state.HeardDays;
import io.zhijing.jobs.state.States;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Firms of one place and sector, judged day by day. Simulated. */
class DetectFunctionTest {
  private static final String PLACE = "inspection;region=150602;sector=C1353";
  private static final String FIRM = PLACE + ";enterprise=91150600YYYY00039N";
  private static final String OTHER = PLACE + ";enterprise=91150600YYYY00011K";
  private static final String COMPLAINTS = "complaint;sector=C1353";
  private static final int SILENT_FROM = 300;
  private static final int SILENT_TO = 359;
  private static final int WARM_UP = 100;
  private static final CellDelta[] NONE = {};
  private static final int NEVER = Integer.MAX_VALUE;

  private static PipelineSettings settings;
  private static Calendar calendar;
  private static int first;

  private KeyedTwoInputStreamOperatorTestHarness<String, FamilyCounts, HeardDays, Evaluation>
      harness;

  @BeforeAll
  static void loadThePack() throws Exception {
    settings = TestSettings.innerMongolia();
    calendar = settings.calendar();
    first = Math.max(18_000, settings.watch().since("inspection"));
  }

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, FamilyCounts, HeardDays, Evaluation>
      newHarness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new DetectFunction(settings), List.of(States.streamDays())),
        FamilyCounts::family,
        null,
        BasicTypeInfo.STRING_TYPE_INFO);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void counted(String stratum, int day, int today, long trials, long failures)
      throws Exception {
    long tick = calendar.endOf(today);
    CellDelta delta = new CellDelta(stratum, day, tick, trials, failures, 0);
    CellDelta[] one = {delta};
    boolean isPlace = stratum.equals(PLACE);
    harness.processElement1(
        new StreamRecord<>(
            new FamilyCounts(PLACE, tick, isPlace ? NONE : one, isPlace ? one : NONE), tick));
  }

  private List<Evaluation> passed(int today) throws Exception {
    harness.getOutput().clear();
    harness.processBothWatermarks(new Watermark(calendar.endOf(today)));
    return harness.extractOutputValues();
  }

  /** A hundred days on which the place has fifty tests and a failure. */
  private int warmedUp() throws Exception {
    for (int day = first; day < first + WARM_UP; day++) {
      counted(PLACE, day, day, 50, 1);
      passed(day);
    }
    return first + WARM_UP;
  }

  @Test
  void aDayWithoutReportsIsNotToldOf() throws Exception {
    int day = warmedUp();
    counted(FIRM, day, day, 4, 0);
    assertThat(passed(day))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.stratum()).isEqualTo(FIRM);
              assertThat(told.expected()).as("judged, though nothing failed").isPositive();
              assertThat(told.pValue()).isEqualTo(1);
            });
    assertThat(passed(day + 1)).isEmpty();
    counted(OTHER, day + 2, day + 2, 5, 1);
    assertThat(passed(day + 2)).extracting(Evaluation::stratum).containsExactly(OTHER);
  }

  @Test
  void aLateReportIsToldOfOnItsDayAndOnLaterDaysWithReports() throws Exception {
    int day = warmedUp();
    counted(FIRM, day, day, 4, 1);
    passed(day);
    counted(FIRM, day + 5, day + 5, 2, 0);
    passed(day + 5);
    counted(FIRM, day + 2, day + 8, 3, 1);
    assertThat(passed(day + 8))
        .extracting(Evaluation::day)
        .as("in between nothing was reported, and nothing was told that is no longer true")
        .containsExactly(day + 2, day + 5);
  }

  @Test
  void firmsOfWhichNothingIsLookedAtAnyMoreAreForgotten() throws Exception {
    int firms = 2_000;
    for (int i = 0; i < firms; i++) {
      counted(PLACE + ";enterprise=9115060000000%04dN".formatted(i), first, first, 4, 1);
    }
    passed(first);
    long all = harness.snapshot(1, 1).getStateSize();
    int lookedAt = settings.watch().rules().get().detection().historyDays();
    counted(OTHER, first + lookedAt, first + lookedAt, 4, 1);
    passed(first + lookedAt);
    assertThat(harness.snapshot(2, 2).getStateSize()).isGreaterThan(all);
    int past = first + lookedAt + settings.reopenedDays() + 1;
    counted(OTHER, past, past, 4, 1);
    passed(past);
    assertThat(harness.snapshot(3, 3).getStateSize()).isLessThan(all / 10);
    counted(PLACE + ";enterprise=91150600000000000N", past + 1, past + 1, 4, 1);
    assertThat(passed(past + 1)).as("and come again as any other").isNotEmpty();
  }

  @Test
  void aReportThatIsTakenBackIsToldOf() throws Exception {
    int day = warmedUp();
    counted(FIRM, day, day, 4, 1);
    passed(day);
    counted(FIRM, day, day + 3, -4, -1);
    assertThat(passed(day + 3))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.day()).isEqualTo(day);
              assertThat(told.dayTrials()).isZero();
              assertThat(told.dayObserved()).isZero();
            });
  }

  @Test
  void signalsAreThoseOfAJudgeWhoLooksAtEveryDay() throws Exception {
    int day = warmedUp();
    CountSeries place = new CountSeries();
    for (int before = first; before < day; before++) {
      place.put(before, 50, 1);
    }
    Judge judge = new Judge(settings.watch().rules().get().detection());
    Stratum firm = Stratum.parse(FIRM);
    int since = settings.watch().since("inspection");
    SplittableRandom random = new SplittableRandom(20_261_128);
    CountSeries own = new CountSeries();
    TreeSet<Integer> expected = new TreeSet<>();
    List<Integer> found = new ArrayList<>();
    for (int today = day; today < day + 200; today++) {
      if (random.nextInt(9) == 0) {
        int trials = 6 + random.nextInt(6);
        int failures = random.nextInt(4) == 0 ? trials : 0;
        counted(FIRM, today, today, trials, failures);
        counted(PLACE, today, today, trials, failures);
        own.add(today, trials, failures, 0);
        place.add(today, trials, failures, 0);
      }
      for (Evaluation told : passed(today)) {
        if (told.isSignal()) {
          found.add(told.day());
        }
      }
      int[] before = expected.stream().mapToInt(Integer::intValue).toArray();
      Judge.Verdict verdict = judge.judge(new Judge.Case(firm, own, place, since, before), today);
      if (verdict.kind().isPresent()) {
        expected.add(today);
      }
    }
    assertThat(found).isNotEmpty().containsExactlyElementsOf(expected);
  }

  /**
   * Complaints of a sector, four to six a day, and fifteen on each of the last seven. Between two
   * days the source is silent.
   *
   * @param heardFrom from which day on it is told what was heard, counted from the first
   * @return what is told of the last day
   */
  private Evaluation risenAfterASilence(int heardFrom, int days) throws Exception {
    List<Evaluation> told = List.of();
    for (int i = 0; i < days; i++) {
      int day = first + i;
      if (i >= SILENT_FROM && i <= SILENT_TO) {
        passed(day);
        continue;
      }
      long tick = calendar.endOf(day);
      long count = i < days - 7 ? 4 + i % 3 : 15;
      CellDelta[] one = {new CellDelta(COMPLAINTS, day, tick, 0, count, 0)};
      harness.processElement1(
          new StreamRecord<>(new FamilyCounts("complaint", tick, one, NONE), tick));
      if (i >= heardFrom) {
        harness.processElement2(
            new StreamRecord<>(
                new HeardDays("complaint", day, new int[] {day}, new long[] {count}), tick));
      }
      told = passed(day);
    }
    assertThat(told).hasSize(1);
    return told.get(0);
  }

  private void heard(int day, long change) throws Exception {
    harness.processElement2(
        new StreamRecord<>(
            new HeardDays("complaint", day, new int[] {day}, new long[] {change}),
            calendar.endOf(day)));
  }

  /** What was told and taken back was never there, in whatever order both come. */
  @Test
  void aDayWhoseReportsWereTakenBackWasNotHeard() throws Exception {
    int days = SILENT_TO + settings.horizons().correctionDays() + 40;
    Evaluation never = risenAfterASilence(0, days);
    close();
    open();
    for (int day = SILENT_FROM; day <= SILENT_TO; day++) {
      heard(first + day, day % 2 == 0 ? 1 : -1);
      heard(first + day, day % 2 == 0 ? -1 : 1);
    }
    assertThat(risenAfterASilence(0, days)).usingRecursiveComparison().isEqualTo(never);
  }

  private void restoreOlderSavepoint() throws Exception {
    close();
    harness = newHarness();
    harness.initializeState(OperatorSubtaskState.builder().build());
    harness.open();
  }

  /** Of the days before it only corrections are told. */
  @Test
  void daysBeforeAnOlderSavepointAreNotTakenForSilent() throws Exception {
    int restored = SILENT_TO + 20;
    int days = SILENT_TO + settings.horizons().correctionDays() + 40;
    Evaluation untold = risenAfterASilence(NEVER, days);
    restoreOlderSavepoint();
    harness.processElement2(
        new StreamRecord<>(
            new HeardDays("complaint", first + restored, new int[] {first}, new long[] {1}), 0));
    assertThat(risenAfterASilence(restored, days)).usingRecursiveComparison().isEqualTo(untold);
  }

  @Test
  void aSilenceAfterAnOlderSavepointIsKnown() throws Exception {
    int days = SILENT_TO + settings.horizons().correctionDays() + 40;
    Evaluation known = risenAfterASilence(0, days);
    restoreOlderSavepoint();
    assertThat(risenAfterASilence(0, days)).usingRecursiveComparison().isEqualTo(known);
  }

  /** Two reports that come late, each of which is in view of other days. */
  @Test
  void daysInViewOfEachLateReportAreJudgedAnew() throws Exception {
    int today = first + 100;
    long tick = calendar.endOf(today);
    CellDelta[] two = {
      new CellDelta(COMPLAINTS, today - 50, tick, 0, 3, 0),
      new CellDelta(COMPLAINTS, today - 5, tick, 0, 4, 0)
    };
    harness.processElement1(
        new StreamRecord<>(new FamilyCounts("complaint", tick, two, NONE), tick));
    assertThat(passed(today)).extracting(Evaluation::day).contains(today - 50, today - 5);
  }

  @Test
  void daysOfASilentSourceAreNoZeros() throws Exception {
    int days = SILENT_TO + settings.horizons().correctionDays() + 40;
    Evaluation known = risenAfterASilence(0, days);
    close();
    open();
    Evaluation taken = risenAfterASilence(NEVER, days);
    assertThat(known.referenceDays()).isLessThan(taken.referenceDays());
    assertThat(known.expected()).isGreaterThan(taken.expected());
    assertThat(known.pValue()).isLessThan(1e-3 * taken.pValue());
  }

  @Test
  void aSilenceIsUnknownAsLongAsReportsOfItMayCome() throws Exception {
    int days = SILENT_TO + settings.horizons().correctionDays() + 2;
    Evaluation young = risenAfterASilence(0, days);
    close();
    open();
    assertThat(young).usingRecursiveComparison().isEqualTo(risenAfterASilence(NEVER, days));
  }

  @Test
  void aSilenceIsKnownAfterARestart() throws Exception {
    int days = SILENT_TO + settings.horizons().correctionDays() + 40;
    Evaluation uninterrupted = risenAfterASilence(0, days);
    OperatorSubtaskState kept = harness.snapshot(1, 1);
    close();
    harness = newHarness();
    harness.initializeState(kept);
    harness.open();
    int day = first + days;
    long tick = calendar.endOf(day);
    CellDelta[] one = {new CellDelta(COMPLAINTS, day, tick, 0, 15, 0)};
    harness.processElement1(
        new StreamRecord<>(new FamilyCounts("complaint", tick, one, NONE), tick));
    assertThat(passed(day))
        .singleElement()
        .satisfies(
            told ->
                assertThat(told.referenceDays())
                    .as("silent days are none")
                    .isBetween(
                        uninterrupted.referenceDays() - 7, uninterrupted.referenceDays() + 7));
  }
}
