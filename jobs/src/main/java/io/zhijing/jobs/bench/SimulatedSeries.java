package io.zhijing.jobs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Weekly counts and the weeks of them that are judged.
 *
 * @param counts by series and week
 * @param first index of the first judged week, from 0
 * @param weeks how many weeks are judged
 */
public record SimulatedSeries(double[][] counts, int first, int weeks) {
  private static final String FILE = "series_clean.csv";
  private static final BenchSpan BUILT_IN_SPAN = new BenchSpan(575, 49);

  /** Forty-two series that come with the program; see the ORIGIN.md beside them. */
  public static SimulatedSeries builtIn() throws IOException {
    try (InputStream stream = SimulatedSeries.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IOException(FILE + " is missing in the program");
      }
      Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
      Path name = Path.of(FILE);
      return of(BenchTable.read(name, reader).wide(name), BUILT_IN_SPAN);
    }
  }

  /**
   * The series without a new outbreak of a count bench's directory.
   *
   * @throws IOException if there are none, or they are shorter than its {@code meta.json} says
   */
  public static SimulatedSeries read(Path directory) throws IOException {
    BenchSpan span = BenchSpan.read(directory);
    double[][] counts = BenchTable.series(directory.resolve(FILE));
    if (counts.length == 0 || Arrays.stream(counts).anyMatch(each -> each.length < span.end())) {
      throw new IOException(
          directory.resolve(FILE) + " holds no series of " + span.end() + " weeks");
    }
    return of(counts, span);
  }

  private static SimulatedSeries of(double[][] counts, BenchSpan span) {
    return new SimulatedSeries(counts, span.first(), span.weeks());
  }

  /** At most so many of the series, evenly spaced from the first to the last. */
  public SimulatedSeries sample(int most) {
    if (most >= counts.length) {
      return this;
    }
    double[][] chosen = new double[most][];
    for (int i = 0; i < most; i++) {
      long at = most == 1 ? 0 : Math.round(i * (counts.length - 1.0) / (most - 1));
      chosen[i] = counts[(int) at];
    }
    return new SimulatedSeries(chosen, first, weeks);
  }

  /** The judged weeks as indices. */
  public int[] judged() {
    int[] indices = new int[weeks];
    Arrays.setAll(indices, i -> first + i);
    return indices;
  }
}
