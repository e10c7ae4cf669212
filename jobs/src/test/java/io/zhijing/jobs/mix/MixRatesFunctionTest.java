package io.zhijing.jobs.mix;

import static io.zhijing.jobs.mix.MixReports.CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.baseline.MixCell;
import io.zhijing.detection.baseline.MixHistory;
import io.zhijing.detection.baseline.MixHistory.Memory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class MixRatesFunctionTest {
  private static final int FIRST = 2600;
  private static final int WEEKS = 30;

  private static final class Harness
      extends KeyedOneInputStreamOperatorTestHarness<String, MixCount, WeekRates> {
    Harness() throws Exception {
      super(
          new KeyedProcessOperator<>(new MixRatesFunction(CALENDAR)),
          MixCount::stream,
          BasicTypeInfo.STRING_TYPE_INFO);
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

    Harness with(List<MixCount> counts) throws Exception {
      for (MixCount count : counts) {
        processElement(new StreamRecord<>(count, count.known()));
      }
      return this;
    }

    /** Everything up to the beginning of a week is known. */
    Harness until(int week) throws Exception {
      processWatermark(new Watermark(CALENDAR.endBefore(week)));
      return this;
    }

    List<String> rates() {
      return extractOutputValues().stream().map(MixRatesFunctionTest::text).toList();
    }
  }

  private static String text(WeekRates each) {
    StringBuilder text = new StringBuilder(each.stream() + each.week());
    for (int i = 0; i < each.keys().length; i++) {
      text.append(' ').append(each.keys()[i]).append('=').append(each.rates()[i]);
    }
    return text.toString();
  }

  private static MixCount count(int week, int knownIn, String body, long[] counts) {
    return new MixCount(
        "inspection",
        week,
        CALENDAR.endBefore(knownIn + 1),
        "",
        body,
        "bread",
        counts[0],
        counts[1]);
  }

  private static List<MixCount> counts() {
    List<MixCount> counts = new ArrayList<>();
    for (int week = FIRST; week < FIRST + WEEKS; week++) {
      for (String body : List.of("strict", "lenient", "new")) {
        int failures = body.equals("strict") ? 7 : 2;
        counts.add(count(week, week + week % 2, body, new long[] {20, failures}));
        counts.add(count(week, week + 1, body, new long[] {1, week % 2}));
      }
    }
    return counts;
  }

  @Test
  void theRatesOfAWeekAreThoseOfTheHistoryAsKnownWhenItBegan() throws Exception {
    List<String> should = new ArrayList<>();
    for (int week = FIRST; week <= FIRST + WEEKS; week++) {
      MixHistory history = new MixHistory(Memory.weekly());
      for (MixCount each : counts()) {
        if (each.known() <= CALENDAR.endBefore(week)) {
          history.add(each.week(), each.cell(), (double) each.trials(), (double) each.failures());
        }
      }
      if (!history.asOf(week).byKey().isEmpty()) {
        should.add(text(WeekRates.of("inspection", week, history.asOf(week))));
      }
    }
    try (Harness harness = Harness.opened().with(counts()).until(FIRST + WEEKS)) {
      assertThat(harness.rates()).isEqualTo(should).hasSize(WEEKS - 4);
      assertThat(harness.extractOutputValues().get(0).mixRates().rate(cell("strict")).rate())
          .isGreaterThan(0.2);
    }
  }

  private static MixCell cell(String body) {
    return new MixCell("", body, "bread");
  }

  @Test
  void orderOfArrivalAndPaceOfTheClockDoNotMatter() throws Exception {
    List<MixCount> shuffled = counts();
    Collections.shuffle(shuffled, new Random(7));
    try (Harness atOnce = Harness.opened().with(counts()).until(FIRST + WEEKS);
        Harness mixed = Harness.opened().with(shuffled).until(FIRST + WEEKS);
        Harness stepwise = Harness.opened()) {
      for (int week = FIRST; week <= FIRST + WEEKS; week++) {
        int in = week;
        long known = CALENDAR.endBefore(in + 1);
        stepwise.with(counts().stream().filter(each -> each.known() == known).toList());
        stepwise.until(week);
      }
      assertThat(mixed.rates()).isEqualTo(atOnce.rates());
      assertThat(stepwise.rates()).isEqualTo(atOnce.rates());
    }
  }

  @Test
  void whatIsTakenBackLeavesNoTrace() throws Exception {
    List<MixCount> more = counts();
    more.add(count(FIRST + 3, FIRST + 3, "passing", new long[] {400, 390}));
    more.add(count(FIRST + 3, FIRST + 9, "passing", new long[] {-400, -390}));
    try (Harness plain = Harness.opened().with(counts()).until(FIRST + WEEKS);
        Harness corrected = Harness.opened().with(more).until(FIRST + WEEKS)) {
      assertThat(corrected.rates().get(4)).isNotEqualTo(plain.rates().get(4));
      int from = plain.rates().size() - 15;
      assertThat(corrected.rates().subList(from, from + 15))
          .isEqualTo(plain.rates().subList(from, from + 15));
      assertThat(corrected.numKeyedStateEntries()).isEqualTo(plain.numKeyedStateEntries());
    }
  }

  @Test
  void aRestartInBetweenChangesNothing() throws Exception {
    try (Harness straight = Harness.opened().with(counts()).until(FIRST + WEEKS);
        Harness before = Harness.opened().with(counts()).until(FIRST + 12);
        Harness after = new Harness()) {
      OperatorSubtaskState kept = before.snapshot(1, 1);
      after.initializeState(kept);
      after.open();
      after.until(FIRST + WEEKS);
      List<String> both = new ArrayList<>(before.rates());
      both.addAll(after.rates());
      assertThat(both).isEqualTo(straight.rates());
    }
  }

  @Test
  void aCountThatComesLateEntersLaterWeeksAndChangesNoRateThatWasGiven() throws Exception {
    List<MixCount> late = List.of(count(FIRST + 2, FIRST + 2, "late", new long[] {40, 39}));
    try (Harness harness = Harness.opened().with(counts()).until(FIRST + 12)) {
      List<String> given = harness.rates();
      harness.with(late).until(FIRST + 13);
      assertThat(harness.rates().subList(0, given.size())).isEqualTo(given);
      assertThat(harness.extractOutputValues())
          .extracting(WeekRates::week)
          .doesNotHaveDuplicates()
          .endsWith(FIRST + 12, FIRST + 13);
      assertThat(harness.rates().get(given.size())).contains("late");
    }
  }

  @Test
  void quietWeeksGetRatesUntilTheInputEnds() throws Exception {
    try (Harness harness = Harness.opened().with(counts()).until(FIRST + WEEKS + 10)) {
      assertThat(harness.rates()).hasSize(WEEKS + 6);
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.rates()).as("the week that had begun").hasSize(WEEKS + 7);
    }
  }

  @Test
  void weeksBetweenTheLastReportsOfABoundedInputGetRatesToo() throws Exception {
    try (Harness harness = Harness.opened().with(counts()).until(FIRST + WEEKS)) {
      harness.with(List.of(count(FIRST + WEEKS + 3, FIRST + WEEKS + 5, "new", new long[] {1, 0})));
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.extractOutputValues())
          .extracting(WeekRates::week)
          .endsWith(FIRST + WEEKS + 5, FIRST + WEEKS + 6);
    }
  }

  @Test
  void oldWeeksAreForgottenAndNothingIsLeft() throws Exception {
    try (Harness harness = Harness.opened().with(counts()).until(FIRST + WEEKS + 270)) {
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }
}
