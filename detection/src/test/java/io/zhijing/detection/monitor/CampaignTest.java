package io.zhijing.detection.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.stats.Draws;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Twenty times as many tests as in the reference: what was hardly seen there is hardly known. */
class CampaignTest {
  private static final int BEFORE = 500;
  private static final int LATEST = 28;
  private static final int TODAY = BEFORE + LATEST - 1;
  private static final int USUAL_TESTS = 5;
  private static final int CAMPAIGN_TESTS = 100;
  private static final int STRATA = 20_000;

  private final DefaultDetector detector =
      new DefaultDetector(new DefaultDetector.Settings(new int[] {7, 28}, 28, 364, 1820, 56, 56));

  private static CountSeries tests() {
    CountSeries tests = new CountSeries();
    for (int day = 0; day <= TODAY; day++) {
      tests.put(day, day < BEFORE ? USUAL_TESTS : CAMPAIGN_TESTS, 0);
    }
    return tests;
  }

  private Finding judge(CountSeries hazard, CountSeries tests) {
    return detector.count(new DefaultDetector.Case(hazard, tests, 0, new int[0]), TODAY, 1e-4);
  }

  /**
   * A gamma posterior of 1/2 failures in a year of five tests a day gives twelve or more in 2,800
   * tests a probability of 6e-4 (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6), of the best
   * of three looks 1.8e-3.
   */
  @Test
  void aHazardNeverSeenInFewTestsMayBeSeenInMany() {
    CountSeries hazard = new CountSeries();
    for (int i = 0; i < 12; i++) {
      hazard.put(BEFORE + 2 * i + 2, 0, 1);
    }
    assertThat(judge(hazard, tests()).pValue()).isBetween(6e-4, 6e-3);
  }

  /** Rates as of rare hazards: one failure in a year of the usual tests on average. */
  @Test
  void ofCampaignsInWhichNothingRisesHardlyOneIsCalledUnlikely() {
    SplittableRandom random = new SplittableRandom(17);
    CountSeries tests = tests();
    int unlikely = 0;
    for (int stratum = 0; stratum < STRATA; stratum++) {
      double rate = 1.0 / (USUAL_TESTS * 364) * -Math.log(1 - random.nextDouble());
      CountSeries hazard = new CountSeries();
      for (int day = TODAY - 392; day <= TODAY; day++) {
        int made = day < BEFORE ? USUAL_TESTS : CAMPAIGN_TESTS;
        double found = Draws.negativeBinomial(random, made * rate, 1);
        if (found > 0) {
          hazard.put(day, 0, (long) found);
        }
      }
      unlikely += judge(hazard, tests).pValue() <= 1e-4 ? 1 : 0;
    }
    assertThat(unlikely).isLessThanOrEqualTo(STRATA / 5000);
  }
}
