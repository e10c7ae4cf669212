package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.pipeline.RealEnds;
import io.zhijing.jobs.pipeline.RiskMonitoringJob;
import io.zhijing.jobs.settings.JobSettings;
import io.zhijing.jobs.settings.SettingsFaults;
import io.zhijing.jobs.settings.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.elasticsearch.client.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs the monitoring job in this process against a given Kafka and Elasticsearch until it is
 * stopped. Waits for servers that are away, and says so. Goes on from the last checkpoint it finds.
 */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Run the monitoring job against a given Kafka and Elasticsearch.")
public final class RunCommand implements Callable<Integer> {
  private static final Duration ASK_EVERY = Duration.ofSeconds(5);
  private static final int PARTITIONS = 2;

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
      names = "--checkpoints",
      required = true,
      paramLabel = "FOLDER",
      descriptionKey = "run.option.checkpoints",
      description = "Folder for checkpoints, to go on from after a restart.")
  private Path checkpoints;

  /** Speaks the language of the locale. */
  public RunCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    JobSettings settings;
    try {
      settings =
          new SettingsFile(System.getenv(), LocalDate.now(ZoneOffset.UTC)).read(settingsFile);
    } catch (SettingsFaults e) {
      out.println(messages.text("run.faults"));
      e.faults().forEach(fault -> out.println("  " + fault));
      return 2;
    }
    awaitElasticsearch(settings.elasticsearch(), out);
    awaitKafka(settings.kafka(), out);
    RealEnds.Servers servers =
        new RealEnds.Servers(settings.kafka(), settings.elasticsearch(), settings.group(), false);
    int slots = Runtime.getRuntime().availableProcessors();
    try (EmbeddedFlink flink = EmbeddedFlink.start(slots, EmbeddedFlink.USUAL_PORT)) {
      JobID job =
          flink.submit(
              RiskMonitoringJob.graph(
                  "Zhijing: " + settings.pack().id(),
                  settings.pipeline(),
                  RealEnds.of(servers, settings.pipeline()),
                  slots,
                  flinkSettings(out)));
      out.println(messages.text("run.running", List.of(flink.webUi().toString())));
      flink.result(job).get();
      return 1;
    }
  }

  private Configuration flinkSettings(PrintWriter out) throws IOException {
    Files.createDirectories(checkpoints);
    Configuration flink = new Configuration();
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        checkpoints.toAbsolutePath().toUri().toString());
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    latestCheckpoint()
        .ifPresent(
            folder -> {
              flink.set(StateRecoveryOptions.SAVEPOINT_PATH, folder.toUri().toString());
              out.println(messages.text("run.restored", List.of(folder.toString())));
            });
    return flink;
  }

  /** The checkpoint that was completed last: its metadata file is written at the very end. */
  private Optional<Path> latestCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(checkpoints.toAbsolutePath(), 3)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(RunCommand::modified))
          .map(Path::getParent);
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitElasticsearch(ElasticsearchSettings elasticsearch, PrintWriter out)
      throws InterruptedException, IOException {
    try (DocumentReader reader = new DocumentReader(elasticsearch)) {
      while (!reader.waitUntilReady(ASK_EVERY)) {
        out.println(
            messages.text("run.waiting-elasticsearch", List.of(elasticsearch.hosts().toString())));
      }
    }
    try (RestClient client = Connections.open(elasticsearch)) {
      Templates.install(client, elasticsearch.indexPrefix());
      Templates.verify(client, elasticsearch.indexPrefix());
    }
  }

  private void awaitKafka(KafkaSettings kafka, PrintWriter out) throws InterruptedException {
    boolean isReady = false;
    while (!isReady) {
      try {
        TopicAdmin.createMissing(kafka, PARTITIONS, ASK_EVERY);
        isReady = true;
      } catch (TopicAdmin.KafkaAwayException e) {
        out.println(messages.text("run.waiting-kafka", List.of(kafka.bootstrapServers())));
      }
    }
  }
}
