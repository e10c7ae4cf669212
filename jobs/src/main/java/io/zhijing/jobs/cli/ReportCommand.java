package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.report.QualityReport;
import io.zhijing.dashboards.report.ReportFormat;
import io.zhijing.dashboards.report.ReportReader;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.simulation.SimulatedYear;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The report on the quality of a period, from what is stored. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Write the report on the quality of a period.")
public final class ReportCommand implements Callable<Integer> {
  private static final int FAULTY = 2;

  private final Locale locale;

  @Spec private CommandSpec spec;
  @Mixin private ServersOption option;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DAY",
      descriptionKey = "report.option.from",
      description = "First day.")
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DAY",
      descriptionKey = "report.option.to",
      description = "Last day.")
  private LocalDate to;

  @Option(
      names = "--format",
      defaultValue = "HTML",
      paramLabel = "html|pdf|csv",
      descriptionKey = "report.option.format",
      description = "What to write (default: html).")
  private ReportFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      descriptionKey = "report.option.out",
      description = "Where to (default: zhijing-report-FROM-TO.FORMAT here).")
  private Path file;

  @Option(
      names = "--pack",
      defaultValue = DemoCommand.DEFAULT_PACK,
      paramLabel = "PACK",
      descriptionKey = "explain.option.pack",
      description = "The pack of the job (default: ${DEFAULT-VALUE}).")
  private String packName;

  @Option(
      names = "--simulated",
      negatable = true,
      descriptionKey = "report.option.simulated",
      description =
          "Say on every page that the data are simulated (default: if they are those of a demo here).")
  private Boolean isSimulated;

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      descriptionKey = "report.option.lang",
      description = "Language of the report (default: Chinese).")
  private String language = "zh";

  /** Speaks the language of the locale; writes the report in Chinese unless told otherwise. */
  public ReportCommand(Locale locale) {
    this.locale = locale;
  }

  @Override
  public Integer call() throws IOException {
    Messages messages = new Messages(locale);
    PrintWriter out = spec.commandLine().getOut();
    if (to.isBefore(from)) {
      out.println(messages.text("report.backwards", from.toString(), to.toString()));
      return FAULTY;
    }
    try {
      Pack pack = new PackWatch(packName).load();
      boolean says =
          isSimulated == null ? option.isDemo() && SimulatedYear.isOffered(pack) : isSimulated;
      try (ReportReader reader = new ReportReader(pack, option.servers().elasticsearch())) {
        QualityReport report = reader.read(from, to, says);
        Path to = file == null ? Path.of(name()) : file;
        Files.write(to, format.write(report, Locale.forLanguageTag(language)));
        out.println(
            messages.text(
                "report.written",
                to.toString(),
                String.valueOf(report.headline().products().tests()),
                String.valueOf(report.headline().products().failures()),
                String.valueOf(report.warnings().size())));
      }
      return 0;
    } catch (PackFaults e) {
      out.println(messages.text("demo.pack-faults", List.of(packName)));
      e.faults().forEach(fault -> out.println("  " + fault));
    } catch (SettingsFaults e) {
      e.faults().forEach(fault -> out.println("  " + fault));
    }
    return FAULTY;
  }

  private String name() {
    return "zhijing-report-" + from + "-" + to + "." + format.name().toLowerCase(Locale.ROOT);
  }
}
