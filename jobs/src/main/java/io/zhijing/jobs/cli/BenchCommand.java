package io.zhijing.jobs.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the detectors are worth, beside references and peers. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Hold the detectors to reference results, and measure them beside their peers.",
    synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** The command with all its benches. */
  static CommandLine line(Locale locale) {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new BenchFixturesCommand(locale))
        .addSubcommand(new BenchDetectionCommand(locale))
        .addSubcommand(new BenchBudgetCommand(locale))
        .addSubcommand(new BenchIncidentsCommand(locale))
        .addSubcommand(new BenchRealCommand(locale))
        .addSubcommand(new BenchScanCommand(locale))
        .addSubcommand(new BenchSpeedCommand(locale))
        .addSubcommand(new BenchStrataCommand(locale))
        .addSubcommand(new BenchLatencyCommand(locale))
        .addSubcommand(
            new CommandLine(new BenchThroughputCommand(locale))
                .setCaseInsensitiveEnumValuesAllowed(true));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
