package io.zhijing.jobs.bench.speed;

import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.stats.Draws;
import java.util.SplittableRandom;

/**
 * Days made up from weeks, for detectors that look at days. Day 0 is the first of the first week.
 *
 * @param counts by series, without a denominator: each week's count strewn over its seven days
 * @param rates by series, failures of tests on five days a week
 * @param parent all tests of {@code rates} together
 */
record DailySeries(CountSeries[] counts, CountSeries[] rates, CountSeries parent) {
  static final int WEEK = 7;
  private static final int WORKDAYS = 5;
  private static final int FEWEST_TRIALS = 10;
  private static final int MORE_TRIALS = 21;
  private static final double LEAST_RATE = 0.01;
  private static final double RATE_SPREAD = 0.04;
  private static final double CORRELATION = 0.01;

  /** The same weeks and seed give the same days. */
  static DailySeries of(double[][] weekly, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    CountSeries[] counts = new CountSeries[weekly.length];
    CountSeries[] rates = new CountSeries[weekly.length];
    long[] allTrials = new long[weekly[0].length * WEEK];
    long[] allFailures = new long[allTrials.length];
    for (int i = 0; i < weekly.length; i++) {
      counts[i] = strewn(weekly[i], random);
      rates[i] = new CountSeries();
      double rate = LEAST_RATE + RATE_SPREAD * random.nextDouble();
      for (int day = 0; day < allTrials.length; day++) {
        if (day % WEEK < WORKDAYS) {
          int trials = FEWEST_TRIALS + random.nextInt(MORE_TRIALS);
          long failures = (long) Draws.betaBinomial(random, trials, rate, CORRELATION);
          rates[i].put(day, trials, failures);
          allTrials[day] += trials;
          allFailures[day] += failures;
        }
      }
    }
    CountSeries parent = new CountSeries();
    for (int day = 0; day < allTrials.length; day++) {
      parent.put(day, allTrials[day], allFailures[day]);
    }
    return new DailySeries(counts, rates, parent);
  }

  private static CountSeries strewn(double[] weekly, SplittableRandom random) {
    CountSeries series = new CountSeries();
    for (int week = 0; week < weekly.length; week++) {
      long[] days = new long[WEEK];
      for (int i = 0; i < weekly[week]; i++) {
        days[random.nextInt(WEEK)]++;
      }
      for (int day = 0; day < WEEK; day++) {
        series.put(week * WEEK + day, 0, days[day]);
      }
    }
    return series;
  }
}
