package io.zhijing.jobs.cli;

import io.zhijing.connectors.settings.Doors;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.console.Console;
import io.zhijing.dashboards.console.ConsoleFile;
import io.zhijing.dashboards.console.ConsoleSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the web console against given servers until it is stopped. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Run the web console against a given Kafka and Elasticsearch.")
public final class ConsoleCommand implements Callable<Integer> {
  private static final int FAULTY = 2;

  private final Messages messages;

  @Spec private CommandSpec spec;

  @Option(
      names = "--settings",
      required = true,
      paramLabel = "FILE",
      descriptionKey = "console.option.settings",
      description = "Settings file (see docs/console.md); may be the job's own.")
  private Path settingsFile;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      descriptionKey = "console.option.port",
      description = "Port to listen at, 0 for a free one (default: that of the settings, or 8080).")
  private Integer port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      descriptionKey = "console.option.bind",
      description = "Address to listen at (default: that of the settings, or 127.0.0.1).")
  private String bind;

  /** Speaks the language of the locale. */
  public ConsoleCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      ConsoleSettings settings =
          new ConsoleFile(System.getenv(), ZhijingCommand.VERSION)
              .read(
                  settingsFile,
                  new ConsoleFile.Overrides(Optional.ofNullable(bind), Optional.ofNullable(port)));
      Doors.check(settings.kafka(), settings.elasticsearch());
      try (Console console = Console.start(settings, Clock.systemUTC())) {
        out.println(messages.text("console.running", List.of(console.address().toString())));
        new CountDownLatch(1).await();
      }
      return 0;
    } catch (SettingsFaults e) {
      out.println(messages.text("run.faults"));
      e.faults().forEach(fault -> out.println("  " + fault));
    } catch (Console.StartException e) {
      out.println(messages.text("console.cannot-start", e.getMessage()));
    }
    return FAULTY;
  }
}
