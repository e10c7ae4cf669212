package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.pipeline.RealEnds;
import io.zhijing.jobs.pipeline.RiskMonitoringJob;
import io.zhijing.jobs.settings.JobSettings;
import io.zhijing.jobs.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--settings",
      required = true,
      paramLabel = "FILE",
      descriptionKey = "run.option.settings",
      description = "Settings file (see docs/settings.md).")
  private Path settingsFile;

  @Mixin private JobHost host;

  /** Speaks the language of the locale. */
  public RunCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws Exception {
    return host.run(this::job, messages, spec.commandLine().getOut());
  }

  private JobHost.Job job() throws IOException, SettingsFaults {
    JobSettings settings = SettingsFile.forJob(System.getenv()).read(settingsFile);
    RealEnds.Servers servers =
        new RealEnds.Servers(settings.kafka(), settings.elasticsearch(), settings.group(), false);
    return new JobHost.Job(
        settings.kafka(),
        settings.elasticsearch(),
        (slots, flink) ->
            RiskMonitoringJob.graph(
                "Zhijing: " + settings.pack().id(),
                settings.pipeline(),
                RealEnds.of(servers, settings.pipeline(), settings.idleAfter())
                    .storingReports(settings.storesReports()),
                slots,
                flink));
  }
}
