package io.zhijing.jobs.cli;

import io.zhijing.jobs.bench.Deviation;
import io.zhijing.jobs.bench.FixtureBench;
import io.zhijing.jobs.bench.FixtureReport;
import io.zhijing.jobs.bench.FixtureReport.Agrees;
import io.zhijing.jobs.bench.FixtureReport.Disagrees;
import io.zhijing.jobs.bench.FixtureReport.NotCompared;
import io.zhijing.jobs.bench.FixtureReport.Verdict;
import io.zhijing.jobs.bench.UpperBoundBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Holds the detectors to reference results. Exit code 0 if all agree, 1 if one does not or cannot
 * be compared, 2 if the folder does not exist or holds no references.
 */
@Command(
    name = "fixtures",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Compare the detectors with reference results, file by file.")
public final class BenchFixturesCommand implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int NOTHING_TO_DO = 2;

  private final Messages messages;
  private int agreeing;
  private int setAside;
  private int failing;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR",
      descriptionKey = "bench.fixtures.option.dir",
      description = "Folder with reference results.")
  private Path folder;

  /** Speaks the language of the locale, if it is known. */
  public BenchFixturesCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      return refuse("bench.fixtures.no-folder", List.of(folder.toString()));
    }
    try {
      List<Path> files = FixtureBench.files(folder);
      boolean bounds = UpperBoundBench.applies(folder);
      if (files.isEmpty() && !bounds) {
        return refuse("bench.fixtures.nothing", List.of(folder.toString()));
      }
      PrintWriter out = spec.commandLine().getOut();
      agreeing = 0;
      setAside = 0;
      failing = 0;
      for (Path file : files) {
        FixtureReport report = FixtureBench.run(file);
        count(report.verdict());
        out.println(line(report));
      }
      for (UpperBoundBench.Report report :
          bounds ? UpperBoundBench.run(folder) : List.<UpperBoundBench.Report>of()) {
        agreeing += report.agreeing() == report.bounds() ? 1 : 0;
        failing += report.agreeing() == report.bounds() ? 0 : 1;
        out.println(line(report));
      }
      out.println();
      out.println(
          messages.text(
              "bench.fixtures.summary",
              List.of(
                  String.valueOf(agreeing + setAside + failing),
                  String.valueOf(agreeing),
                  String.valueOf(setAside),
                  String.valueOf(failing))));
      out.flush();
      return failing == 0 ? 0 : FAILED;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      return refuse(
          "bench.fixtures.unreadable", List.of(folder.toString(), String.valueOf(e.getMessage())));
    }
  }

  private int refuse(String key, List<String> details) {
    spec.commandLine().getErr().println(messages.text(key, details));
    spec.commandLine().getErr().flush();
    return NOTHING_TO_DO;
  }

  private void count(Verdict verdict) {
    if (verdict.fails()) {
      failing++;
    } else if (verdict instanceof Agrees) {
      agreeing++;
    } else {
      setAside++;
    }
  }

  private String line(FixtureReport report) {
    Verdict verdict = report.verdict();
    if (verdict instanceof Agrees agrees) {
      return messages.text(
          "bench.fixtures.agrees",
          List.of(
              report.file(),
              String.valueOf(agrees.values()),
              size(agrees.largest()),
              agrees.largest().filter(each -> each.relative() > 0).map(this::where).orElse("")));
    }
    if (verdict instanceof Disagrees disagrees) {
      return messages.text(
          "bench.fixtures.disagrees",
          List.of(
              report.file(),
              String.valueOf(disagrees.disagreeing()),
              String.valueOf(disagrees.values()),
              size(Optional.of(disagrees.largest())),
              where(disagrees.largest())));
    }
    NotCompared not = (NotCompared) verdict;
    String why = messages.text("bench.fixtures." + not.cause().code(), List.of(not.detail()));
    return messages.text("bench.fixtures.not-compared", List.of(report.file(), why));
  }

  private String line(UpperBoundBench.Report report) {
    return messages.text(
        "bench.fixtures.bounds",
        List.of(
            report.file(),
            String.valueOf(report.agreeing()),
            String.valueOf(report.bounds()),
            size(report.largest()),
            report.largest().filter(each -> each.relative() > 0).map(this::where).orElse("")));
  }

  private static String size(Optional<Deviation> deviation) {
    double relative = deviation.map(Deviation::relative).orElse(0.0);
    return relative == 0 ? "0" : String.format(Locale.ROOT, "%.1e", relative);
  }

  private String where(Deviation deviation) {
    if (Double.isNaN(deviation.actual()) && Double.isNaN(deviation.expected())) {
      return " (" + deviation.field() + ")";
    }
    String key = deviation.index() > 0 ? "bench.fixtures.where" : "bench.fixtures.where-whole";
    return messages.text(
        key,
        List.of(
            deviation.field(),
            String.valueOf(deviation.index()),
            String.valueOf(deviation.actual()),
            String.valueOf(deviation.expected())));
  }
}
