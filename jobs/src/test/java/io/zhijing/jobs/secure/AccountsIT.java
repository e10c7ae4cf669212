package io.zhijing.jobs.secure;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.jobs.cli.DeadLettersCommand;
import io.zhijing.jobs.cli.ImportCommand;
import io.zhijing.jobs.cli.QueryCommand;
import io.zhijing.jobs.cli.SubscriptionsCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands do their work with the settings that the secure variant has for them. */
@ExtendWith(SecureServers.Shared.class)
class AccountsIT {
  @TempDir private Path folder;
  private static SecureServers servers;

  @BeforeAll
  static void start() {
    servers = SecureServers.shared();
  }

  private static String run(CommandLine command, String... words) {
    StringWriter printed = new StringWriter();
    int code =
        command.setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed)).execute(words);
    assertThat(code).as(printed.toString()).isZero();
    return printed.toString();
  }

  private static CommandLine subscriptions() {
    return new CommandLine(new SubscriptionsCommand(Locale.ENGLISH));
  }

  @Test
  void subscriptionsAreAppliedAndShownByTheConsolesAccount() throws Exception {
    // Below a node of which nothing is reported here, so that no other test is told of it.
    Path list =
        Files.writeString(
            folder.resolve("list.yaml"),
            "- {subscription_id: of-accounts, recipient: desk, channel: duty-room, address: desk,"
                + " regions: [\"152900\"], min_level: red}\n");
    String settings = servers.settings("subscriptions").toString();
    run(subscriptions(), "check", list.toString(), "--settings", settings);
    run(subscriptions(), "apply", list.toString(), "--settings", settings);
    assertThat(run(subscriptions(), "show", "--settings", settings)).contains("of-accounts");
  }

  @Test
  void reportsAreDeliveredByTheSourcesAccount() throws Exception {
    Path none =
        Files.writeString(folder.resolve("none.csv"), "stream,id,event_date,region,sector\n");
    run(
        new CommandLine(new ImportCommand(Locale.ENGLISH)),
        "--settings",
        servers.settings("source").toString(),
        "--delivered-up-to",
        "2010-01-01",
        none.toString());
  }

  @Test
  void deadLettersAreListedByTheKeepersAccount() throws Exception {
    run(
        new CommandLine(new DeadLettersCommand(Locale.ENGLISH)),
        "list",
        "--settings",
        servers.settings("keeper").toString());
  }

  @Test
  void warningsAreAskedForByTheAccountOfTheCommandLine() throws Exception {
    run(
        QueryCommand.line(Locale.ENGLISH),
        "warnings",
        "--settings",
        servers.settings("command_line").toString());
  }
}
