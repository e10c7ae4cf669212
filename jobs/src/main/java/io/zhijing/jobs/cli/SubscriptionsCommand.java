package io.zhijing.jobs.cli;

import io.zhijing.connectors.kafka.KeyedSource;
import io.zhijing.connectors.kafka.SubscriptionProducer;
import io.zhijing.connectors.kafka.TopicAdmin;
import io.zhijing.connectors.wire.DecodedSubscription;
import io.zhijing.connectors.wire.Fault;
import io.zhijing.connectors.wire.KeyedEnvelope;
import io.zhijing.connectors.wire.SubscriptionDecoder;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.subscription.Subscription.Timing;
import io.zhijing.jobs.settings.NotificationFile;
import io.zhijing.jobs.settings.NotificationSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Checks, applies and shows subscriptions. Exit code 0 if all is well, 1 if the file has faults, 2
 * if the settings have.
 */
@Command(
    name = "subscriptions",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Check, apply or show who is told of which warnings.",
    synopsisSubcommandLabel = "COMMAND")
public final class SubscriptionsCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int[] WIDTHS = {24, 20, 12, 24, 40, 28};

  private final Messages messages;

  @Spec private CommandSpec spec;

  /** Speaks the language of the locale. */
  public SubscriptionsCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  /** The settings. */
  static final class Given {
    @Option(
        names = "--settings",
        required = true,
        paramLabel = "FILE",
        descriptionKey = "subscriptions.option.settings",
        description = "Settings file of the notification job.")
    private Path settings;

    private NotificationSettings read() throws SettingsFaults {
      return new NotificationFile(System.getenv()).read(settings);
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(mixinStandardHelpOptions = true, description = "Name every fault of a file.")
  int check(@Mixin Given given, @Parameters(paramLabel = "FILE") Path file)
      throws InterruptedException {
    return withList(given, file, false);
  }

  @Command(mixinStandardHelpOptions = true, description = "Apply a file without faults.")
  int apply(@Mixin Given given, @Parameters(paramLabel = "FILE") Path file)
      throws InterruptedException {
    return withList(given, file, true);
  }

  private int withList(Given given, Path file, boolean isApplied) throws InterruptedException {
    NotificationSettings settings;
    SubscriptionList list;
    try {
      settings = given.read();
      list = SubscriptionList.read(file, settings);
    } catch (SettingsFaults e) {
      return refuse(e);
    } catch (IOException e) {
      out().println(messages.text("subscriptions.unreadable", file.toString(), reason(e)));
      return 1;
    }
    int good = list.subscriptions().size();
    if (!list.faults().isEmpty()) {
      out().println(messages.text("subscriptions.faults", "" + list.faulty(), "" + list.total()));
      list.faults().forEach(fault -> out().println("  " + fault));
      return 1;
    }
    if (isApplied) {
      TopicAdmin.createMissing(settings.kafka(), 1, PATIENCE);
      try (SubscriptionProducer producer = new SubscriptionProducer(settings.kafka(), PATIENCE)) {
        for (Subscription each : list.subscriptions()) {
          producer.put(each);
        }
      }
    }
    out()
        .println(
            messages.text(isApplied ? "subscriptions.applied" : "subscriptions.fine", "" + good));
    return 0;
  }

  /** One line; a parser's excerpt of the file could hold an address. */
  private static String reason(IOException e) {
    return e.getClass().getSimpleName();
  }

  private int refuse(SettingsFaults e) {
    out().println(messages.text("run.faults"));
    e.faults().forEach(fault -> out().println("  " + fault));
    return 2;
  }

  @Command(mixinStandardHelpOptions = true, description = "Show them, without addresses.")
  int show(@Mixin Given given) {
    NotificationSettings settings;
    try {
      settings = given.read();
    } catch (SettingsFaults e) {
      return refuse(e);
    }
    SubscriptionDecoder decoder = new SubscriptionDecoder(settings.codes().get());
    Map<String, Subscription> found = new TreeMap<>();
    Map<String, List<Fault>> unusable = new TreeMap<>();
    for (KeyedEnvelope record : KeyedSource.snapshot(settings.kafka(), PATIENCE)) {
      unusable.remove(record.key());
      if (record.isTombstone()) {
        found.remove(record.key());
      } else if (decoder.decode(record) instanceof DecodedSubscription.Accepted accepted) {
        found.put(record.key(), accepted.subscription());
      } else if (decoder.decode(record) instanceof DecodedSubscription.Refused refused) {
        unusable.put(record.key(), refused.faults());
      }
    }
    out().println(found.isEmpty() ? messages.text("subscriptions.none") : table(found));
    unusable.forEach(
        (id, faults) -> out().println(messages.text("subscriptions.unusable", id, words(faults))));
    return 0;
  }

  private static String words(List<Fault> faults) {
    return String.join(
        ", ", faults.stream().map(fault -> fault.field() + " " + fault.reason().code()).toList());
  }

  private TextTable table(Map<String, Subscription> subscriptions) {
    TextTable table = new TextTable(WIDTHS);
    table.row(
        messages.text("subscriptions.id"),
        messages.text("subscriptions.recipient"),
        messages.text("subscriptions.channel"),
        messages.text("subscriptions.levels"),
        messages.text("subscriptions.interest"),
        messages.text("subscriptions.hours"));
    table.rule();
    for (Subscription each : subscriptions.values()) {
      Timing timing = each.delivery().timing();
      String rests = each.isActive() ? "" : " " + messages.text("subscriptions.resting");
      table.row(
          each.id() + rests,
          each.recipient(),
          each.delivery().channel(),
          each.interest().minLevel().code() + ", " + codes(timing.immediate()),
          interest(each.interest()),
          timing.digestHour()
              + ":00, "
              + timing.quiet().map(hours -> hours.from() + "-" + hours.to()).orElse("-")
              + ", "
              + timing.capPerDay());
    }
    return table;
  }

  private String interest(Interest interest) {
    List<String> parts = new ArrayList<>();
    interest.regions().stream().sorted().forEach(parts::add);
    interest.sectors().stream().sorted().forEach(parts::add);
    interest.hazards().stream().sorted().forEach(parts::add);
    interest.departments().stream().sorted().forEach(parts::add);
    interest.streams().stream().map(Coded::code).sorted().forEach(parts::add);
    return parts.isEmpty() ? messages.text("subscriptions.everything") : String.join(" ", parts);
  }

  private static String codes(Set<? extends Coded> values) {
    return String.join(" ", values.stream().map(Coded::code).sorted().toList());
  }
}
