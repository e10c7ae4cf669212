package io.zhijing.jobs.bench.speed;

import io.zhijing.detection.baseline.RatePosterior.Periods;
import io.zhijing.detection.baseline.RatePosterior.Prior;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.monitor.CountMonitor;
import io.zhijing.detection.monitor.DefaultDetector;
import io.zhijing.detection.monitor.Pace;
import io.zhijing.detection.monitor.RateMonitor;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.sequential.CountAlternatives;
import io.zhijing.detection.sequential.RateAlternatives;
import io.zhijing.jobs.bench.SimulatedSeries;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a stratum gets when nobody configured anything. Monitors are made anew in each call, so that
 * the fits they make every few weeks are part of what is measured; the windowed detector is made
 * once, as in the stream, and keeps nothing between days.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DefaultDetectors {
  /** Days judged by the windowed detector: the last fifty-two weeks. */
  static final int YEAR = 364;

  private static final long SEED = 20260101;
  private static final int[] NOTHING_LEFT_OUT = {};

  /** Where the series come from; see {@link Plan#source}. */
  @Param(Plan.BUILT_IN)
  public String source;

  /** How many series. */
  @Param("42")
  public int series;

  private final Pace countPace = Pace.weekly().withPeriodsPerYear(52);
  private SimulatedSeries weekly;
  private Periods[] rates;
  private DailySeries daily;
  private DefaultDetector detector;
  private double alpha;

  /** Reads the series and makes days of them. */
  @Setup
  public void read() throws IOException {
    weekly = Plan.series(source, series);
    daily = DailySeries.of(weekly.counts(), SEED);
    int weeks = weekly.counts()[0].length;
    int last = weeks * DailySeries.WEEK - 1;
    rates = new Periods[weekly.counts().length];
    for (int i = 0; i < rates.length; i++) {
      CountSeries days = daily.rates()[i];
      rates[i] =
          Periods.plain(
              days.trialBlocks(last, DailySeries.WEEK, weeks),
              days.observedBlocks(last, DailySeries.WEEK, weeks));
    }
    RuleSet.Detection rules = RuleSet.standard().detection();
    alpha = rules.sensitivity().alpha();
    detector = new DefaultDetector(DefaultDetector.Settings.of(rules));
  }

  /** Evidence of a rise in each judged week's count. */
  @Benchmark
  public void countEvidence(Blackhole hole) {
    for (double[] each : weekly.counts()) {
      CountMonitor monitor = new CountMonitor(countPace, CountAlternatives.standard(), each);
      for (int week : weekly.judged()) {
        hole.consume(monitor.at(week, -1));
      }
    }
  }

  /** Evidence of a rise in each judged week's failure rate. */
  @Benchmark
  public void rateEvidence(Blackhole hole) {
    for (Periods each : rates) {
      RateMonitor monitor =
          new RateMonitor(Pace.weekly(), RateAlternatives.standard(), each, Prior.none());
      for (int week : weekly.judged()) {
        hole.consume(monitor.at(week, -1));
      }
    }
  }

  /** Findings of daily counts on each day of a year. */
  @Benchmark
  public void countDays(Blackhole hole) {
    int end = weekly.counts()[0].length * DailySeries.WEEK;
    for (CountSeries own : daily.counts()) {
      var judged = new DefaultDetector.Case(own, own, 0, NOTHING_LEFT_OUT);
      for (int day = end - YEAR; day < end; day++) {
        hole.consume(detector.count(judged, day, alpha));
      }
    }
  }

  /** Findings of daily failure rates on each day of a year, borrowing from all together. */
  @Benchmark
  public void rateDays(Blackhole hole) {
    int end = weekly.counts()[0].length * DailySeries.WEEK;
    for (CountSeries own : daily.rates()) {
      var judged = new DefaultDetector.Case(own, daily.parent(), 0, NOTHING_LEFT_OUT);
      for (int day = end - YEAR; day < end; day++) {
        hole.consume(detector.rate(judged, day, alpha));
      }
    }
  }
}
