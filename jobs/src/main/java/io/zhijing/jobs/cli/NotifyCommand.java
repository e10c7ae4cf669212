package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.notification.NotificationEnds;
import io.zhijing.jobs.notification.NotificationJob;
import io.zhijing.jobs.settings.NotificationFile;
import io.zhijing.jobs.settings.NotificationSettings;
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

  @Mixin private JobHost host;

  /** Speaks the language of the locale. */
  public NotifyCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws Exception {
    return host.run(this::job, messages, spec.commandLine().getOut());
  }

  private JobHost.Job job() throws IOException, SettingsFaults {
    NotificationSettings settings = new NotificationFile(System.getenv()).read(settingsFile);
    return new JobHost.Job(
        settings.kafka(),
        settings.elasticsearch(),
        (slots, flink) ->
            NotificationJob.graph(
                "Zhijing: " + settings.group(),
                settings,
                NotificationEnds.of(settings),
                slots,
                flink));
  }
}
