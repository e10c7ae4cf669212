package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.sink.BulkSettings;
import io.zhijing.connectors.elasticsearch.sink.DocumentSink;
import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.seed.Seed;
import io.zhijing.jobs.settings.JobSettings;
import io.zhijing.jobs.settings.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.JobID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds the monitoring job's first state of files, as a savepoint, and writes their documents. */
@Command(
    name = "seed",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Build the monitoring job's first state from history, as a savepoint.")
public final class SeedCommand implements Callable<Integer> {
  private static final int SOME_REFUSED = 3;

  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--settings",
      required = true,
      paramLabel = "FILE",
      descriptionKey = "run.option.settings",
      description = "Settings file (see docs/settings.md).")
  private Path settingsFile;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      descriptionKey = "seed.option.to",
      description = "Folder in which the savepoint gets a folder of its own.")
  private Path target;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      descriptionKey = "import.option.files",
      description = "CSV files, may be gzip.")
  private List<Path> files;

  /** Speaks the language of the locale. */
  public SeedCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    JobSettings settings;
    Reports reports = new Reports(Instant.now());
    try {
      settings = SettingsFile.forJob(System.getenv()).read(settingsFile);
      for (Path file : files) {
        reports.read(
            file.toString(),
            () -> CsvReportSource.open(file, settings.pack().mapping(), settings.pack().zone()));
      }
    } catch (SettingsFaults e) {
      out.println(messages.text("run.faults"));
      e.faults().forEach(fault -> out.println("  " + fault));
      return 2;
    } catch (HeaderFaults | IOException e) {
      out.println(e.getMessage());
      return 2;
    }
    RefusedRows.print(reports.refused(), messages, out);
    new AwaitedServers(messages, out, JobHost.PARTITIONS)
        .await(settings.kafka(), settings.elasticsearch());
    Path savepoint = seed(settings, reports);
    out.println(
        messages.text(
            "seed.done", List.of(String.valueOf(reports.accepted().size()), savepoint.toString())));
    return reports.refused().isEmpty() ? 0 : SOME_REFUSED;
  }

  private Path seed(JobSettings settings, Reports reports) throws Exception {
    Files.createDirectories(target);
    int slots = Runtime.getRuntime().availableProcessors();
    try (Seed seed =
            new Seed("seed", settings.pipeline(), settings.kafka().topics(), reports.accepted());
        EmbeddedFlink flink = EmbeddedFlink.start(slots, EmbeddedFlink.USUAL_PORT)) {
      JobID job =
          flink.submit(
              seed.graph(
                  new Seed.Documents(
                      new DocumentSink(settings.elasticsearch(), BulkSettings.DEFAULTS),
                      settings.elasticsearch().indexPrefix(),
                      settings.storesReports()),
                  slots));
      CompletableFuture<?> failed =
          flink
              .result(job)
              .thenAccept(
                  result -> {
                    throw new CompletionException(
                        result
                            .getSerializedThrowable()
                            .orElseThrow()
                            .deserializeError(SeedCommand.class.getClassLoader()));
                  });
      CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> await(seed));
      CompletableFuture.anyOf(failed, sent).get();
      Path savepoint = flink.savepoint(job, target);
      flink.cancel(job);
      return savepoint;
    }
  }

  private static void await(Seed seed) {
    try {
      seed.awaitSent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
