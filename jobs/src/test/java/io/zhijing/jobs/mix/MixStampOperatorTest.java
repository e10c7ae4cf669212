package io.zhijing.jobs.mix;

import static io.zhijing.jobs.mix.MixReports.CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.detection.model.Report;
import io.zhijing.jobs.state.CountedChange;
import io.zhijing.jobs.state.ExpectedChange;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.States;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MixStampOperatorTest {
  private static final int WEEK = 2600;
  private static final int DAY = WEEK * 7 + 3;
  private static final String STRICT = new MixCell("", "strict", "").key();
  private static final long SEVEN_BY_THE_STRICT = 2_333_333;

  private static final class Harness
      extends TwoInputStreamOperatorTestHarness<CountedChange, WeekRates, ExpectedChange> {
    Harness() throws Exception {
      super(new MixStampOperator(MixReports.settings()));
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    static Harness opened() throws Exception {
      Harness harness = new Harness();
      harness.open();
      return harness;
    }

    void change(ReportChange change) throws Exception {
      processElement1(new StreamRecord<>(change, change.asOf()));
    }

    void rates(int week, double pooled, double strict) throws Exception {
      WeekRates rates =
          new WeekRates(
              "inspection", week, new String[] {"", STRICT}, new double[] {pooled, strict});
      processElement2(new StreamRecord<>(rates, CALENDAR.endBefore(week)));
    }

    void clocks(long time) throws Exception {
      processWatermark1(new Watermark(time));
      processWatermark2(new Watermark(time));
    }

    List<Long> expected() {
      return getOutput().stream()
          .filter(each -> each instanceof StreamRecord)
          .map(each -> (ExpectedChange) ((StreamRecord<?>) each).getValue())
          .map(ExpectedChange::expected)
          .toList();
    }
  }

  private static ReportChange change(String body, int sign, int knownDay) {
    Report report = MixReports.inspection("r", DAY, body, 7);
    return new ReportChange(report, sign, CALENDAR.endOf(knownDay));
  }

  @Test
  void theOrderOfTheInputsDoesNotMatter() throws Exception {
    ReportChange change = change("strict", 1, DAY);
    try (Harness ratesFirst = Harness.opened();
        Harness changeFirst = Harness.opened();
        Harness clockBetween = Harness.opened()) {
      ratesFirst.rates(WEEK, 0.1, 1.0 / 3);
      ratesFirst.change(change);
      ratesFirst.clocks(change.asOf());
      changeFirst.change(change);
      changeFirst.rates(WEEK, 0.1, 1.0 / 3);
      changeFirst.clocks(change.asOf());
      clockBetween.change(change);
      clockBetween.processWatermark1(new Watermark(change.asOf()));
      assertThat(clockBetween.expected()).as("the rates may still come").isEmpty();
      clockBetween.rates(WEEK, 0.1, 1.0 / 3);
      clockBetween.processWatermark2(new Watermark(change.asOf()));

      assertThat(ratesFirst.expected()).containsExactly(SEVEN_BY_THE_STRICT);
      assertThat(changeFirst.expected()).isEqualTo(ratesFirst.expected());
      assertThat(clockBetween.expected()).isEqualTo(ratesFirst.expected());
    }
  }

  @Test
  void nothingWaitsForItsTickOnceTheRatesOfItsWeekAreKnown() throws Exception {
    try (Harness harness = Harness.opened()) {
      harness.rates(WEEK, 0.1, 1.0 / 3);
      harness.clocks(CALENDAR.endBefore(WEEK) - 1);
      harness.change(change("strict", 1, DAY));
      assertThat(harness.expected()).as("more rates of the week may come").isEmpty();
      harness.processWatermark2(new Watermark(CALENDAR.endBefore(WEEK)));
      assertThat(harness.expected()).containsExactly(SEVEN_BY_THE_STRICT);
      harness.change(change("new", 1, DAY));
      assertThat(harness.expected()).containsExactly(SEVEN_BY_THE_STRICT, 700_000L);
    }
  }

  @Test
  void anInputThatWakesUpLateIsWaitedFor() throws Exception {
    ReportChange change = change("strict", 1, DAY);
    try (Harness harness = Harness.opened()) {
      harness.processWatermarkStatus1(WatermarkStatus.IDLE);
      harness.processWatermarkStatus2(WatermarkStatus.IDLE);
      harness.processWatermarkStatus1(WatermarkStatus.ACTIVE);
      harness.change(change);
      harness.processWatermark1(new Watermark(change.asOf()));
      assertThat(harness.getOutput())
          .as("neither the change nor the clock")
          .containsExactly(WatermarkStatus.IDLE, WatermarkStatus.ACTIVE);
      harness.processWatermarkStatus2(WatermarkStatus.ACTIVE);
      harness.rates(WEEK, 0.1, 1.0 / 3);
      harness.processWatermark2(new Watermark(change.asOf()));
      assertThat(harness.expected()).containsExactly(SEVEN_BY_THE_STRICT);
      assertThat(harness.getOutput()).last().isEqualTo(new Watermark(change.asOf()));
    }
  }

  @Test
  void aRetractionTakesBackExactlyWhatWasAddedThoughOtherRatesCameSince() throws Exception {
    try (Harness harness = Harness.opened()) {
      harness.rates(WEEK, 0.1, 1.0 / 3);
      harness.change(change("strict", 1, DAY));
      harness.clocks(CALENDAR.endOf(DAY));
      for (int week = WEEK + 1; week <= WEEK + 7; week++) {
        harness.rates(week, 0.2, 0.5);
        harness.clocks(CALENDAR.endBefore(week));
      }
      ReportChange last = change("strict", -1, DAY + MixReports.CORRECTION_DAYS);
      harness.change(last);
      harness.clocks(last.asOf());
      assertThat(harness.expected()).containsExactly(SEVEN_BY_THE_STRICT, SEVEN_BY_THE_STRICT);
    }
  }

  @Test
  void anUnknownBodyHasThePooledRateAndAWeekWithoutRatesNone() throws Exception {
    try (Harness harness = Harness.opened()) {
      harness.rates(WEEK, 0.1, 1.0 / 3);
      harness.change(change("new", 1, DAY));
      harness.change(change("", 1, DAY));
      Report early = MixReports.inspection("early", DAY - 7, "strict", 7);
      harness.change(new ReportChange(early, 1, CALENDAR.endOf(DAY)));
      String[] what = {"", "strict"};
      Report complaint = MixReports.report("complaint", "c", DAY, what, 7);
      harness.change(new ReportChange(complaint, 1, CALENDAR.endOf(DAY)));
      harness.clocks(CALENDAR.endOf(DAY));
      assertThat(harness.expected())
          .as("an earlier week is known earlier")
          .containsExactly(0L, 700_000L, 700_000L, 0L);
    }
  }

  @Test
  void whatWaitsAndWhatIsKnownSurviveARestart() throws Exception {
    OperatorSubtaskState kept;
    try (Harness before = Harness.opened()) {
      before.rates(WEEK, 0.1, 1.0 / 3);
      before.change(change("strict", 1, DAY));
      before.change(change("new", 1, DAY + 1));
      kept = before.snapshot(1, 1);
    }
    try (Harness after = new Harness()) {
      after.initializeState(kept);
      after.open();
      after.clocks(CALENDAR.endOf(DAY + 1));
      after.change(change("strict", -1, DAY + 2));
      after.clocks(CALENDAR.endOf(DAY + 2));
      assertThat(after.expected())
          .containsExactly(SEVEN_BY_THE_STRICT, 700_000L, SEVEN_BY_THE_STRICT);
    }
  }

  @Test
  void ratesAreForgottenWithTheReportsOfTheirWeekAndLateChangesExpectNothing() throws Exception {
    try (Harness harness = Harness.opened()) {
      harness.rates(WEEK, 0.1, 1.0 / 3);
      ReportChange late = change("strict", -1, DAY + MixReports.CORRECTION_DAYS + 1);
      harness.change(late);
      harness.clocks(late.asOf());
      assertThat(harness.expected()).as("its day is closed").containsExactly(0L);
      int last = WEEK * 7 + 6 + MixReports.settings().rememberedDays();
      harness.clocks(CALENDAR.endOf(last));
      assertThat(isKept(harness)).isTrue();
      harness.clocks(CALENDAR.endOf(last + 1));
      assertThat(isKept(harness)).isFalse();
    }
  }

  private static boolean isKept(Harness harness) throws Exception {
    return harness
        .getOperator()
        .getOperatorStateBackend()
        .getBroadcastState(States.byText("week-rates", WeekRates.class))
        .contains("inspection:" + WEEK);
  }
}
