package io.zhijing.jobs.bench.speed;

import io.zhijing.jobs.bench.SimulatedSeries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Times of the R package surveillance, measured by R itself on the same series and weeks. */
public final class RPeers {
  private static final String SCRIPT = "speed.R";
  private static final String VERSION = "version";

  /** How lines of results begin; the package prints lines of its own. */
  private static final String MARK = "speed";

  private static final int NO_PACKAGE = 3;
  private static final int MOST_MINUTES = 30;

  /** What came of it. */
  public sealed interface Outcome {}

  /**
   * Times.
   *
   * @param version of R and the package
   * @param milliseconds of processor time a series-week, by algorithm
   */
  public record Times(String version, Map<String, Double> milliseconds) implements Outcome {}

  /**
   * No times.
   *
   * @param cause why
   * @param detail what R or the system said; may be empty
   */
  public record Absent(Cause cause, String detail) implements Outcome {}

  /** Why there are no times. */
  public enum Cause {
    /** The command does not exist. */
    NO_R("no-r"),
    /** R lacks the package. */
    NO_PACKAGE("no-package"),
    /** The script failed or did not end. */
    FAILED("failed");

    private final String code;

    Cause(String code) {
      this.code = code;
    }

    /** The name in texts. */
    public String code() {
      return code;
    }
  }

  private RPeers() {}

  /**
   * Runs R.
   *
   * @param command such as Rscript
   * @param repeats rounds for what takes R little time
   * @throws IOException if temporary files cannot be written
   */
  public static Outcome measure(String command, SimulatedSeries series, int repeats)
      throws IOException {
    Path folder = Files.createTempDirectory("zhijing-speed");
    try {
      Path script = folder.resolve(SCRIPT);
      try (InputStream stream = RPeers.class.getResourceAsStream(SCRIPT)) {
        if (stream == null) {
          throw new IOException(SCRIPT + " is missing in the program");
        }
        Files.copy(stream, script);
      }
      Path table = folder.resolve("series.csv");
      Files.write(table, Arrays.stream(series.counts()).map(RPeers::line).toList());
      return run(
          folder,
          List.of(
              command,
              "--vanilla",
              script.toString(),
              table.toString(),
              String.valueOf(series.first() + 1),
              String.valueOf(series.first() + series.weeks()),
              String.valueOf(repeats)));
    } finally {
      delete(folder);
    }
  }

  private static String line(double[] counts) {
    return Arrays.stream(counts).mapToObj(String::valueOf).collect(Collectors.joining(","));
  }

  private static Outcome run(Path folder, List<String> command) throws IOException {
    Path said = folder.resolve("out");
    Path complained = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(complained.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Absent(Cause.NO_R, String.valueOf(e.getMessage()));
    }
    try {
      if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
        return new Absent(Cause.FAILED, "> " + MOST_MINUTES + " min");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Absent(Cause.FAILED, "interrupted");
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() == NO_PACKAGE) {
      return new Absent(Cause.NO_PACKAGE, "");
    }
    return process.exitValue() == 0
        ? times(Files.readAllLines(said))
        : new Absent(Cause.FAILED, String.join(" ", Files.readAllLines(complained)).strip());
  }

  private static Outcome times(List<String> lines) {
    Map<String, Double> milliseconds = new LinkedHashMap<>();
    String version = "";
    for (String line : lines) {
      String[] cells = line.strip().split("\t", -1);
      if (cells.length != 3 || !cells[0].equals(MARK)) {
        continue;
      }
      if (cells[1].equals(VERSION)) {
        version = cells[2];
        continue;
      }
      double value;
      try {
        value = Double.parseDouble(cells[2]);
      } catch (NumberFormatException e) {
        return new Absent(Cause.FAILED, line);
      }
      milliseconds.put(cells[1], value);
    }
    return milliseconds.isEmpty()
        ? new Absent(Cause.FAILED, String.join(" ", lines).strip())
        : new Times(version, milliseconds);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.sorted(Comparator.reverseOrder()).forEach(paths::add);
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
