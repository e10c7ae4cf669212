package io.zhijing.jobs.cli;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.warning.Command.Acknowledge;
import io.zhijing.detection.warning.Command.Act;
import io.zhijing.detection.warning.Command.Assign;
import io.zhijing.detection.warning.Command.Close;
import io.zhijing.detection.warning.Command.Dispose;
import io.zhijing.detection.warning.Command.Refer;
import io.zhijing.detection.warning.Command.Reopen;
import io.zhijing.detection.warning.Command.Silence;
import io.zhijing.detection.warning.Command.Unsilence;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Measure;
import io.zhijing.detection.warning.Measure.Recall;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What officers do with warnings, and what was done. Exit code 0 if it was done, 1 if refused. */
@Command(
    name = "warning",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Act on a warning as an officer, or show its history.",
    synopsisSubcommandLabel = "COMMAND")
public final class WarningCommand implements Runnable {
  private final Locale locale;

  @Spec private CommandSpec spec;

  /** Speaks the language of the locale. */
  public WarningCommand(Locale locale) {
    this.locale = locale;
  }

  /** Who gives a command, on what, why. */
  static final class Given {
    @Mixin private ServersOption servers;

    @Parameters(
        index = "0",
        paramLabel = "WARNING",
        descriptionKey = "warning.option.id",
        description = "Id of the warning, as its document names it.")
    private String warning;

    @Option(
        names = "--actor",
        required = true,
        paramLabel = "ACCOUNT",
        descriptionKey = "warning.option.actor",
        description = "Who gives the command.")
    private String actor;

    @Option(
        names = "--note",
        defaultValue = "",
        paramLabel = "TEXT",
        descriptionKey = "warning.option.note",
        description = "Why.")
    private String note;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private int tell(Given given, Act act) throws InterruptedException, SettingsFaults {
    OfficerDesk desk = new OfficerDesk(new Messages(locale), spec.commandLine().getOut());
    return desk.tell(
        given.servers.servers(), new OfficerDesk.Wish(given.warning, given.actor, given.note, act));
  }

  @Command(mixinStandardHelpOptions = true, description = "Somebody looks after it.")
  int ack(@Mixin Given given) throws InterruptedException, SettingsFaults {
    return tell(given, new Acknowledge());
  }

  @Command(mixinStandardHelpOptions = true, description = "Make it somebody's task.")
  int assign(@Mixin Given given, @Option(names = "--to", required = true) String to)
      throws InterruptedException, SettingsFaults {
    return tell(given, new Assign(to));
  }

  @Command(mixinStandardHelpOptions = true, description = "Refer it to another department.")
  int refer(@Mixin Given given, @Option(names = "--to", required = true) String department)
      throws InterruptedException, SettingsFaults {
    return tell(given, new Refer(department));
  }

  /** Amounts of a recall. */
  static final class Recalled {
    @Option(names = "--batch")
    private String batch;

    @Option(names = "--amount", defaultValue = "0")
    private long amount;

    @Option(names = "--recovered", defaultValue = "0")
    private long recovered;
  }

  @Command(mixinStandardHelpOptions = true, description = "Say what was done about it.")
  int dispose(
      @Mixin Given given,
      @Mixin Recalled recalled,
      @Option(names = "--measure", required = true) String measure)
      throws InterruptedException, SettingsFaults {
    for (Measure each : Measure.values()) {
      if (each.code().equals(measure)) {
        Optional<Recall> recall =
            Optional.ofNullable(recalled.batch)
                .map(batch -> new Recall(batch, recalled.amount, recalled.recovered));
        return tell(given, new Dispose(each, recall));
      }
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(), new Messages(locale).text("warning.no-measure", measure, measures()));
  }

  private static String measures() {
    StringBuilder codes = new StringBuilder();
    for (Measure each : Measure.values()) {
      codes.append(codes.isEmpty() ? "" : ", ").append(each.code());
    }
    return codes.toString();
  }

  @Command(mixinStandardHelpOptions = true, description = "It is over: confirmed or false alarm.")
  int close(
      @Mixin Given given,
      @Option(names = "--false-alarm") boolean isFalseAlarm,
      @Option(names = "--confirmed") boolean isConfirmed)
      throws InterruptedException, SettingsFaults {
    if (isFalseAlarm == isConfirmed) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), new Messages(locale).text("warning.which-verdict"));
    }
    return tell(given, new Close(isConfirmed ? Verdict.CONFIRMED : Verdict.FALSE_ALARM));
  }

  @Command(mixinStandardHelpOptions = true, description = "It is not over after all.")
  int reopen(@Mixin Given given) throws InterruptedException, SettingsFaults {
    return tell(given, new Reopen());
  }

  @Command(mixinStandardHelpOptions = true, description = "Tell nobody for a while.")
  int silence(@Mixin Given given, @Option(names = "--until", required = true) OffsetDateTime until)
      throws InterruptedException, SettingsFaults {
    return tell(given, new Silence(until.toInstant().toEpochMilli()));
  }

  @Command(mixinStandardHelpOptions = true, description = "End the silence.")
  int unsilence(@Mixin Given given) throws InterruptedException, SettingsFaults {
    return tell(given, new Unsilence());
  }

  @Command(mixinStandardHelpOptions = true, description = "Everything that happened to it.")
  int history(
      @Mixin ServersOption servers, @Parameters(index = "0", paramLabel = "WARNING") String warning)
      throws SettingsFaults {
    return new OfficerDesk(new Messages(locale), spec.commandLine().getOut())
        .history(servers.servers(), warning);
  }
}
