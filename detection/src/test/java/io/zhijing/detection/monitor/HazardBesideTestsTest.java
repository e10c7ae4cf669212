package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Failures by a hazard must stand out against the number of tests and against their mix. */
class HazardBesideTestsTest {
  private static final int TODAY = 600;
  private static final int CHANGE = 573;
  private static final int TESTS = 20;
  private static final double ALPHA = 1e-4;

  private final DefaultDetector detector =
      new DefaultDetector(new DefaultDetector.Settings(new int[] {7, 28}, 28, 364, 1820, 56, 56));

  /**
   * What the latest four weeks are like: tests, failures expected of one, and the hazard's rate.
   */
  private record Latest(int tests, double expected, double hazard) {}

  private Finding judge(Latest latest) {
    SplittableRandom random = new SplittableRandom(5);
    CountSeries hazard = new CountSeries();
    CountSeries tests = new CountSeries();
    for (int day = 0; day <= TODAY; day++) {
      boolean isNow = day >= CHANGE;
      int made = isNow ? latest.tests() : TESTS;
      double rate = isNow ? latest.hazard() : 0.05;
      long found = 0;
      for (int test = 0; test < made; test++) {
        found += random.nextDouble() < rate ? 1 : 0;
      }
      hazard.put(day, 0, found);
      double expected = isNow ? latest.expected() : 0.1;
      tests.put(day, made, Math.round(made * expected), Math.round(made * expected * 1e6));
    }
    return detector.count(new DefaultDetector.Case(hazard, tests, 0, new int[0]), TODAY, ALPHA);
  }

  @Test
  void nothingNewIsNoSignal() {
    assertThat(judge(new Latest(TESTS, 0.1, 0.05)).pValue()).isGreaterThan(1e-3);
  }

  @Test
  void aTrueRiseStandsOutAgainstBoth() {
    assertThat(judge(new Latest(TESTS, 0.1, 0.15)).pValue()).isLessThan(1e-6);
  }

  @Test
  void aStricterBodyIsNoRiseOfWhatItFindsMoreOften() {
    assertThat(judge(new Latest(TESTS, 0.3, 0.15)).pValue()).isGreaterThan(1e-3);
  }

  @Test
  void aMilderBodyIsNoRiseOfWhatItFindsAsOftenAsOthers() {
    assertThat(judge(new Latest(TESTS, 0.03, 0.05)).pValue()).isGreaterThan(1e-3);
  }

  @Test
  void aCampaignIsNoRise() {
    assertThat(judge(new Latest(6 * TESTS, 0.1, 0.05)).pValue()).isGreaterThan(1e-3);
  }

  @Test
  void aRiseUnderAStricterBodyIsStillSeen() {
    assertThat(judge(new Latest(TESTS, 0.3, 0.4)).pValue()).isLessThan(1e-6);
  }
}
