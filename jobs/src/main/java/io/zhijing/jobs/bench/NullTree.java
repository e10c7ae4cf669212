package io.zhijing.jobs.bench;

import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.stats.Draws;
import io.zhijing.jobs.simulation.PublishedRates;
import io.zhijing.jobs.simulation.RegionMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * SIMULATED: a region in which nothing rises. Each banner's food sampling and complaints are drawn
 * day by day from published rates (see {@link PublishedRates}), banners by their population: tests
 * on weekdays, failures binomial, one hazard a failure, complaints Poisson. Every stratum of the
 * pack's facets over region, sector and hazard is counted.
 */
final class NullTree extends CountedPortfolio {
  private static final int DAYS_A_WEEK = 7;
  private static final int WORKING_DAYS = 5;
  private static final double WORKING_DAYS_A_YEAR = 261;
  private static final double DAYS_A_YEAR = 365.2425;

  private final SplittableRandom random;
  private final double[] hazardShares;
  private final List<Cell> cells = new ArrayList<>();
  private final long[] trials;
  private final long[] observed;

  /** One banner and one category: what happens there, and which strata count it. */
  private record Cell(
      double testsADay,
      double rate,
      double complaintsADay,
      int[] tested,
      int[][] failedByHazard,
      int[] complained) {}

  /** The tree of a pack with regions that have a population. */
  NullTree(Pack pack, Lattice lattice, PublishedRates rates, long seed) throws IOException {
    super(lattice);
    this.random = new SplittableRandom(seed);
    this.hazardShares = rates.hazards().stream().mapToDouble(PublishedRates.Share::share).toArray();
    RegionMap map = RegionMap.of(pack);
    double people = Arrays.stream(map.population()).sum();
    for (int i = 0; i < map.codes().size(); i++) {
      for (PublishedRates.Category category : rates.categories()) {
        cells.add(cell(lattice, rates, category, map.codes().get(i), map.population()[i] / people));
      }
    }
    this.trials = new long[strata().size()];
    this.observed = new long[strata().size()];
  }

  private Cell cell(
      Lattice lattice,
      PublishedRates rates,
      PublishedRates.Category category,
      String region,
      double share) {
    Map<Dimension, List<String>> nodes = new HashMap<>();
    nodes.put(Dimension.REGION, List.of(region));
    nodes.put(Dimension.SECTOR, List.of(category.sector()));
    int[][] failed = new int[rates.hazards().size()][];
    for (int h = 0; h < failed.length; h++) {
      Map<Dimension, List<String>> withHazard = new HashMap<>(nodes);
      withHazard.put(Dimension.HAZARD, List.of(rates.hazards().get(h).hazard()));
      failed[h] =
          lattice.strata(ReportStream.INSPECTION, withHazard).stream()
              .filter(stratum -> !stratum.node(Dimension.HAZARD).isEmpty())
              .mapToInt(strata()::number)
              .toArray();
    }
    int[] tested = numbered(lattice, ReportStream.INSPECTION, nodes);
    int[] complained = numbered(lattice, ReportStream.COMPLAINT, nodes);
    return new Cell(
        rates.testsAYear() * category.shareOfTests() * share / WORKING_DAYS_A_YEAR,
        category.rate(),
        rates.complaintsAYear() * category.shareOfTests() * share / DAYS_A_YEAR,
        tested,
        failed,
        complained);
  }

  private int[] numbered(Lattice lattice, ReportStream stream, Map<Dimension, List<String>> nodes) {
    return lattice.strata(stream, nodes).stream().mapToInt(strata()::number).toArray();
  }

  @Override
  public void play(int day) {
    boolean isWorkingDay = Math.floorMod(day + 3, DAYS_A_WEEK) < WORKING_DAYS;
    Arrays.fill(trials, 0);
    Arrays.fill(observed, 0);
    for (Cell cell : cells) {
      if (isWorkingDay) {
        inspect(cell);
      }
      add(observed, cell.complained(), Draws.negativeBinomial(random, cell.complaintsADay(), 1));
    }
    for (int i = 0; i < trials.length; i++) {
      if (trials[i] != 0 || observed[i] != 0) {
        strata().series(i).put(day, trials[i], observed[i]);
      }
    }
  }

  private void inspect(Cell cell) {
    double tests = Draws.negativeBinomial(random, cell.testsADay(), 1);
    add(trials, cell.tested(), tests);
    for (int test = 0; test < tests; test++) {
      if (random.nextDouble() < cell.rate()) {
        add(observed, cell.tested(), 1);
        add(observed, cell.failedByHazard()[hazard()], 1);
      }
    }
  }

  private int hazard() {
    double left = random.nextDouble();
    int hazard = 0;
    while (hazard < hazardShares.length - 1 && left >= hazardShares[hazard]) {
      left -= hazardShares[hazard];
      hazard++;
    }
    return hazard;
  }

  private static void add(long[] counts, int[] strata, double count) {
    if (count > 0) {
      for (int stratum : strata) {
        counts[stratum] += (long) count;
      }
    }
  }
}
