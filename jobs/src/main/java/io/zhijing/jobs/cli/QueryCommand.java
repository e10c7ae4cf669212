package io.zhijing.jobs.cli;

import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** An analyst's questions, answered as tables. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Ask for warnings, counts, reports, signals or the audit trail.",
    synopsisSubcommandLabel = "COMMAND")
public final class QueryCommand implements Runnable {
  @Spec private CommandSpec spec;

  private QueryCommand() {}

  /** The command with its own commands. */
  public static CommandLine line(Locale locale) {
    CommandLine line = new CommandLine(new QueryCommand());
    line.addSubcommand(new QueryWarningsCommand(locale));
    line.addSubcommand(new QuerySeriesCommand(locale));
    line.addSubcommand(new QueryReportsCommand(locale));
    line.addSubcommand(new QuerySignalsCommand(locale));
    line.addSubcommand(new QueryAuditCommand(locale));
    return line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
