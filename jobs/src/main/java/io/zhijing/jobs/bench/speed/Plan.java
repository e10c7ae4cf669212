package io.zhijing.jobs.bench.speed;

import io.zhijing.jobs.bench.SimulatedSeries;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What is measured, and with how much effort.
 *
 * @param source {@link #BUILT_IN}, or a directory of the count bench; text, since it is handed to
 *     virtual machines of their own
 * @param series how many series, at least 1
 * @param effort of the measurement
 */
public record Plan(String source, int series, Effort effort) {
  /** The series that come with the program. */
  public static final String BUILT_IN = "built-in";

  private static final int USUAL_SERIES = 42;
  private static final int FEW_SERIES = 2;

  /**
   * Effort.
   *
   * @param forks virtual machines for each benchmark; with 0 it runs in this one
   * @param warmUps iterations before those that count
   * @param iterations that count, in each virtual machine
   * @param milliseconds an iteration lasts at least
   * @param rRepeats how often R repeats what takes it little time
   */
  public record Effort(int forks, int warmUps, int iterations, int milliseconds, int rRepeats) {}

  /** For a table that is worth reading: some four minutes. */
  public static Plan usual(String source) {
    return new Plan(source, USUAL_SERIES, new Effort(2, 3, 5, 1000, 10));
  }

  /** To see that everything runs: seconds. The numbers mean little. */
  public static Plan quick(String source) {
    return new Plan(source, FEW_SERIES, new Effort(0, 1, 2, 20, 1));
  }

  /** The series of the plan. */
  public SimulatedSeries read() throws IOException {
    return series(source, series);
  }

  static SimulatedSeries series(String source, int most) throws IOException {
    SimulatedSeries all =
        source.equals(BUILT_IN) ? SimulatedSeries.builtIn() : SimulatedSeries.read(Path.of(source));
    return all.sample(most);
  }
}
