package io.zhijing.jobs.bench;

import io.zhijing.detection.count.CountHistory;
import io.zhijing.detection.count.Ears;
import io.zhijing.detection.count.Farrington;
import io.zhijing.detection.count.FarringtonControl;
import io.zhijing.detection.count.FarringtonFlexible;
import io.zhijing.detection.count.FarringtonResult;
import io.zhijing.detection.count.FlexibleControl;
import io.zhijing.detection.count.GlrCusum;
import io.zhijing.detection.count.InControlModel;
import io.zhijing.detection.count.NoResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Upper bounds of simulated series beside those of the reference: a folder with {@code
 * series_clean.csv} and, for each algorithm, {@code upperbound_clean_ALGORITHM.csv}, whose settings
 * are those of the bench they were measured with.
 */
public final class UpperBoundBench {
  private static final int FREQUENCY = 52;
  private static final int LABELS = 3;
  private static final String SERIES = "series_clean.csv";

  /** Bounds stand in the files with ten digits. */
  private static final double WRITTEN = 1e-9;

  /** What gives bounds. */
  @FunctionalInterface
  public interface Detector {
    /** Bounds of a series at ascending consecutive indices; NaN where there is none. */
    double[] bounds(double[] counts, int[] indices);
  }

  private record Peer(Detector detector, double tolerance) {}

  private static final Map<String, Peer> PEERS = peers();

  /**
   * What came of one file.
   *
   * @param file its name
   * @param bounds bounds compared
   * @param agreeing bounds within the tolerance, missing ones on both sides included
   * @param largest the farthest; the index is the week's and the field names the series
   */
  public record Report(String file, int bounds, int agreeing, Optional<Deviation> largest) {}

  private UpperBoundBench() {}

  private static Map<String, Peer> peers() {
    Map<String, Peer> peers = new LinkedHashMap<>();
    double closed = Comparison.CLOSED_FORM;
    peers.put("farringtonFlexible_nbPlugin", new Peer(UpperBoundBench::flexible, 0));
    peers.put("farrington_original", new Peer(UpperBoundBench::original, Comparison.REGRESSION));
    peers.put("earsC1", new Peer(ears(Ears.Method.C1, 0.001), closed));
    peers.put("earsC2", new Peer(ears(Ears.Method.C2, 0.001), closed));
    peers.put("earsC3_package", new Peer(ears(Ears.Method.C3, 0.025), closed));
    peers.put("glrnb", new Peer(UpperBoundBench::glr, Comparison.REGRESSION));
    return peers;
  }

  /**
   * The detector that is held to the algorithm's bounds, with the same settings.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Detector detector(String algorithm) {
    Peer peer = PEERS.get(algorithm);
    if (peer == null) {
      throw new IllegalArgumentException(algorithm + " is none of " + PEERS.keySet());
    }
    return peer.detector();
  }

  /** Whether the folder holds series and bounds. */
  public static boolean applies(Path folder) {
    return Files.isRegularFile(folder.resolve(SERIES))
        && PEERS.keySet().stream().anyMatch(name -> Files.isRegularFile(bounds(folder, name)));
  }

  private static Path bounds(Path folder, String name) {
    return folder.resolve("upperbound_clean_" + name + ".csv");
  }

  /**
   * What comes of each file of bounds in the folder.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if one is not as it should be
   */
  public static List<Report> run(Path folder) throws IOException {
    Map<Integer, double[]> series = new HashMap<>();
    List<String> rows = lines(folder.resolve(SERIES));
    for (String line : rows.subList(1, rows.size())) {
      double[] cells = cells(line);
      series.put((int) cells[0], Arrays.copyOfRange(cells, LABELS, cells.length));
    }
    List<Report> reports = new ArrayList<>();
    for (Map.Entry<String, Peer> peer : PEERS.entrySet()) {
      Path file = bounds(folder, peer.getKey());
      if (Files.isRegularFile(file)) {
        reports.add(compare(file, series, peer.getValue()));
      }
    }
    return reports;
  }

  private static Report compare(Path file, Map<Integer, double[]> series, Peer peer)
      throws IOException {
    List<String> lines = lines(file);
    int[] weeks = weeks(lines.get(0));
    int bounds = 0;
    int agreeing = 0;
    Deviation largest = null;
    for (String line : lines.subList(1, lines.size())) {
      double[] expected = cells(line);
      double[] counts = series.get((int) expected[0]);
      if (counts == null || expected.length != LABELS + weeks.length) {
        throw new IllegalArgumentException(file.getFileName() + ": " + line);
      }
      double[] actual = peer.detector().bounds(counts, weeks);
      for (int i = 0; i < weeks.length; i++) {
        Comparison one = new Comparison();
        String name = "series " + (int) expected[0];
        double tolerance = Math.max(WRITTEN, peer.tolerance());
        one.near(name, weeks[i] + 1, actual[i], expected[LABELS + i], tolerance);
        bounds++;
        agreeing += one.disagreeing() == 0 ? 1 : 0;
        Deviation deviation = one.largest().orElseThrow();
        if (largest == null || deviation.relative() > largest.relative()) {
          largest = deviation;
        }
      }
    }
    String name = String.valueOf(file.getFileName());
    return new Report(name, bounds, agreeing, Optional.ofNullable(largest));
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 2) {
      throw new IllegalArgumentException(file.getFileName() + " holds no row");
    }
    return lines;
  }

  private static int[] weeks(String header) {
    String[] names = header.replace("\"", "").split(",", -1);
    int[] weeks = new int[names.length - LABELS];
    Arrays.setAll(weeks, i -> Integer.parseInt(names[LABELS + i].substring(1)) - 1);
    return weeks;
  }

  /** Numbers of a line; NaN where empty. */
  private static double[] cells(String line) {
    return Arrays.stream(line.split(",", -1))
        .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
        .toArray();
  }

  private static Detector ears(Ears.Method method, double alpha) {
    Ears ears = new Ears(method, 7, 0, alpha);
    return (counts, indices) -> {
      double[] bounds = ears.bounds(counts, indices[0], indices[indices.length - 1] + 1);
      for (int i = 0; i < bounds.length; i++) {
        bounds[i] = Double.isFinite(bounds[i]) ? bounds[i] : Double.NaN;
      }
      return bounds;
    };
  }

  private static double[] flexible(double[] counts, int[] indices) {
    FarringtonFlexible detector = new FarringtonFlexible(FlexibleControl.noufaily(0.005));
    CountHistory history = CountHistory.of(counts, FREQUENCY);
    return Arrays.stream(indices)
        .mapToDouble(index -> bound(detector.at(history, index), Double.NaN))
        .toArray();
  }

  private static double[] original(double[] counts, int[] indices) {
    Farrington detector = new Farrington(FarringtonControl.usual(0.01));
    CountHistory history = CountHistory.of(counts, FREQUENCY);
    return Arrays.stream(indices)
        .mapToDouble(index -> bound(detector.at(history, index), 0))
        .toArray();
  }

  private static double bound(FarringtonResult result, double withheld) {
    if (result instanceof FarringtonResult.Judged judged) {
      return judged.prediction().upperBound();
    }
    return result instanceof FarringtonResult.Withheld ? withheld : Double.NaN;
  }

  /** Overdispersion is estimated; where counts have none, they are taken to be Poisson. */
  private static double[] glr(double[] counts, int[] indices) {
    GlrCusum chart = new GlrCusum(5, GlrCusum.Change.FACTOR, OptionalDouble.empty());
    CountHistory history = CountHistory.of(counts, FREQUENCY);
    InControlModel model = new InControlModel(1, true, FREQUENCY, OptionalDouble.empty());
    GlrCusum.Report report = chart.watch(history, indices[0], model, false);
    if (report instanceof GlrCusum.Insufficient insufficient
        && insufficient.reason() == NoResult.NO_OVERDISPERSION) {
      InControlModel poisson = new InControlModel(1, true, FREQUENCY, OptionalDouble.of(0));
      report = chart.watch(history, indices[0], poisson, false);
    }
    double[] bounds = new double[indices.length];
    Arrays.fill(bounds, Double.NaN);
    if (report instanceof GlrCusum.Watched watched) {
      for (int i = 0; i < bounds.length; i++) {
        GlrCusum.Step step = watched.steps().get(i);
        bounds[i] = step instanceof GlrCusum.Judged judged ? judged.statistic() : Double.NaN;
      }
    }
    return bounds;
  }
}
