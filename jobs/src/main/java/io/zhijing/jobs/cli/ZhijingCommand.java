package io.zhijing.jobs.cli;

import io.zhijing.connectors.settings.Doors;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The command line: {@code ./zhijing}. The only place that reads the clock and the environment. */
@Command(
    name = "zhijing",
    mixinStandardHelpOptions = true,
    version = "Zhijing " + ZhijingCommand.VERSION,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Zhijing 质警: from quality reports in Kafka to warnings in Elasticsearch.",
    synopsisSubcommandLabel = "COMMAND")
public final class ZhijingCommand implements Runnable {
  static final String VERSION = "0.1.0";

  private final CommandLine line;

  private ZhijingCommand(Locale locale) {
    line = new CommandLine(this);
    line.addSubcommand(new DemoCommand(locale));
    line.addSubcommand(new RunCommand(locale));
    line.addSubcommand(new SetupCommand(locale));
    line.addSubcommand(new SettingsCommand(locale, System.getenv()));
    line.addSubcommand(new ServersCommand(locale));
    line.addSubcommand(new SeedCommand(locale));
    line.addSubcommand(new SavepointCommand(locale));
    line.addSubcommand(new BacktestCommand(locale));
    line.addSubcommand(new ExplainCommand(locale));
    line.addSubcommand(
        new CommandLine(new ReportCommand(locale)).setCaseInsensitiveEnumValuesAllowed(true));
    line.addSubcommand(QueryCommand.line(locale));
    line.addSubcommand(DashboardsCommand.line(locale));
    line.addSubcommand(new TargetsCommand(locale));
    line.addSubcommand(new ConsoleCommand(locale));
    line.addSubcommand(new UsersCommand(locale));
    line.addSubcommand(new ImportCommand(locale));
    line.addSubcommand(new DoctorCommand(locale));
    line.addSubcommand(new WarningCommand(locale));
    line.addSubcommand(new RulesCommand(locale));
    line.addSubcommand(new NotifyCommand(locale));
    line.addSubcommand(new SubscriptionsCommand(locale));
    line.addSubcommand(new DeadLettersCommand(locale));
    line.addSubcommand(BenchCommand.line(locale));
  }

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    Locale locale = language(System.getenv());
    Locale.setDefault(locale);
    ZhijingCommand command = new ZhijingCommand(locale);
    command.line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    command.line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    command.line.setExecutionExceptionHandler(
        (problem, commandLine, parsed) -> {
          Doors.explain(problem).ifPresent(commandLine.getErr()::println);
          commandLine.getErr().println(problem.getMessage());
          return ExitCode.SOFTWARE;
        });
    System.exit(command.line.execute(args));
  }

  /** Chinese or English: {@code ZHIJING_LANG} if it is set, else the terminal's language. */
  static Locale language(Map<String, String> environment) {
    String named =
        environment.getOrDefault(
            "ZHIJING_LANG",
            environment.getOrDefault("LC_ALL", environment.getOrDefault("LANG", "")));
    return named.toLowerCase(Locale.ROOT).startsWith("zh")
        ? Locale.SIMPLIFIED_CHINESE
        : Locale.ENGLISH;
  }

  @Override
  public void run() {
    line.usage(line.getOut());
  }
}
