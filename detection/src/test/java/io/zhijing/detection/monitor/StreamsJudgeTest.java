package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.stats.Draws;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreamsJudgeTest {
  private static final int TODAY = 600;
  private static final int SINCE = TODAY - 500;
  private static final int CHANGE = TODAY - 27;
  private static final Map<Dimension, String> MILK = Map.of(Dimension.SECTOR, "milk");

  private final RuleSet.Detection rules = RuleSet.standard().detection();
  private final Judge judge = new Judge(rules);
  private final StreamsJudge streams = new StreamsJudge(rules);

  private static Finding finding(long observed, double expected, double pValue) {
    return new Finding(
        28,
        observed,
        0,
        expected,
        expected * 2,
        pValue,
        "test",
        new BaselineState("estimated", "", 364, 0));
  }

  private static SortedMap<ReportStream, Finding> of(
      ReportStream one, Finding first, ReportStream other, Finding second) {
    return new TreeMap<>(Map.of(one, first, other, second));
  }

  /**
   * Three streams of a sector: 20 tests a day of which 2 in 100 fail, a spot check of 8 of which 5
   * in 100 fail, a complaint every other day; all varying more than by chance.
   */
  private SortedMap<ReportStream, Finding> drawn(double times, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SortedMap<ReportStream, Finding> findings = new TreeMap<>();
    Map<ReportStream, double[]> means =
        Map.of(
            ReportStream.INSPECTION, new double[] {20, 0.4},
            ReportStream.ECOMMERCE, new double[] {8, 0.4},
            ReportStream.COMPLAINT, new double[] {0, 0.5});
    for (ReportStream stream : new TreeMap<>(means).keySet()) {
      CountSeries series = new CountSeries();
      long trials = (long) means.get(stream)[0];
      for (int day = SINCE; day <= TODAY; day++) {
        double mean = means.get(stream)[1] * (day >= CHANGE ? times : 1);
        long count = (long) Draws.negativeBinomial(random, mean, 1.2);
        series.put(day, trials, trials == 0 ? count : Math.min(trials, count));
      }
      Judge.Case given =
          new Judge.Case(new Stratum(stream, MILK), series, series, SINCE, new int[0]);
      findings.put(stream, judge.judge(given, TODAY).finding());
    }
    return findings;
  }

  private Optional<Signal> judged(SortedMap<ReportStream, Finding> findings) {
    return streams.judge(MILK, TODAY, findings, Optional.empty());
  }

  @Test
  void togetherTheyStandOutWhereNoneDoes() {
    int together = 0;
    int apart = 0;
    for (long seed = 0; seed < 50; seed++) {
      SortedMap<ReportStream, Finding> findings = drawn(2.2, 100 + seed);
      together += judged(findings).isPresent() ? 1 : 0;
      boolean isAny =
          findings.values().stream().anyMatch(each -> each.pValue() <= rules.sensitivity().alpha());
      apart += isAny ? 1 : 0;
    }
    assertThat(together).isGreaterThan(apart + 8);
  }

  @Test
  void whereNothingRisesThereIsNone() {
    for (long seed = 0; seed < 100; seed++) {
      assertThat(judged(drawn(1, 1000 + seed))).as("seed %s", seed).isEmpty();
    }
  }

  @Test
  void theSignalHasTheNumbersOfOneStreamAndTheChanceOfAll() {
    SortedMap<ReportStream, Finding> findings =
        of(
            ReportStream.COMPLAINT, finding(20, 6, 1e-4),
            ReportStream.INSPECTION, finding(9, 2, 1e-4));
    Signal signal = judged(findings).orElseThrow();
    assertThat(signal.kind()).isEqualTo(Signal.Kind.SEVERAL_STREAMS);
    assertThat(signal.stratum().key()).isEqualTo("complaint;sector=milk");
    assertThat(signal.streams()).containsExactly(ReportStream.COMPLAINT, ReportStream.INSPECTION);
    assertThat(signal.day()).isEqualTo(TODAY);
    assertThat(signal.finding().observed()).isEqualTo(20);
    assertThat(signal.finding().upperBound()).isEqualTo(12);
    assertThat(signal.finding().method()).isEqualTo(StreamsJudge.METHOD);
    assertThat(signal.finding().pValue()).isBetween(1e-7, 1.3e-6);
    assertThat(signal.parts()).containsExactly(signal.stratum());
  }

  @Test
  void oneThatStandsOutByItselfComesFirst() {
    SortedMap<ReportStream, Finding> findings =
        of(
            ReportStream.COMPLAINT, finding(20, 6, 1e-3),
            ReportStream.ECOMMERCE, finding(9, 2, 1e-6));
    assertThat(judged(findings).orElseThrow().stratum().stream()).isEqualTo(ReportStream.ECOMMERCE);
  }

  @Test
  void itStaysWithTheStreamThatItWasOf() {
    SortedMap<ReportStream, Finding> findings =
        of(
            ReportStream.COMPLAINT, finding(20, 6, 1e-3),
            ReportStream.ECOMMERCE, finding(9, 2, 1e-6));
    Signal signal =
        streams.judge(MILK, TODAY, findings, Optional.of(ReportStream.COMPLAINT)).orElseThrow();
    assertThat(signal.stratum().stream()).isEqualTo(ReportStream.COMPLAINT);
    assertThat(signal.streams()).containsExactly(ReportStream.COMPLAINT, ReportStream.ECOMMERCE);
    assertThat(
            streams
                .judge(MILK, TODAY, findings, Optional.of(ReportStream.INSPECTION))
                .map(other -> other.stratum().stream()))
        .contains(ReportStream.ECOMMERCE);
  }

  @Test
  void aStreamThatIsNotHighIsLeftOut() {
    SortedMap<ReportStream, Finding> findings =
        of(
            ReportStream.COMPLAINT, finding(20, 6, 1e-9),
            ReportStream.ECOMMERCE, finding(3, 2, 0.2));
    assertThat(judged(findings)).isEmpty();
  }

  @Test
  void aFewReportsAreNoSignalHoweverUnlikely() {
    SortedMap<ReportStream, Finding> few =
        of(
            ReportStream.COMPLAINT, finding(2, 0.01, 1e-6),
            ReportStream.ECOMMERCE, finding(2, 0.01, 1e-6));
    assertThat(judged(few)).isEmpty();
    SortedMap<ReportStream, Finding> small =
        of(
            ReportStream.COMPLAINT, finding(1200, 1000, 1e-6),
            ReportStream.ECOMMERCE, finding(120, 100, 1e-2));
    assertThat(judged(small)).isEmpty();
  }

  @Test
  void whatHasNoBaselineSaysNothing() {
    Finding unknown =
        new Finding(28, 9, 0, 0, 0, 1e-9, "", new BaselineState("insufficient", "x", 0, 0));
    assertThat(StreamsJudge.isHigh(unknown)).isFalse();
    assertThat(
            judged(
                of(ReportStream.COMPLAINT, unknown, ReportStream.ECOMMERCE, finding(9, 2, 1e-9))))
        .isEqualTo(Optional.empty());
  }

  @Test
  void noticesAreNoStreamOfTheirOwnHere() {
    SortedMap<ReportStream, Finding> findings =
        of(
            ReportStream.NOTIFICATION, finding(20, 6, 1e-9),
            ReportStream.INSPECTION, finding(9, 2, 1e-3));
    assertThat(judged(findings)).isEmpty();
    assertThat(StreamsJudge.concerns(Stratum.parse("notification;sector=milk"), rules)).isFalse();
  }

  @Test
  void firmsAndRegionsByThemselvesAreNotLookedAtAndTheRuleCanBeSwitchedOff() {
    assertThat(StreamsJudge.concerns(Stratum.parse("complaint;sector=milk"), rules)).isTrue();
    assertThat(StreamsJudge.concerns(Stratum.parse("complaint;region=n;hazard=lead"), rules))
        .isTrue();
    assertThat(StreamsJudge.concerns(Stratum.parse("complaint;region=n"), rules)).isFalse();
    assertThat(StreamsJudge.concerns(Stratum.parse("complaint;sector=milk;enterprise=x"), rules))
        .isFalse();
    RuleSet.Detection without =
        RuleSet.standard().withTogether(new RuleSet.Together(true, false)).detection();
    assertThat(StreamsJudge.concerns(Stratum.parse("complaint;sector=milk"), without)).isFalse();
  }
}
