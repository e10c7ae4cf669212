package io.zhijing.jobs.cli;

import io.zhijing.jobs.bench.SimulatedSeries;
import io.zhijing.jobs.bench.speed.Measured;
import io.zhijing.jobs.bench.speed.Plan;
import io.zhijing.jobs.bench.speed.RPeers;
import io.zhijing.jobs.bench.speed.SpeedBench;
import io.zhijing.jobs.bench.speed.SpeedTable;
import io.zhijing.jobs.bench.speed.SpeedTable.Demand;
import io.zhijing.jobs.bench.speed.SpeedTable.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * How long the detectors take, beside R. Exit code 0 if they are as fast as asked for, 1 if not, 2
 * if the series cannot be read or a measurement does not run.
 */
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Measure how long the detectors take, beside R if it is there.")
final class BenchSpeedCommand implements Callable<Integer> {
  private static final int[] WIDTHS = {34, 15, 11, 11, 9, 11, 9, 7};
  private static final int DIGITS = 3;
  private static final double MICROS_IN_A_SECOND = 1e6;
  private static final String NOTHING = "-";

  private final Messages messages;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      descriptionKey = "bench.speed.option.dir",
      description = "A directory of the count bench to take series from.")
  private Path directory;

  @Option(
      names = "--quick",
      descriptionKey = "bench.speed.option.quick",
      description = "Only see that everything runs: seconds, and numbers that mean little.")
  private boolean quick;

  @Option(
      names = "--rscript",
      defaultValue = "Rscript",
      paramLabel = "COMMAND",
      descriptionKey = "bench.speed.option.rscript",
      description = "The command that runs R scripts (default: ${DEFAULT-VALUE}).")
  private String rscript;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      descriptionKey = "bench.speed.option.log",
      description = "Where the words of JMH go.")
  private Path log;

  BenchSpeedCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() {
    String source = directory == null ? Plan.BUILT_IN : directory.toAbsolutePath().toString();
    Plan plan = quick ? Plan.quick(source) : Plan.usual(source);
    try {
      SimulatedSeries series = plan.read();
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          messages.text(
              "bench.speed.what",
              List.of(
                  directory == null ? messages.text("bench.speed.built-in") : source,
                  String.valueOf(series.counts().length),
                  String.valueOf(series.weeks()),
                  String.valueOf(Runtime.getRuntime().availableProcessors()),
                  String.valueOf(Runtime.version()))));
      SpeedTable table = measure(plan, series);
      out.println();
      print(table, out);
      out.flush();
      return table.holds() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (IOException problem) {
      spec.commandLine().getErr().println(problem.getMessage());
      spec.commandLine().getErr().flush();
      return ExitCode.USAGE;
    }
  }

  private SpeedTable measure(Plan plan, SimulatedSeries series) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    int steps = Measured.values().length + 1;
    Progress progress =
        new Progress(
            out, Boolean.getBoolean("zhijing.terminal"), messages.text("bench.speed.measuring"));
    progress.show(0, steps, "R");
    RPeers.Outcome peers = RPeers.measure(rscript, series, plan.effort().rRepeats());
    Path file = log == null ? Files.createTempFile("zhijing-speed-", ".log") : log;
    try (PrintStream words =
        new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8)) {
      List<SpeedBench.Speed> speeds =
          new SpeedBench(plan, words)
              .run((each, before) -> progress.show(before + 1L, steps, name(each)));
      progress.show(steps, steps, "");
      progress.end();
      out.println(messages.text("bench.speed.log", List.of(file.toString())));
      return new SpeedTable(speeds, peers);
    }
  }

  private void print(SpeedTable table, PrintWriter out) {
    TextTable text = new TextTable(WIDTHS);
    text.row(
        Stream.of("what", "unit", "processor", "elapsed", "error", "r", "times", "asked")
            .map(column -> messages.text("bench.speed.column." + column))
            .toArray(String[]::new));
    text.rule();
    for (Row row : table.rows()) {
      double scale = row.speed().measured().unit() == Measured.Unit.SCAN ? MICROS_IN_A_SECOND : 1;
      OptionalDouble asked = row.speed().measured().timesFaster();
      text.row(
          name(row.speed().measured()),
          messages.text("bench.speed.unit." + row.speed().measured().unit().code()),
          number(row.speed().processor() / scale),
          number(row.speed().elapsed() / scale),
          number(row.speed().error() / scale),
          number(row.peer()) + (table.here() || row.peer().isEmpty() ? "" : " *"),
          number(row.timesFaster()),
          number(asked));
    }
    out.println(text);
    if (table.peers() instanceof RPeers.Times times) {
      out.println(messages.text("bench.speed.r-here", List.of(times.version())));
    } else if (table.peers() instanceof RPeers.Absent absent) {
      out.println(
          messages.text("bench.speed.r-" + absent.cause().code(), List.of(absent.detail())));
      out.println(messages.text("bench.speed.r-published"));
    }
    if (quick) {
      out.println(messages.text("bench.speed.quick"));
    }
    out.println();
    table.demands().forEach(demand -> out.println(line(demand, table.here())));
  }

  private String line(Demand demand, boolean here) {
    String mark = messages.text(demand.holds() ? "bench.speed.holds" : "bench.speed.fails");
    boolean scan = demand.measured().unit() == Measured.Unit.SCAN;
    String key =
        scan
            ? "bench.speed.demand-scan"
            : here ? "bench.speed.demand" : "bench.speed.demand-published";
    return messages.text(
        key,
        List.of(mark, name(demand.measured()), number(demand.reached()), number(demand.asked())));
  }

  private String name(Measured measured) {
    return messages.text("bench.speed.measured." + measured.code());
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : NOTHING;
  }

  /** Three digits that count, never with an exponent. */
  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return NOTHING;
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
    return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
  }
}
