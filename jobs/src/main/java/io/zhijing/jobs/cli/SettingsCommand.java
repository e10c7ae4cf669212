package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingRead;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.settings.SettingsFile;
import io.zhijing.jobs.submit.ShownSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Settings as they are in effect, and where each value came from. Shows no secret. */
@Command(
    name = "settings",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Show settings in effect, and where each came from.",
    synopsisSubcommandLabel = "COMMAND")
public final class SettingsCommand implements Runnable {
  private static final String CLIENT = "kafka.client.";

  private final Messages messages;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  /** Speaks the language of the locale; secrets may come from the environment. */
  public SettingsCommand(Locale locale, Map<String, String> environment) {
    this.messages = new Messages(locale);
    this.environment = Map.copyOf(environment);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Every value of the monitoring job: of the file, default, or a variable.")
  int show(
      @Option(
              names = "--settings",
              required = true,
              paramLabel = "FILE",
              descriptionKey = "run.option.settings",
              description = "Settings file (see docs/settings.md).")
          Path file) {
    PrintWriter out = spec.commandLine().getOut();
    SettingsFile settings = new SettingsFile(environment, LocalDate.now(ZoneOffset.UTC));
    try {
      settings.read(file);
    } catch (SettingsFaults e) {
      out.println(messages.text("run.faults"));
      e.faults().forEach(fault -> out.println("  " + fault));
      return 2;
    }
    for (SettingRead read : settings.reads()) {
      SettingRead shown = shown(read);
      out.println(
          "%-44s %-48s %s".formatted(shown.key(), shown.value(), source(shown)).stripTrailing());
    }
    return 0;
  }

  private String source(SettingRead read) {
    return switch (read.source()) {
      case SettingRead.FILE -> messages.text("settings.of-file");
      case SettingRead.DEFAULT -> messages.text("settings.default");
      default -> read.source();
    };
  }

  /**
   * Kafka's properties and addresses may hold secrets: what is not known to hold none is masked.
   */
  private static SettingRead shown(SettingRead read) {
    String key = read.key();
    if (key.startsWith(CLIENT) && !ShownSettings.isPlain(key.substring(CLIENT.length()))) {
      return read.masked();
    }
    return new SettingRead(
        key,
        read.value().replaceAll("://[^/@\\s]*@", "://" + SettingRead.MASK + "@"),
        read.source());
  }
}
