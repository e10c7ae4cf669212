package io.zhijing.jobs.cli;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.RecordProducer;
import io.zhijing.connectors.kafka.TopicFollower;
import io.zhijing.connectors.wire.KeyedEnvelope;
import io.zhijing.connectors.wire.sealed.KeyPairs;
import io.zhijing.connectors.wire.sealed.Opener;
import io.zhijing.connectors.wire.sealed.SealedLetter;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Records that could not be used: which and why, what they said, and once more to the job after a
 * fix. What they said can be read with the private key alone, here and nowhere else. Exit code 0 if
 * all was done, 1 if some letters stay closed, 2 if nothing could be done.
 */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description =
        "Records that could not be used: list, show, replay; make the keys that seal them.",
    synopsisSubcommandLabel = "COMMAND")
public final class DeadLettersCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int[] WIDTHS = {44, 26, 10, 8, 60};
  private static final int SOME_CLOSED = 1;
  private static final int FAULTY = 2;

  private final Messages messages;

  @Spec private CommandSpec spec;

  /** Speaks the language of the locale. */
  public DeadLettersCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  /** Which letters, and the key that opens them. */
  static final class Chosen {
    @Mixin private ServersOption servers;

    @Option(
        names = "--private-key",
        required = true,
        paramLabel = "FILE",
        descriptionKey = "dead-letters.option.key",
        description = "Private key, made by `dead-letters keys`.")
    private Path keyFile;

    @Parameters(
        arity = "0..*",
        paramLabel = "ID",
        descriptionKey = "dead-letters.option.ids",
        description = "Ids as the list has them (default: all).")
    private List<String> ids = List.of();

    private Opener opener() throws SettingsFaults {
      try {
        return Opener.ofPem(Files.readString(keyFile));
      } catch (IOException e) {
        throw new SettingsFaults(List.of("--private-key cannot be read: " + keyFile));
      } catch (IllegalArgumentException e) {
        throw new SettingsFaults(List.of("--private-key " + e.getMessage() + ": " + keyFile));
      }
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(mixinStandardHelpOptions = true, description = "List them with their reasons.")
  int list(@Mixin ServersOption servers) {
    try {
      Map<String, SealedLetter> letters = read(servers.servers().kafka(), List.of());
      if (letters.isEmpty()) {
        out().println(messages.text("dead-letters.none"));
        return 0;
      }
      TextTable table = new TextTable(WIDTHS);
      table.row(
          messages.text("dead-letters.id"),
          messages.text("dead-letters.received"),
          messages.text("dead-letters.size"),
          messages.text("dead-letters.kept"),
          messages.text("dead-letters.reasons"));
      table.rule();
      for (SealedLetter each : letters.values()) {
        table.row(
            each.id(),
            each.receivedAt(),
            String.valueOf(each.size()),
            messages.text(each.isKept() ? "dead-letters.yes" : "dead-letters.no"),
            String.join(" ", each.reasons()));
      }
      out().println(table);
      return 0;
    } catch (SettingsFaults e) {
      return refuse(e);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Show what they said.")
  int show(@Mixin Chosen chosen) {
    try {
      Opener opener = chosen.opener();
      int code = 0;
      for (SealedLetter each : read(chosen.servers.servers().kafka(), chosen.ids).values()) {
        out().println(each.id() + " " + String.join(" ", each.reasons()));
        if (open(each, opener) instanceof Opener.Payload payload) {
          out().println(printable(payload.bytes()));
        } else {
          code = SOME_CLOSED;
        }
      }
      return code;
    } catch (SettingsFaults e) {
      return refuse(e);
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Send them to their topics once more, after a fix.")
  int replay(@Mixin Chosen chosen) throws InterruptedException {
    try {
      Opener opener = chosen.opener();
      KafkaSettings kafka = chosen.servers.servers().kafka();
      Map<String, SealedLetter> letters = read(kafka, chosen.ids);
      int sent = 0;
      try (RecordProducer producer = new RecordProducer(kafka, PATIENCE)) {
        for (SealedLetter each : letters.values()) {
          if (!inputs(kafka).contains(each.topic())) {
            out().println(messages.text("dead-letters.other-topic", each.id()));
          } else if (open(each, opener) instanceof Opener.Payload payload) {
            producer.send(each.topic(), each.partition(), payload.bytes());
            sent++;
          }
        }
      }
      out().println(messages.text("dead-letters.sent", "" + sent, "" + letters.size()));
      return sent == letters.size() ? 0 : SOME_CLOSED;
    } catch (SettingsFaults e) {
      return refuse(e);
    }
  }

  @Command(mixinStandardHelpOptions = true, description = "Make a pair of keys.")
  int keys(
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FOLDER",
              descriptionKey = "dead-letters.option.out",
              description = "Folder for both files.")
          Path folder) {
    try {
      Files.createDirectories(folder);
      String id = KeyPairs.make(folder, new SecureRandom()).id();
      out()
          .println(
              messages.text(
                  "dead-letters.made",
                  folder.resolve(KeyPairs.PUBLIC).toString(),
                  folder.resolve(KeyPairs.PRIVATE).toString(),
                  id));
      return 0;
    } catch (IOException e) {
      out().println(messages.text("dead-letters.not-made", String.valueOf(e.getMessage())));
      return FAULTY;
    }
  }

  private int refuse(SettingsFaults e) {
    e.faults().forEach(out()::println);
    return FAULTY;
  }

  /** A record that the job read before: whoever can write dead letters must not reach others. */
  private static Set<String> inputs(KafkaSettings kafka) {
    Set<String> inputs = new HashSet<>(kafka.topics().reports());
    inputs.add(kafka.topics().commands());
    inputs.add(kafka.topics().rules());
    return inputs;
  }

  /** Those asked for, each once, oldest first. */
  private static Map<String, SealedLetter> read(KafkaSettings kafka, List<String> ids)
      throws SettingsFaults {
    Map<String, SealedLetter> letters = new LinkedHashMap<>();
    try (TopicFollower follower =
        new TopicFollower(kafka, kafka.topics().deadLetters(), PATIENCE)) {
      while (!follower.hasCaughtUp()) {
        for (KeyedEnvelope record : follower.poll(POLL)) {
          SealedLetter.read(record.envelope().value())
              .filter(letter -> ids.isEmpty() || ids.contains(letter.id()))
              .ifPresent(letter -> letters.put(letter.id(), letter));
        }
      }
    }
    List<String> unknown = new ArrayList<>(ids);
    unknown.removeAll(letters.keySet());
    if (!unknown.isEmpty()) {
      throw new SettingsFaults(List.of("no such dead letters: " + String.join(", ", unknown)));
    }
    return letters;
  }

  private Opener.Opened open(SealedLetter letter, Opener opener) {
    if (!letter.isKept()) {
      out().println(messages.text("dead-letters.not-kept", letter.id()));
      return new Opener.Closed(Opener.Why.UNKNOWN_FORM);
    }
    Opener.Opened opened = opener.open(letter.envelope(), letter.id());
    if (opened instanceof Opener.Closed closed) {
      out()
          .println(
              messages.text(
                  "dead-letters.closed",
                  letter.id(),
                  messages.text("dead-letters.closed." + closed.why().code())));
    }
    return opened;
  }

  /** A record may hold what a terminal obeys. */
  private static String printable(byte[] payload) {
    StringBuilder text = new StringBuilder();
    new String(payload, StandardCharsets.UTF_8)
        .codePoints()
        .forEach(
            each -> {
              if (Character.isISOControl(each) || Character.getType(each) == Character.FORMAT) {
                text.append(String.format(Locale.ROOT, "\\u%04x", each));
              } else {
                text.appendCodePoint(each);
              }
            });
    return text.toString();
  }
}
