package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.Pack;
import io.zhijing.jobs.simulation.SimulatedYear;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Which of all the years that can be simulated. */
final class YearOption {
  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      descriptionKey = "year.option.seed",
      description = "Another simulated year than the usual one.")
  private Long seed;

  SimulatedYear.Plan plan() {
    SimulatedYear.Plan usual = SimulatedYear.Plan.standard();
    return seed == null ? usual : usual.withSeed(seed);
  }

  /** Whether a year is asked for where none is simulated. */
  boolean isOutOfPlace(Pack pack, List<Path> files) {
    return seed != null && !Reports.isToSimulate(pack, files);
  }
}
