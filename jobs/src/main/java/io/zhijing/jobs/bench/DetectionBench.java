package io.zhijing.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The default detector on simulated series with known rises, beside its peers and beside the limit
 * of a detector that knows the true parameters. Works on any directory that the bench scripts made.
 */
public final class DetectionBench {
  /** False alarms a week that the default detector sets its threshold for, on counts. */
  public static final double COUNT_RATE = 0.0043;

  /** The same a judged week, on rates. */
  public static final double RATE_RATE = 0.0055;

  private static final double COUNT_LIMIT_AT = 0.0043;
  private static final double RATE_LIMIT_AT = 0.006;
  private static final int COLD_WEEKS = 20;

  private DetectionBench() {}

  /** What a table is about. The code names its texts. */
  public enum Kind {
    /** Counts without denominator. */
    COUNT("count"),
    /** Failures of trials. */
    RATE("rate"),
    /** Failures of trials with twenty weeks of history. */
    COLD_START("cold");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The stable code. */
    public String code() {
      return code;
    }
  }

  /**
   * A table of scores.
   *
   * @param kind what it is about
   * @param directory where the series came from
   * @param series how many series
   * @param threshold evidence at which the default detector alarms, as it set it itself
   * @param own scores of the default detector
   * @param limits scores of detectors that know the truth
   * @param peers scores of the peers, as measured in the directory; empty if they were not
   */
  public record Table(
      Kind kind,
      Path directory,
      int series,
      double threshold,
      List<Score> own,
      List<Score> limits,
      List<Score> peers) {}

  /**
   * Runs every bench in the directory or directly below it.
   *
   * @param seed of the simulations that thresholds are set by
   * @param done is told of each table as soon as it is ready
   * @throws IOException if there is no bench or a file of one cannot be read
   */
  public static void run(Path directory, long seed, Consumer<Table> done) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + " is no directory");
    }
    boolean isAny = false;
    for (Path each : candidates(directory)) {
      if (Files.exists(each.resolve("series_clean.csv"))) {
        done.accept(count(each, seed));
        isAny = true;
      } else if (Files.exists(each.resolve("trials.csv"))) {
        RateBench bench = RateBench.read(each);
        done.accept(rate(each, bench, seed));
        done.accept(coldStart(each, bench.withHistory(COLD_WEEKS), seed));
        isAny = true;
      }
    }
    if (!isAny) {
      throw new IOException(directory + " holds no series_clean.csv and no trials.csv");
    }
  }

  private static List<Path> candidates(Path directory) throws IOException {
    List<Path> candidates = new ArrayList<>(List.of(directory));
    try (var below = Files.list(directory)) {
      below.filter(Files::isDirectory).sorted().forEach(candidates::add);
    }
    return candidates;
  }

  private static Table count(Path directory, long seed) throws IOException {
    CountBench bench = CountBench.read(directory);
    CountBench.Result result = bench.run(COUNT_RATE, seed);
    return new Table(
        Kind.COUNT,
        directory,
        bench.clean().length,
        result.threshold(),
        List.of(result.score()),
        bench.limits(COUNT_LIMIT_AT),
        peers(directory));
  }

  private static Table rate(Path directory, RateBench bench, long seed) throws IOException {
    RateBench.Result result = bench.run("zhijing", RATE_RATE, seed);
    return new Table(
        Kind.RATE,
        directory,
        bench.trials().length,
        result.threshold(),
        List.of(result.score()),
        bench.limits(RATE_LIMIT_AT),
        peers(directory));
  }

  private static Table coldStart(Path directory, RateBench bench, long seed) {
    RateBench.Result borrowing = bench.runBorrowing("zhijing, borrowing", RATE_RATE, seed);
    RateBench.Result alone = bench.run("zhijing, own history only", RATE_RATE, seed);
    return new Table(
        Kind.COLD_START,
        directory,
        bench.trials().length,
        borrowing.threshold(),
        List.of(borrowing.score(), alone.score()),
        List.of(),
        List.of());
  }

  private static List<Score> peers(Path directory) throws IOException {
    Path file = directory.resolve("results_overall.csv");
    List<Score> peers = new ArrayList<>();
    if (Files.exists(file)) {
      for (Map<String, String> row : BenchTable.read(file).rows()) {
        peers.add(
            new Score(
                row.get("algorithm"),
                BenchTable.number(file, row, "FPR"),
                BenchTable.number(file, row, "POD"),
                BenchTable.number(file, row, "meanDelay"),
                Double.NaN));
      }
    }
    return peers;
  }
}
