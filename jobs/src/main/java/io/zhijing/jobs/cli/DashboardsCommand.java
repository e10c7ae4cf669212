package io.zhijing.jobs.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Dashboards for Kibana: into a Kibana, or into a file. */
@Command(
    name = "dashboards",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Install dashboards and alerting rules in Kibana, or write them to a file.",
    synopsisSubcommandLabel = "COMMAND")
public final class DashboardsCommand implements Runnable {
  @Spec private CommandSpec spec;

  private DashboardsCommand() {}

  /** The command with its own commands. */
  static CommandLine line(Locale locale) {
    return new CommandLine(new DashboardsCommand())
        .addSubcommand(new DashboardsInstallCommand(locale))
        .addSubcommand(new DashboardsExportCommand(locale));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
