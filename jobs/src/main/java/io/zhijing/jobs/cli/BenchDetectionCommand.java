package io.zhijing.jobs.cli;

import io.zhijing.jobs.bench.DetectionBench;
import io.zhijing.jobs.bench.DetectionBench.Kind;
import io.zhijing.jobs.bench.DetectionBench.Table;
import io.zhijing.jobs.bench.Score;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** False alarms, detection and delay of the default detector, beside its peers and the limit. */
@Command(
    name = "detection",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Measure the default detector on simulated series with known rises.")
final class BenchDetectionCommand implements Callable<Integer> {
  private static final int NAME = 34;
  private static final int NUMBER = 12;

  private final Messages messages;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      descriptionKey = "bench.detection.option.directory",
      description = "A directory made by the bench scripts, or one that holds such directories.")
  private Path directory;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      descriptionKey = "bench.option.seed",
      description = "Seed of the simulation that sets thresholds (default: ${DEFAULT-VALUE}).")
  private long seed;

  BenchDetectionCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      DetectionBench.run(directory, seed, table -> print(table, out));
      return ExitCode.OK;
    } catch (IOException problem) {
      spec.commandLine().getErr().println(problem.getMessage());
      return ExitCode.USAGE;
    }
  }

  private void print(Table table, PrintWriter out) {
    out.println(
        messages.text(
            "bench.detection." + table.kind().code(),
            List.of(
                table.directory().toString(),
                String.valueOf(table.series()),
                String.format(Locale.ROOT, "%.1f", table.threshold()))));
    TextTable text = new TextTable(NAME, NUMBER, NUMBER, NUMBER, NUMBER);
    text.row(
        messages.text("bench.detector"),
        messages.text("bench.fpr"),
        messages.text("bench.pod"),
        messages.text("bench.delay"),
        messages.text("bench.unjudged"));
    text.rule();
    table.own().forEach(score -> row(text, score));
    table.limits().forEach(score -> row(text, score));
    table.peers().forEach(score -> row(text, score));
    out.println(text);
    if (table.peers().isEmpty() && table.kind() != Kind.COLD_START) {
      out.println(messages.text("bench.detection.no-peers"));
    }
    out.println();
    out.flush();
  }

  private static void row(TextTable text, Score score) {
    text.row(
        score.detector(),
        number(score.falseAlarmRate(), 5),
        number(score.detected(), 3),
        number(score.meanDelay(), 2),
        number(score.unjudged(), 4));
  }

  private static String number(double value, int digits) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
