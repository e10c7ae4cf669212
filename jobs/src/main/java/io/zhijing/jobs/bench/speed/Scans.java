package io.zhijing.jobs.bench.speed;

import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.detection.scan.Circles;
import io.zhijing.detection.scan.NeighbourSets;
import io.zhijing.detection.scan.Scan;
import io.zhijing.detection.scan.ScanData;
import io.zhijing.detection.scan.ScanOutcome;
import io.zhijing.detection.scan.ScanSettings;
import io.zhijing.detection.scan.Zones;
import io.zhijing.jobs.simulation.RegionMap;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Scans of the 103 banners of Inner Mongolia over eight weeks with 999 replicates: Poisson counts
 * in proportion to the population, five a banner and week on average. The sets are built
 * beforehand, as for every scan of a map but the first.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Scans {
  private static final int WEEKS = 8;
  private static final int REPLICATES = 999;
  private static final double MEAN_CASES = 5;
  private static final long SEED = 20260101;

  private ScanData data;
  private Zones neighbours;
  private Zones circles;

  /** Draws the counts and builds the sets. */
  @Setup
  public void draw() throws IOException, PackFaults {
    RegionMap map = RegionMap.of(PackLoader.builtIn("inner-mongolia"));
    neighbours = NeighbourSets.usual(map.neighbours()).zones();
    circles =
        new Circles(
                map.coordinates(),
                Circles.Metric.GREAT_CIRCLE,
                new Circles.PopulationShare(map.population(), 0.5))
            .zones()
            .distinct();
    SplittableRandom random = new SplittableRandom(SEED);
    double people = Arrays.stream(map.population()).sum();
    double[][] expected = new double[WEEKS][map.size()];
    int[][] counts = new int[WEEKS][map.size()];
    for (int week = 0; week < WEEKS; week++) {
      for (int i = 0; i < map.size(); i++) {
        double mean = map.population()[i] / people * map.size() * MEAN_CASES;
        expected[week][i] = mean;
        counts[week][i] =
            PoissonDistribution.of(mean).inverseCumulativeProbability(random.nextDouble());
      }
    }
    data = new ScanData.Poisson(counts, expected);
  }

  /** Connected sets of neighbours, weighed by size. */
  @Benchmark
  public ScanOutcome neighbourSets() {
    return Scan.run(data, neighbours, ScanSettings.bySize(WEEKS, REPLICATES, SEED));
  }

  /** Circles of up to half the population. */
  @Benchmark
  public ScanOutcome circles() {
    return Scan.run(data, circles, ScanSettings.even(WEEKS, REPLICATES, SEED));
  }
}
