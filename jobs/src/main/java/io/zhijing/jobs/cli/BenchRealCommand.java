package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.jobs.bench.LabelledScore;
import io.zhijing.jobs.bench.RealDataBench;
import io.zhijing.jobs.bench.RealDataBench.MixRow;
import io.zhijing.jobs.bench.RealDataBench.MixTable;
import io.zhijing.jobs.bench.RealDataBench.Settings;
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

/**
 * The default detector on real public data. Exit code 0 if mix adjustment halves the false warnings
 * at the same setting and finds as many rises, or if there are no inspections to see it on; 1 if
 * not; 2 if the data cannot be read.
 */
@Command(
    name = "real",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Measure the default detector on real public data.")
final class BenchRealCommand implements Callable<Integer> {
  private static final int[] LABELLED = {14, 19, 4, 10, 14, 9, 14, 9};
  private static final int[] MIX = {20, 16, 10, 16, 10};

  private final Messages messages;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      descriptionKey = "bench.real.option.directory",
      description = "A directory with labelled weekly counts, inspections, or both.")
  private Path directory;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      descriptionKey = "bench.real.option.seed",
      description = "Seed of null simulations and of the rises put in (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--placements",
      paramLabel = "NUMBER",
      defaultValue = "200",
      descriptionKey = "bench.real.option.placements",
      description = "How many rises are put into the inspections (default: ${DEFAULT-VALUE}).")
  private int placements;

  @Option(
      names = "--pipeline",
      descriptionKey = "bench.real.option.pipeline",
      description = "Also run the whole pipeline over the inspections: minutes.")
  private boolean isThroughPipeline;

  BenchRealCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (placements < 1) {
      return refuse(messages.text("bench.real.bad-options"));
    }
    boolean hasLabelled = RealDataBench.hasLabelled(directory);
    boolean hasInspections = RealDataBench.hasInspections(directory);
    if (!hasLabelled && !hasInspections) {
      return refuse(messages.text("bench.real.nothing", List.of(directory.toString())));
    }
    Settings settings = new Settings(placements, seed);
    try {
      if (hasLabelled) {
        labelled(RealDataBench.labelled(directory, settings), out);
      }
      int code = hasInspections ? mix(RealDataBench.mix(directory, settings), out) : ExitCode.OK;
      if (hasInspections && isThroughPipeline) {
        new PipelineMixTable(messages, out)
            .measure(RealDataBench.inspections(directory), placements, seed);
      }
      return code;
    } catch (PackFaults | HeaderFaults | IOException problem) {
      return refuse(problem.getMessage());
    }
  }

  private int refuse(String message) {
    spec.commandLine().getErr().println(message);
    return ExitCode.USAGE;
  }

  private void labelled(List<LabelledScore> scores, PrintWriter out) {
    out.println(messages.text("bench.real.labelled"));
    TextTable table = new TextTable(LABELLED);
    table.row(
        messages.text("bench.real.column.data"),
        messages.text("bench.detector"),
        messages.text("bench.real.column.years"),
        messages.text("bench.real.column.episodes"),
        messages.text("bench.real.column.weeks"),
        messages.text("bench.delay"),
        messages.text("bench.real.column.false"),
        messages.text("bench.unjudged"));
    table.rule();
    for (LabelledScore score : scores) {
      table.row(
          score.dataSet().isEmpty() ? messages.text("bench.real.all") : score.dataSet(),
          score.detector(),
          score.years(),
          score.found() + "/" + score.episodes(),
          number(score.weekSensitivity(), 3),
          number(score.meanDelay(), 2),
          number(score.falseAlarmRate(), 4),
          number(score.unjudgedShare(), 3));
    }
    out.println(table);
    out.flush();
  }

  private int mix(MixTable result, PrintWriter out) {
    out.println(
        messages.text(
            "bench.real.mix",
            List.of(
                String.valueOf(result.strata()),
                String.valueOf(result.weeks()),
                String.valueOf(placements))));
    TextTable table = new TextTable(MIX);
    table.row(
        messages.text("bench.real.column.adjustment"),
        messages.text("bench.real.column.rate"),
        messages.text("bench.real.column.threshold"),
        messages.text("bench.real.column.warnings"),
        messages.text("bench.pod"));
    table.rule();
    for (MixRow row : result.rows()) {
      table.row(
          messages.text(row.isAdjusted() ? "bench.real.adjusted" : "bench.real.plain"),
          number(row.rate(), 5),
          number(row.threshold(), 1),
          number(row.falseWarnings(), 2),
          number(row.detected(), 3));
    }
    out.println(table);
    String ratio = number(result.warningRatio(), 2);
    boolean isHalf = result.isHalved();
    out.println(
        messages.text(result.findsAsMany() ? "bench.real.found-holds" : "bench.real.found-fails"));
    out.println(
        messages.text(isHalf ? "bench.real.half-holds" : "bench.real.half-fails", List.of(ratio)));
    out.flush();
    return result.isAccepted() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String number(double value, int digits) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
