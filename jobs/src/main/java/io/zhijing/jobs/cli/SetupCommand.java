package io.zhijing.jobs.cli;

import io.zhijing.connectors.kafka.AccessAdmin;
import io.zhijing.connectors.kafka.AccessList;
import io.zhijing.connectors.kafka.TopicSurvey;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.connectors.settings.ServersFile;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes what the jobs on a cluster expect to be there: topics and index templates. What exists
 * stays as it is, but that indices are given the fields they lack, so it may run before every
 * start; a topic that does not keep its records as the jobs need them is named.
 */
@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Make the topics and index templates that the jobs on a cluster need.")
public final class SetupCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

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

  @Option(
      names = "--kafka-access",
      paramLabel = "FILE",
      descriptionKey = "setup.option.access",
      description =
          "Who may read and write which topic: these rights are given, and others of its users taken.")
  private Path accessFile;

  @Option(
      names = "--passwords",
      paramLabel = "FOLDER",
      descriptionKey = "setup.option.passwords",
      description =
          "Folder with a file kafka_USER for each user of the list whose password is set.")
  private Path passwords;

  /** Speaks the language of the locale. */
  public SetupCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      ServersFile.Servers settings = new ServersFile(System.getenv()).read(settingsFile);
      if (partitions < 1) {
        throw new SettingsFaults(List.of("--partitions must be at least 1"));
      }
      if (passwords != null && accessFile == null) {
        throw new SettingsFaults(List.of("--passwords needs --kafka-access"));
      }
      new AwaitedServers(messages, out, partitions)
          .renewing()
          .await(settings.kafka(), settings.elasticsearch());
      if (accessFile != null) {
        giveAccess(settings, AccessList.read(accessFile));
      }
      out.println(messages.text("setup.done"));
      new TopicWarnings(messages)
          .lines(TopicSurvey.of(settings.kafka(), PATIENCE))
          .forEach(out::println);
      return 0;
    } catch (SettingsFaults e) {
      out.println(messages.text("run.faults"));
      e.faults().forEach(fault -> out.println("  " + fault));
      return 2;
    }
  }

  private void giveAccess(ServersFile.Servers settings, AccessList list)
      throws SettingsFaults, InterruptedException {
    AccessAdmin.Changed changed =
        AccessAdmin.apply(settings.kafka(), list, secrets(list), PATIENCE);
    spec.commandLine()
        .getOut()
        .println(
            messages.text(
                "setup.access",
                List.of("" + changed.given(), "" + changed.taken(), "" + changed.passwords())));
  }

  private Map<String, Secret> secrets(AccessList list) throws SettingsFaults {
    Map<String, Secret> secrets = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    if (passwords != null) {
      for (String user : list.users().keySet()) {
        Secret secret = Secret.resolve("file:" + passwords.resolve("kafka_" + user), name -> null);
        secret.fault().ifPresent(faults::add);
        secrets.put(user, secret);
      }
    }
    if (!faults.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    return secrets;
  }
}
