package io.zhijing.detection.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.detection.baseline.MixHistory.Memory;
import io.zhijing.detection.baseline.MixRates.Basis;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixRatesTest {
  private static final MixCell STRICT = new MixCell("random", "strict", "");
  private static final MixCell LENIENT = new MixCell("random", "lenient", "");
  private static final Memory NO_FORGETTING = new Memory(4, 1e9, 50);

  private static MixHistory history() {
    MixHistory history = new MixHistory(NO_FORGETTING);
    for (int week = 0; week < 100; week++) {
      history.add(week, STRICT, 20, 8);
      history.add(week, LENIENT, 20, 2);
    }
    return history;
  }

  @Test
  void expectedFailuresFollowWhoInspects() {
    MixRates rates = history().asOf(100);
    assertThat(rates.rate(STRICT).rate()).isCloseTo(0.4, within(0.01));
    assertThat(rates.rate(LENIENT).rate()).isCloseTo(0.1, within(0.01));
    double half = rates.reference(Map.of(STRICT, 5.0, LENIENT, 5.0));
    assertThat(rates.reference(Map.of(STRICT, 9.0, LENIENT, 1.0)))
        .as("nine strict inspections and a lenient one")
        .isCloseTo(0.37, within(0.01))
        .isGreaterThan(half);
  }

  @Test
  void newInspectorsAndReportsWithoutCellHaveThePooledRateAndSaySo() {
    MixRates rates = history().asOf(100);
    MixRates.CellRate unseen = rates.rate(new MixCell("", "new", ""));
    assertThat(unseen.basis()).isEqualTo(Basis.UNSEEN_CELL);
    assertThat(unseen.rate()).isCloseTo(0.25, within(0.001));
    assertThat(rates.rate(MixCell.UNKNOWN).basis()).isEqualTo(Basis.NO_CELL);
    assertThat(rates.rate(MixCell.UNKNOWN).rate()).isEqualTo(unseen.rate());
    MixRates.CellRate coarser = rates.rate(new MixCell("random", "strict", "bread"));
    assertThat(coarser.basis()).isEqualTo(Basis.COARSER_CELL);
    assertThat(coarser.rate()).isEqualTo(rates.rate(STRICT).rate());
  }

  @Test
  void thinCellsAreDrawnTowardsTheCoarserOne() {
    MixHistory history = history();
    MixCell thin = new MixCell("random", "thin", "");
    history.add(50, thin, 2, 2);
    MixRates.CellRate rate = history.asOf(100).rate(thin);
    assertThat(rate.basis()).isEqualTo(Basis.CELL);
    assertThat(rate.rate()).isBetween(0.25, 0.45);
  }

  @Test
  void theJudgedPeriodAndItsGapAreNoPartOfWhatIsExpected() {
    MixHistory history = history();
    double before = history.asOf(100).rate(STRICT).rate();
    for (int week = 96; week <= 104; week++) {
      history.add(week, STRICT, 1000, 1000);
    }
    assertThat(history.asOf(100).rate(STRICT).rate()).isEqualTo(before);
    assertThat(history.asOf(101).rate(STRICT).rate()).isGreaterThan(before);
  }

  @Test
  void ratesDoNotDependOnTheOrderOfArrival() {
    MixHistory backwards = new MixHistory(NO_FORGETTING);
    for (int week = 99; week >= 0; week--) {
      backwards.add(week, LENIENT, 20, 2);
      backwards.add(week, STRICT, 20, 8);
    }
    assertThat(backwards.asOf(100).rate(STRICT)).isEqualTo(history().asOf(100).rate(STRICT));
  }

  @Test
  void recentHabitsWeighMoreThanOldOnes() {
    MixHistory history = new MixHistory(new Memory(4, 10, 50));
    for (int week = 0; week < 100; week++) {
      history.add(week, STRICT, 20, week < 60 ? 2 : 8);
      history.add(week, LENIENT, 20, 2);
    }
    assertThat(history.asOf(100).rate(STRICT).rate()).isGreaterThan(0.3);
  }

  @Test
  void countsThatCannotBeTeachNothing() {
    MixHistory history = history();
    double before = history.asOf(100).rate(STRICT).rate();
    history.add(50, STRICT, 1, 2);
    history.add(50, STRICT, -1, 0);
    history.add(50, STRICT, 10, Double.NaN);
    history.add(50, STRICT, Double.POSITIVE_INFINITY, 1);
    assertThat(history.refused()).isEqualTo(4);
    assertThat(history.asOf(100).rate(STRICT).rate()).isEqualTo(before);
  }

  @Test
  void beforeAnythingHasClosedThereIsNoReferenceRate() {
    MixRates rates = history().asOf(3);
    assertThat(rates.rate(STRICT).basis()).isEqualTo(Basis.NOTHING_CLOSED);
    assertThat(rates.reference(Map.of(STRICT, 5.0))).isZero();
    assertThat(history().asOf(100).reference(new HashMap<>())).isZero();
  }
}
