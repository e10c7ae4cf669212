package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.jobs.bench.throughput.Load;
import io.zhijing.jobs.bench.throughput.Part;
import io.zhijing.jobs.bench.throughput.Throughput;
import io.zhijing.jobs.bench.throughput.ThroughputBench;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.embedded.ServerFailedException;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.Rules;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How much the whole pipeline takes, as shares of what bare parts take in the same run. Exit code 0
 * if it reaches what is asked for, 1 if not.
 */
@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Measure the whole pipeline against a bare one, on simulated records.")
final class BenchThroughputCommand implements Callable<Integer> {
  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--records",
      defaultValue = "2000000",
      paramLabel = "N",
      descriptionKey = "bench.pipeline.option.records",
      description = "How many records (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--weeks",
      defaultValue = "8",
      paramLabel = "N",
      descriptionKey = "bench.pipeline.option.weeks",
      description =
          "Over how many weeks of dates they are spread (default: ${DEFAULT-VALUE}). A day costs something by itself.")
  private int weeks;

  @Option(
      names = "--repeat",
      defaultValue = "3",
      paramLabel = "N",
      descriptionKey = "bench.pipeline.option.repeat",
      description =
          "How often each part is measured, after one time that does not count (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--parts",
      split = ",",
      paramLabel = "PART",
      descriptionKey = "bench.pipeline.option.parts",
      description = "Which parts: consumer, bare, heap, rocksdb, indexed, bulk (default: all).")
  private Set<Part> parts = EnumSet.allOf(Part.class);

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      paramLabel = "N",
      descriptionKey = "bench.pipeline.option.parallelism",
      description = "Subtasks of each operator (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  BenchThroughputCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call()
      throws IOException, HeaderFaults, PackFaults, InterruptedException, ExecutionException {
    PrintWriter out = spec.commandLine().getOut();
    PackWatch watch = new PackWatch(DemoCommand.DEFAULT_PACK);
    Pack pack = watch.load();
    Reports reports = new Reports();
    reports.simulate(pack);
    Load load = reports.load(pack, weeks, records);
    PipelineSettings settings =
        DemoRun.settings(watch, pack, Rules.standardOf(pack), reports.since());
    out.println(
        messages.text(
            "bench.pipeline.what",
            String.valueOf(load.records()),
            String.valueOf(weeks),
            String.valueOf(parallelism),
            String.valueOf(Runtime.getRuntime().availableProcessors())));
    Progress progress =
        new Progress(
            out, Boolean.getBoolean("zhijing.terminal"), messages.text("bench.pipeline.measuring"));
    try (EmbeddedServers servers =
            EmbeddedServers.start(EmbeddedServers.Settings.usual(), step -> {});
        EmbeddedFlink flink = EmbeddedFlink.start(parallelism, EmbeddedFlink.USUAL_PORT)) {
      Set<Part> ordered = EnumSet.copyOf(parts);
      int[] done = {0};
      List<Throughput> all =
          new ThroughputBench(servers, flink, settings, parallelism, BenchMeters.of(servers))
              .run(
                  load,
                  ordered,
                  repeat,
                  (part, repetition) ->
                      progress.show(++done[0], (repeat + 1L) * ordered.size(), part.code()));
      progress.end();
      return print(all, out);
    } catch (ServerFailedException e) {
      out.println(e.getMessage());
      return ExitCode.USAGE;
    }
  }

  private int print(List<Throughput> all, PrintWriter out) {
    Map<Part, Throughput> byPart = new EnumMap<>(Part.class);
    all.forEach(each -> byPart.put(each.part(), each));
    TextTable table = new TextTable(44, 12, 12, 12, 12, 12, 12);
    table.row(
        messages.text("bench.pipeline.column.part"),
        messages.text("bench.pipeline.column.middle"),
        messages.text("bench.pipeline.column.slowest"),
        messages.text("bench.pipeline.column.fastest"),
        messages.text("bench.pipeline.column.own"),
        messages.text("bench.pipeline.column.servers"),
        messages.text("bench.pipeline.column.documents"));
    table.rule();
    for (Throughput each : all) {
      table.row(
          messages.text("bench.pipeline.part." + each.part().code()),
          whole(each.perSecond()),
          whole(each.slowest()),
          whole(each.fastest()),
          micros(each.ownMicros()),
          micros(each.serverMicros()),
          each.documents() == 0 ? "-" : whole(each.documentsPerSecond()));
    }
    out.println(table);
    boolean holds = true;
    for (Ratio ratio : Ratio.values()) {
      Throughput of = byPart.get(ratio.part);
      Throughput to = byPart.get(ratio.against);
      if (of != null && to != null) {
        double share =
            ratio.against == Part.BULK
                ? of.documentsPerSecond() / to.perSecond()
                : of.perSecond() / to.perSecond();
        holds &= share >= ratio.asked;
        out.println(
            messages.text(
                share >= ratio.asked ? "bench.pipeline.reached" : "bench.pipeline.missed",
                messages.text("bench.pipeline.part." + ratio.part.code()),
                messages.text("bench.pipeline.part." + ratio.against.code()),
                String.format(Locale.ROOT, "%.3f", share),
                String.format(Locale.ROOT, "%.2f", ratio.asked)));
      }
    }
    return holds ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String micros(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  /** What is asked for. */
  private enum Ratio {
    HEAP(Part.HEAP, Part.BARE, 0.3),
    ROCKSDB(Part.ROCKSDB, Part.BARE, 0.15),
    INDEXED(Part.INDEXED, Part.BULK, 0.8);

    private final Part part;
    private final Part against;
    private final double asked;

    Ratio(Part part, Part against, double asked) {
      this.part = part;
      this.against = against;
      this.asked = asked;
    }
  }
}
