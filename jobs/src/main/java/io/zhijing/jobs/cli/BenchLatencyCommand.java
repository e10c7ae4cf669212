package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.jobs.bench.throughput.Latencies;
import io.zhijing.jobs.bench.throughput.LatencyBench;
import io.zhijing.jobs.bench.throughput.Load;
import io.zhijing.jobs.bench.throughput.Part;
import io.zhijing.jobs.bench.throughput.ThroughputBench;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.embedded.EmbeddedServers;
import io.zhijing.jobs.embedded.ServerFailedException;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.settings.Rules;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How long a warning takes while the job has half of what it can take. Exit code 0 if 99 in a
 * hundred are found within what is asked for, 1 if not.
 */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Measure the time from a decisive record to its warning, on simulated records.")
final class BenchLatencyCommand implements Callable<Integer> {
  private static final int WEEKS = 12; // the first eight only teach what is usual
  private static final double ASKED_SECONDS = 2;
  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.99;

  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--records",
      defaultValue = "600000",
      paramLabel = "N",
      descriptionKey = "bench.pipeline.option.records",
      description = "How many records (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--share",
      defaultValue = "0.5",
      paramLabel = "SHARE",
      descriptionKey = "bench.latency.option.share",
      description = "Share of full load at which it is measured (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      paramLabel = "N",
      descriptionKey = "bench.pipeline.option.parallelism",
      description = "Subtasks of each operator (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--lowest-score",
      defaultValue = "3",
      paramLabel = "SCORE",
      descriptionKey = "bench.latency.option.lowest-score",
      description = "Score that a warning needs (default: ${DEFAULT-VALUE}).")
  private double lowestScore;

  BenchLatencyCommand(Locale locale) {
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
    Load load = reports.load(pack, WEEKS, records);
    PipelineSettings settings =
        DemoRun.settings(
            watch, pack, Rules.standardOf(pack).withLowestScore(lowestScore), reports.since());
    out.println(
        messages.text(
            "bench.pipeline.what",
            String.valueOf(load.records()),
            String.valueOf(WEEKS),
            String.valueOf(parallelism),
            String.valueOf(Runtime.getRuntime().availableProcessors())));
    out.flush();
    try (EmbeddedServers servers =
            EmbeddedServers.start(EmbeddedServers.Settings.usual(), step -> {});
        EmbeddedFlink flink = EmbeddedFlink.start(parallelism, EmbeddedFlink.USUAL_PORT)) {
      ThroughputBench full =
          new ThroughputBench(servers, flink, settings, parallelism, BenchMeters.of(servers));
      full.send(load);
      full.once(load, Part.HEAP); // only warms up
      double perSecond = full.once(load, Part.HEAP).throughput().perSecond();
      out.println(
          messages.text(
              "bench.latency.load",
              String.format(Locale.ROOT, "%,.0f", perSecond),
              String.format(Locale.ROOT, "%,.0f", share * perSecond)));
      out.flush();
      return print(
          new LatencyBench(servers, flink, settings, parallelism, System::nanoTime)
              .run(load, share * perSecond),
          out);
    } catch (ServerFailedException e) {
      out.println(e.getMessage());
      return ExitCode.USAGE;
    }
  }

  private int print(Latencies latencies, PrintWriter out) {
    if (latencies.count() == 0) {
      out.println(messages.text("bench.latency.none"));
      return ExitCode.SOFTWARE;
    }
    boolean isInTime = latencies.quantile(NEARLY_ALL) < ASKED_SECONDS;
    out.println(
        messages.text(
            isInTime ? "bench.latency.reached" : "bench.latency.missed",
            String.valueOf(latencies.count()),
            String.format(Locale.ROOT, "%.2f", latencies.quantile(MEDIAN)),
            String.format(Locale.ROOT, "%.2f", latencies.quantile(NEARLY_ALL)),
            String.format(Locale.ROOT, "%.0f", ASKED_SECONDS)));
    return isInTime ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
