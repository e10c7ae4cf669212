package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.PackFaults;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rehearsal.BudgetCurve;
import io.zhijing.jobs.bench.BudgetBench;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a budget of false warnings is kept over a whole simulated region. */
@Command(
    name = "budget",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Set thresholds by a budget of false warnings and see whether it is kept.")
final class BenchBudgetCommand implements Callable<Integer> {
  private static final int WIDTH = 16;

  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rates",
      paramLabel = "FILE",
      descriptionKey = "bench.budget.option.rates",
      description = "Table of published rates to simulate from, instead of the shipped one.")
  private Path rates;

  @Option(
      names = "--years",
      paramLabel = "NUMBER",
      defaultValue = "20",
      descriptionKey = "bench.budget.option.years",
      description = "Simulated years, to calibrate and to test (default: ${DEFAULT-VALUE}).")
  private int years;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      descriptionKey = "bench.option.seed",
      description = "Seed of the simulation that sets thresholds (default: ${DEFAULT-VALUE}).")
  private long seed;

  BenchBudgetCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws PackFaults {
    PrintWriter out = spec.commandLine().getOut();
    if (years < 1) {
      spec.commandLine().getErr().println(messages.text("bench.budget.years"));
      return ExitCode.USAGE;
    }
    try {
      BudgetBench bench =
          new BudgetBench(
              new PackWatch("inner-mongolia").load(), Optional.ofNullable(rates), years);
      String strata = String.valueOf(bench.strata(seed));
      out.println(messages.text("bench.budget.heading", List.of(strata, String.valueOf(years))));
      BudgetCurve curve = bench.calibrate(seed);
      out.println(measured(curve));
      out.println(messages.text("bench.budget.spent"));
      TextTable spent = new TextTable(WIDTH, WIDTH, WIDTH, WIDTH);
      spent.row(
          messages.text("bench.budget.budget"),
          messages.text("bench.budget.score"),
          messages.text("bench.budget.per-month"),
          messages.text("bench.budget.ratio"));
      spent.rule();
      show(spent, out);
      boolean areKept =
          bench.spend(
              curve,
              seed + 1,
              outcome -> {
                row(spent, outcome);
                show(spent, out);
              });
      out.println();
      out.flush();
      return areKept ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (IOException problem) {
      spec.commandLine().getErr().println(problem.getMessage());
      return ExitCode.USAGE;
    }
  }

  private TextTable measured(BudgetCurve curve) {
    TextTable table = new TextTable(WIDTH, WIDTH, WIDTH, WIDTH);
    table.row(
        messages.text("bench.budget.score"),
        messages.text("bench.budget.per-month"),
        messages.text("stream.inspection"),
        messages.text("stream.complaint"));
    table.rule();
    for (BudgetCurve.Point point : curve.points()) {
      table.row(
          number(point.score()),
          number(point.perMonth()),
          number(point.byStream().getOrDefault(ReportStream.INSPECTION, 0.0)),
          number(point.byStream().getOrDefault(ReportStream.COMPLAINT, 0.0)));
    }
    return table;
  }

  private static void row(TextTable table, BudgetBench.Outcome outcome) {
    table.row(
        number(outcome.budget()),
        number(outcome.score()),
        number(outcome.perMonth()),
        number(outcome.ratio()));
  }

  private static void show(TextTable table, PrintWriter out) {
    out.print(table.added());
    out.flush();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
