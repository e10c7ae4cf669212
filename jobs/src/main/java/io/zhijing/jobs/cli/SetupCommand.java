package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.settings.JobSettings;
import io.zhijing.jobs.settings.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes what the jobs on a cluster expect to be there: topics and index templates. What exists
 * stays as it is, so it may run before every start.
 */
@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Make the topics and index templates that the jobs on a cluster need.")
public final class SetupCommand implements Callable<Integer> {
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
      names = "--partitions",
      paramLabel = "NUMBER",
      defaultValue = "2",
      descriptionKey = "setup.option.partitions",
      description = "Partitions of each topic of reports (default: ${DEFAULT-VALUE}).")
  private int partitions;

  /** Speaks the language of the locale. */
  public SetupCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      JobSettings settings = SettingsFile.forCluster(System.getenv()).read(settingsFile);
      if (partitions < 1) {
        throw new SettingsFaults(List.of("--partitions must be at least 1"));
      }
      new AwaitedServers(messages, out, partitions)
          .await(settings.kafka(), settings.elasticsearch());
      out.println(messages.text("setup.done"));
      return 0;
    } catch (SettingsFaults e) {
      out.println(messages.text("run.faults"));
      e.faults().forEach(fault -> out.println("  " + fault));
      return 2;
    }
  }
}
