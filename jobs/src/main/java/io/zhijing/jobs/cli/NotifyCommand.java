package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.embedded.EmbeddedFlink;
import io.zhijing.jobs.notification.NotificationEnds;
import io.zhijing.jobs.notification.NotificationJob;
import io.zhijing.jobs.settings.NotificationFile;
import io.zhijing.jobs.settings.NotificationSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs the notification job in this process until it is stopped. Waits for servers that are away,
 * and says so. Goes on from the last checkpoint it finds.
 */
@Command(
    name = "notify",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Run the notification job: tell subscribers of warnings.")
public final class NotifyCommand implements Callable<Integer> {
  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--settings",
      required = true,
      paramLabel = "FILE",
      descriptionKey = "notify.option.settings",
      description = "Settings file of the notification job (see docs/notifications.md).")
  private Path settingsFile;

  @Option(
      names = "--checkpoints",
      required = true,
      paramLabel = "FOLDER",
      descriptionKey = "run.option.checkpoints",
      description = "Folder for checkpoints, to go on from after a restart.")
  private Path checkpoints;

  @Option(
      names = "--from-savepoint",
      paramLabel = "FOLDER",
      descriptionKey = "run.option.savepoint",
      description = "Savepoint to go on from if the folder of checkpoints holds none.")
  private Path savepoint;

  @Mixin private MetricsOption metrics;

  /** Speaks the language of the locale. */
  public NotifyCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    NotificationSettings settings;
    JobHost host;
    try {
      settings = new NotificationFile(System.getenv()).read(settingsFile);
      host = new JobHost(messages, out, checkpoints);
      host.awaitServers(settings.kafka(), settings.elasticsearch());
    } catch (SettingsFaults e) {
      out.println(messages.text("run.faults"));
      e.faults().forEach(fault -> out.println("  " + fault));
      return 2;
    }
    int slots = Runtime.getRuntime().availableProcessors();
    try (EmbeddedFlink flink = metrics.start(slots)) {
      JobID job =
          flink.submit(
              NotificationJob.graph(
                  "Zhijing: " + settings.group(),
                  settings,
                  NotificationEnds.of(settings),
                  slots,
                  host.flinkSettings(Optional.ofNullable(savepoint))));
      out.println(messages.text("run.running", List.of(flink.webUi().toString())));
      return flink.result(job).get().isSuccess() ? 0 : 1;
    }
  }
}
