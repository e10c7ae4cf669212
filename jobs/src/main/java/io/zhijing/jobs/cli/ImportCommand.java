package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.CsvMapping;
import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.MappingReader;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.connectors.kafka.Topics;
import io.zhijing.connectors.settings.ServersFile;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * CSV files into Kafka, in order of arrival, with a report of the rows that are no reports. Exit
 * code 0 if every row was written, 3 if some were refused, 2 if nothing could be done.
 */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "CSV files into Kafka, with a report of refused rows.")
public final class ImportCommand implements Callable<Integer> {
  private static final int SOME_REFUSED = 3;
  private static final int PARTITIONS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      descriptionKey = "import.option.kafka",
      description = "Kafka to write to, if it has no security.")
  private String kafka;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      descriptionKey = "import.option.settings",
      description = "Settings file whose Kafka to write to.")
  private Path settingsFile;

  @Option(
      names = "--simulated",
      descriptionKey = "import.option.simulated",
      description = "SIMULATED reports of the pack's year instead of files, for a demo.")
  private boolean isSimulated;

  @Option(
      names = "--pack",
      defaultValue = "inner-mongolia",
      paramLabel = "PACK",
      descriptionKey = "import.option.pack",
      description = "Pack whose zone and mapping apply.")
  private String packName;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      descriptionKey = "import.option.mapping",
      description = "Mapping file of the headings, instead of the pack's.")
  private Path mappingFile;

  @Option(
      names = "--topic-prefix",
      defaultValue = Topics.DEFAULT_PREFIX,
      paramLabel = "PREFIX",
      descriptionKey = "import.option.prefix",
      description = "What topic names begin with.")
  private String prefix;

  @Option(
      names = "--delivered-up-to",
      paramLabel = "DAY",
      descriptionKey = "import.option.heartbeat",
      description = "Tell the pipeline that everything up to this day has been delivered.")
  private LocalDate deliveredUpTo;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      descriptionKey = "import.option.files",
      description = "CSV files, may be gzip.")
  private List<Path> files = List.of();

  /** Speaks the language of the locale. */
  public ImportCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Reports reports = new Reports(Instant.now());
    Pack pack;
    KafkaSettings settings;
    try {
      settings = kafka();
      pack = new PackWatch(packName).load();
      read(reports, pack);
    } catch (SettingsFaults e) {
      e.faults().forEach(out::println);
      return 2;
    } catch (PackFaults e) {
      out.println(messages.text("demo.pack-faults", List.of(packName)));
      e.faults().forEach(fault -> out.println("  " + fault));
      return 2;
    } catch (HeaderFaults | IOException e) {
      out.println(e.getMessage());
      return 2;
    }
    if (isSimulated) {
      out.println(messages.text("import.simulated"));
    }
    write(reports, pack, settings);
    RefusedRows.print(reports.refused(), messages, out);
    int refused = reports.refused().size();
    out.println(
        messages.text(
            "import.done",
            List.of(String.valueOf(reports.accepted().size()), String.valueOf(refused))));
    return refused == 0 ? 0 : SOME_REFUSED;
  }

  private KafkaSettings kafka() throws SettingsFaults {
    List<String> faults = new ArrayList<>();
    if ((kafka == null) == (settingsFile == null)) {
      faults.add("one of --kafka and --settings must be given");
    }
    if (files.isEmpty() != isSimulated) {
      faults.add("files or --simulated must be given, and not both");
    }
    if (!faults.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    return kafka == null
        ? new ServersFile(System.getenv()).read(settingsFile).kafka()
        : new KafkaSettings(kafka, prefix, Map.of());
  }

  private void read(Reports reports, Pack pack) throws IOException, HeaderFaults, PackFaults {
    CsvMapping mapping = mappingFile == null ? pack.mapping() : MappingReader.read(mappingFile);
    for (Path file : files) {
      reports.read(file.toString(), () -> CsvReportSource.open(file, mapping, pack.zone()));
    }
    if (isSimulated) {
      reports.simulate(pack);
    }
  }

  private void write(Reports reports, Pack pack, KafkaSettings settings)
      throws InterruptedException {
    TopicAdmin.createMissing(settings, PARTITIONS, PATIENCE);
    try (ReportProducer producer = new ReportProducer(settings)) {
      for (RawReport report : reports.accepted()) {
        producer.send(report);
      }
      LocalDate delivered =
          deliveredUpTo == null && isSimulated ? reports.lastDay().plusDays(1) : deliveredUpTo;
      producer.flush();
      if (delivered != null) {
        producer.delivered("import", delivered.plusDays(1).atStartOfDay(pack.zone()).toInstant());
      }
    }
  }
}
