package io.zhijing.jobs.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The default detector on real public data, beside its peers and beside itself. */
public final class RealDataBench {
  private static final String LABELLED = "weekly_counts_labelled_germany.csv.gz";
  private static final String INSPECTIONS = "chicago_inspections.csv.gz";
  private static final int FIRST_WEEK = 40;
  private static final double AT_MOST = 0.5;

  private RealDataBench() {}

  /**
   * How it is run.
   *
   * @param placements rises put into the inspections
   * @param seed of simulations and rises
   */
  public record Settings(int placements, long seed) {}

  /**
   * A detector on inspections; see the fields of {@link MixBench.Result}.
   *
   * @param isAdjusted whether expected failures were mix-adjusted
   * @param rate false alarms a stratum-week that its threshold was set for
   * @param threshold evidence at which it alarms
   * @param falseWarnings warnings per 1,000 judged stratum-weeks
   * @param detected share of rises found
   */
  public record MixRow(
      boolean isAdjusted, double rate, double threshold, double falseWarnings, double detected) {}

  /**
   * The comparison with and without mix adjustment.
   *
   * @param strata how many strata
   * @param weeks judged stratum-weeks
   * @param rows without and with at the usual rate of false alarms, then at half of it
   */
  public record MixTable(int strata, int weeks, List<MixRow> rows) {
    /** At the same rate: false warnings with adjustment to those without. */
    public double warningRatio() {
      return rows.get(1).falseWarnings() / rows.get(0).falseWarnings();
    }

    /** Whether, at the same rate, no fewer rises are found with adjustment. */
    public boolean findsAsMany() {
      return rows.get(1).detected() >= rows.get(0).detected();
    }

    /** Whether, at the same rate, false warnings with adjustment are at most half. */
    public boolean isHalved() {
      return warningRatio() <= AT_MOST;
    }

    /** Whether both hold. */
    public boolean isAccepted() {
      return findsAsMany() && isHalved();
    }
  }

  /** Whether the directory holds labelled counts. */
  public static boolean hasLabelled(Path directory) {
    return Files.isRegularFile(directory.resolve(LABELLED));
  }

  /** Whether the directory holds inspections. */
  public static boolean hasInspections(Path directory) {
    return Files.isRegularFile(directory.resolve(INSPECTIONS));
  }

  /** The file of inspections in the directory. */
  public static Path inspections(Path directory) {
    return directory.resolve(INSPECTIONS);
  }

  /**
   * Scores on counts with flagged outbreaks, by data set and detector, then in total.
   *
   * @throws IOException if the file cannot be read
   */
  public static List<LabelledScore> labelled(Path directory, Settings settings) throws IOException {
    return new LabelledBench(LabelledCounts.read(directory.resolve(LABELLED)))
        .run(DetectionBench.COUNT_RATE, settings.seed());
  }

  /**
   * Inspections with and without mix adjustment.
   *
   * @throws IOException if the file cannot be read or is too short
   */
  public static MixTable mix(Path directory, Settings settings) throws IOException {
    Path file = directory.resolve(INSPECTIONS);
    Inspections data = Inspections.read(file);
    MixBench bench;
    try {
      bench = MixBench.of(data, FIRST_WEEK);
    } catch (IllegalArgumentException tooShort) {
      throw new IOException(file + ": " + tooShort.getMessage(), tooShort);
    }
    List<MixRow> rows = new ArrayList<>();
    int weeks = 0;
    for (double rate : new double[] {DetectionBench.RATE_RATE, DetectionBench.RATE_RATE / 2}) {
      for (boolean isAdjusted : new boolean[] {false, true}) {
        MixBench.Result result =
            bench.run(
                isAdjusted, new MixBench.Settings(rate, settings.placements(), settings.seed()));
        weeks = result.weeks();
        rows.add(
            new MixRow(
                isAdjusted,
                rate,
                result.threshold(),
                result.warningsPerThousand(),
                result.detected()));
      }
    }
    return new MixTable(data.strata().size(), weeks, rows);
  }
}
