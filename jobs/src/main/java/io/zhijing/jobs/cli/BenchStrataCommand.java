package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.jobs.bench.throughput.FirmsLoad;
import io.zhijing.jobs.bench.throughput.LastCheckpoint;
import io.zhijing.jobs.bench.throughput.Part;
import io.zhijing.jobs.bench.throughput.ThroughputBench;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.embedded.ServerFailedException;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.Rules;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What strata cost: the whole job over as many records of more and more firms, with state in
 * RocksDB. Exit code 0 if the state of the most strata stays below what is asked for and time grows
 * no faster than strata, 1 if not.
 */
@Command(
    name = "strata",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Measure what strata cost, on simulated records of more and more firms.")
final class BenchStrataCommand implements Callable<Integer> {
  private static final int WEEKS = 8;
  private static final long MOST_BYTES = 8L << 30;
  private static final double MEGA = 1 << 20;

  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--strata",
      split = ",",
      defaultValue = "1000,10000,100000,1000000",
      paramLabel = "N",
      descriptionKey = "bench.strata.option.strata",
      description = "How many firms, each a stratum of its own (default: ${DEFAULT-VALUE}).")
  private List<Integer> strata;

  @Option(
      names = "--records",
      defaultValue = "1000000",
      paramLabel = "N",
      descriptionKey = "bench.pipeline.option.records",
      description = "How many records (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      paramLabel = "N",
      descriptionKey = "bench.pipeline.option.parallelism",
      description = "Subtasks of each operator (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  BenchStrataCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  private record Row(FirmsLoad load, ThroughputBench.Once once) {
    double seconds() {
      return load.records() / once.throughput().perSecond();
    }
  }

  @Override
  public Integer call()
      throws IOException, HeaderFaults, PackFaults, InterruptedException, ExecutionException {
    PrintWriter out = spec.commandLine().getOut();
    PackWatch watch = new PackWatch(DemoCommand.DEFAULT_PACK);
    Pack pack = watch.load();
    Reports reports = new Reports();
    reports.simulate(pack);
    out.println(
        messages.text(
            "bench.strata.what",
            String.valueOf(records),
            String.valueOf(WEEKS),
            String.valueOf(parallelism),
            String.valueOf(Runtime.getRuntime().availableProcessors())));
    Progress progress =
        new Progress(
            out, Boolean.getBoolean("zhijing.terminal"), messages.text("bench.pipeline.measuring"));
    List<Row> rows = new ArrayList<>();
    try (EmbeddedServers servers =
            EmbeddedServers.start(EmbeddedServers.Settings.usual(), step -> {});
        EmbeddedFlink flink = EmbeddedFlink.start(parallelism, EmbeddedFlink.USUAL_PORT)) {
      ThroughputBench bench =
          new ThroughputBench(
              servers,
              flink,
              DemoRun.settings(watch, pack, Rules.standardOf(pack), reports.since()),
              parallelism,
              BenchMeters.of(servers));
      int done = 0;
      for (int firms : strata) {
        progress.show(++done, strata.size(), String.valueOf(firms));
        FirmsLoad load =
            new FirmsLoad(reports.firstWeeks(WEEKS), firms, Math.max(1, records / firms));
        bench.send(load);
        if (rows.isEmpty()) {
          bench.once(load, Part.ROCKSDB); // only warms up
        }
        rows.add(new Row(load, bench.once(load, Part.ROCKSDB)));
      }
      progress.end();
    } catch (ServerFailedException e) {
      out.println(e.getMessage());
      return ExitCode.USAGE;
    }
    print(rows, out);
    return judge(rows, out);
  }

  private void print(List<Row> rows, PrintWriter out) {
    TextTable table = new TextTable(12, 12, 12, 12, 12, 12, 14, 12);
    table.row(
        messages.text("bench.strata.column.strata"),
        messages.text("bench.strata.column.records"),
        messages.text("bench.pipeline.column.middle"),
        messages.text("bench.pipeline.column.own"),
        messages.text("bench.pipeline.column.servers"),
        messages.text("bench.strata.column.state"),
        messages.text("bench.strata.column.bytes"),
        messages.text("bench.strata.column.checkpoint"));
    table.rule();
    for (Row row : rows) {
      LastCheckpoint last = row.once().checkpoint().orElse(new LastCheckpoint(0, 0));
      table.row(
          String.format(Locale.ROOT, "%,d", row.load().firms()),
          String.format(Locale.ROOT, "%,d", row.load().records()),
          String.format(Locale.ROOT, "%,.0f", row.once().throughput().perSecond()),
          String.format(Locale.ROOT, "%.1f", row.once().throughput().ownMicros()),
          String.format(Locale.ROOT, "%.1f", row.once().throughput().serverMicros()),
          String.format(Locale.ROOT, "%,.1f", last.bytes() / MEGA),
          String.format(Locale.ROOT, "%,.0f", (double) last.bytes() / row.load().firms()),
          String.format(Locale.ROOT, "%,d", last.millis()));
    }
    out.println(table);
  }

  private int judge(List<Row> rows, PrintWriter out) {
    Row first = rows.get(0);
    Row last = rows.get(rows.size() - 1);
    long bytes = last.once().checkpoint().map(LastCheckpoint::bytes).orElse(Long.MAX_VALUE);
    boolean isSmall = bytes <= MOST_BYTES;
    double slower = last.seconds() / first.seconds();
    double more = (double) last.load().firms() / first.load().firms();
    boolean isLinear = slower <= more;
    out.println(
        messages.text(
            isSmall ? "bench.strata.small" : "bench.strata.large",
            String.format(Locale.ROOT, "%,d", last.load().firms()),
            String.format(Locale.ROOT, "%,.0f", bytes / MEGA),
            String.format(Locale.ROOT, "%,.0f", MOST_BYTES / MEGA)));
    out.println(
        messages.text(
            isLinear ? "bench.strata.linear" : "bench.strata.steeper",
            String.format(Locale.ROOT, "%,.0f", more),
            String.format(Locale.ROOT, "%.1f", slower)));
    return isSmall && isLinear ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
