package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.jobs.bench.ScanBench;
import io.zhijing.jobs.bench.ScanBench.Method;
import io.zhijing.jobs.bench.ScanBench.Score;
import io.zhijing.jobs.simulation.RegionMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The neighbour-set scan beside the circular scan on simulated maps of Inner Mongolia. Exit code 0
 * if the neighbour sets detect and overlap at least as well as the usual circles at every raised
 * risk, 1 if not, 2 if the options make no sense.
 */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Scan simulated maps by neighbour sets and by circles.")
final class BenchScanCommand implements Callable<Integer> {
  private static final String PACK = "inner-mongolia";
  private static final int[] WIDTHS = {24, 6, 8, 10, 12, 12, 8};

  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--maps",
      defaultValue = "500",
      paramLabel = "N",
      descriptionKey = "bench.scan.option.maps",
      description = "Maps for each relative risk (default: ${DEFAULT-VALUE}).")
  private int maps;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "SEED",
      descriptionKey = "bench.scan.option.seed",
      description = "Seed of the maps and the replicates (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--replicates",
      defaultValue = "999",
      paramLabel = "N",
      descriptionKey = "bench.scan.option.replicates",
      description = "Replicates of each scan (default: ${DEFAULT-VALUE}).")
  private int replicates;

  @Option(
      names = "--cases",
      defaultValue = "5",
      paramLabel = "N",
      descriptionKey = "bench.scan.option.cases",
      description = "Cases of an average region without a cluster (default: ${DEFAULT-VALUE}).")
  private double cases;

  BenchScanCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws PackFaults, IOException {
    if (maps < 1 || replicates < 19 || !(cases > 0)) {
      spec.commandLine().getErr().println(messages.text("bench.scan.bad-options"));
      return 2;
    }
    RegionMap map = RegionMap.of(PackLoader.builtIn(PACK));
    List<Score> scores = new ScanBench(map, maps, cases, replicates).run(seed);
    PrintWriter out = spec.commandLine().getOut();
    out.print(table(scores));
    boolean holds = holds(scores);
    out.println();
    out.println(messages.text(holds ? "bench.scan.holds" : "bench.scan.fails"));
    out.flush();
    return holds ? 0 : 1;
  }

  private TextTable table(List<Score> scores) {
    TextTable table = new TextTable(WIDTHS);
    table.row(
        List.of("method", "risk", "alarms", "detection", "sensitivity", "predictive", "overlap")
            .stream()
            .map(column -> messages.text("bench.scan.column." + column))
            .toArray(String[]::new));
    table.rule();
    for (Score score : scores) {
      boolean raised = score.relativeRisk() > 1;
      table.row(
          messages.text("bench.scan.method." + code(score.method())),
          String.valueOf(score.relativeRisk()),
          share(score.alarms(), true),
          share(score.detection(), raised),
          share(score.sensitivity(), raised),
          share(score.predictiveValue(), raised),
          share(score.overlap(), raised));
    }
    return table;
  }

  private static String code(Method method) {
    return switch (method) {
      case NEIGHBOUR_SETS -> "neighbour-sets";
      case CIRCLES -> "circles";
      case SMALL_CIRCLES -> "small-circles";
    };
  }

  private static String share(double share, boolean shown) {
    return shown ? "%.3f".formatted(share) : "-";
  }

  private static boolean holds(List<Score> scores) {
    return scores.stream()
        .filter(score -> score.relativeRisk() > 1 && score.method() == Method.NEIGHBOUR_SETS)
        .allMatch(
            score ->
                scores.stream()
                    .filter(other -> other.relativeRisk() == score.relativeRisk())
                    .allMatch(
                        other ->
                            score.detection() >= other.detection()
                                && score.overlap() >= other.overlap()));
  }
}
