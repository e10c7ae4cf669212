package io.zhijing.jobs.bench.speed;

import io.zhijing.jobs.bench.SimulatedSeries;
import io.zhijing.jobs.bench.UpperBoundBench;
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
 * The detectors that R has too: the very ones whose bounds {@link UpperBoundBench} holds to R's,
 * with the settings of the count bench. One call judges every judged week of every series.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReferenceDetectors {
  /** Where the series come from; see {@link Plan#source}. */
  @Param(Plan.BUILT_IN)
  public String source;

  /** How many series. */
  @Param("42")
  public int series;

  /** Which detector, by the name of its bounds. */
  @Param("earsC1")
  public String algorithm;

  private double[][] counts;
  private int[] weeks;
  private UpperBoundBench.Detector detector;

  /** Reads the series. */
  @Setup
  public void read() throws IOException {
    SimulatedSeries read = Plan.series(source, series);
    counts = read.counts();
    weeks = read.judged();
    detector = UpperBoundBench.detector(algorithm);
  }

  /** Upper bounds of all series in all judged weeks. */
  @Benchmark
  public void judge(Blackhole hole) {
    for (double[] each : counts) {
      hole.consume(detector.bounds(each, weeks));
    }
  }
}
