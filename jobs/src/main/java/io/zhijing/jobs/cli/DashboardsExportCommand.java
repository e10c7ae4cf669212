package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.dashboards.kibana.KibanaFile;
import io.zhijing.dashboards.kibana.generate.Edition;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the file that Kibana imports. Rules are no part of it: an import switches them off. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Write the dashboards to a file that Kibana imports.")
public final class DashboardsExportCommand implements Callable<Integer> {
  private static final int FAULTY = 2;

  private final Messages messages;

  @Spec private CommandSpec spec;
  @Mixin private EditionOption option;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      descriptionKey = "dashboards.option.out",
      description = "Where to; Kibana wants a name that ends in .ndjson.")
  private Path file;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = ElasticsearchSettings.DEFAULT_PREFIX,
      descriptionKey = "dashboards.option.prefix",
      description = "What index names begin with (default: ${DEFAULT-VALUE}).")
  private String prefix;

  /** Speaks the language of the locale. */
  public DashboardsExportCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Pack pack = new PackWatch(option.pack()).load();
      Edition edition = option.edition(pack, prefix, false, true);
      KibanaFile kibana = KibanaFile.of(edition, "");
      if (!kibana.faults().isEmpty()) {
        out.println(messages.text("dashboards.faults"));
        kibana.faults().forEach(fault -> out.println("  " + fault));
        return 1;
      }
      Files.write(file, kibana.ndjson());
      out.println(messages.text("dashboards.written", file.toString()));
      return 0;
    } catch (PackFaults e) {
      out.println(messages.text("demo.pack-faults", List.of(option.pack())));
      e.faults().forEach(fault -> out.println("  " + fault));
      return FAULTY;
    }
  }
}
