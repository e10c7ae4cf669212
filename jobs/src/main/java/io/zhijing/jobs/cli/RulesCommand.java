package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.commands.JobDesk;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.Duty;
import io.zhijing.detection.rules.Emphasis;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.cli.ServersOption.Servers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rules: whether a file is in order, which ones hold, others in their place, what would differ. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Check, show, apply and compare rules.",
    synopsisSubcommandLabel = "COMMAND")
public final class RulesCommand implements Runnable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String INVALID = "invalid";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Messages messages;

  @Spec private CommandSpec spec;

  /** Speaks the language of the locale. */
  public RulesCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  @Command(mixinStandardHelpOptions = true, description = "Say everything that is wrong with it.")
  int check(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--settings", paramLabel = "FILE") Path settings,
      @Option(names = "--pack", defaultValue = "inner-mongolia", paramLabel = "PACK") String pack) {
    RuleBase base = new RuleBase(settings, pack);
    Optional<RuleBase.Checked> checked = tried(file, pack, () -> base.check(file));
    if (checked.isEmpty()) {
      return 2;
    }
    print(checked.get().document());
    if (checked.get().isOfRunningJob()) {
      return 0;
    }
    out().println(messages.text("rules.needs-a-restart", base.name()));
    return settings == null ? 0 : 1;
  }

  /** What reads a file of rules. */
  private interface Reading<T> {
    T read() throws IOException, PackFaults, SettingsFaults;
  }

  /** What was read; if nothing can be, it is said why. */
  private <T> Optional<T> tried(Path file, String pack, Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (PackFaults e) {
      out().println(messages.text("demo.pack-faults", List.of(pack)));
      e.faults().forEach(fault -> out().println("  " + fault));
    } catch (SettingsFaults e) {
      out().println(messages.text("rules.faults", file.toString()));
      e.faults().forEach(fault -> out().println("  " + fault));
    } catch (IOException e) {
      out().println(messages.text("rules.unreadable", file.toString()));
    }
    return Optional.empty();
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Give it to the running job, which judges its open warnings anew.")
  int apply(
      @Mixin ServersOption option,
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--pack", defaultValue = "inner-mongolia", paramLabel = "PACK") String pack)
      throws SettingsFaults, InterruptedException {
    RuleBase base = new RuleBase(option.settings(), pack);
    Optional<RuleBase.Checked> checked = tried(file, pack, () -> base.check(file));
    if (checked.isEmpty()) {
      return 2;
    }
    RulesDocument document = checked.get().document();
    Servers servers = option.servers();
    JobDesk.Reply reply;
    try (JobDesk desk = new JobDesk(servers.kafka(), servers.elasticsearch(), PATIENCE)) {
      reply = desk.publish(document);
    }
    if (!(reply instanceof JobDesk.Answered answered)) {
      out().println(messages.text("rules.no-answer"));
      return 2;
    }
    out().println(messages.text("rules.answer." + answered.outcome(), name(document)));
    if (INVALID.equals(answered.outcome())) {
      out().println("  " + answered.note());
    }
    return "applied".equals(answered.outcome()) ? 0 : 1;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "The rules that were applied, newest last.")
  int show(@Mixin ServersOption option) throws SettingsFaults {
    Servers servers = option.servers();
    try (DocumentReader reader = new DocumentReader(servers.elasticsearch())) {
      String audit = DocumentKind.AUDIT.alias(servers.elasticsearch().indexPrefix());
      List<JsonNode> applied =
          reader.exists(audit)
              ? reader.sources(audit, Map.of("action", "rules")).values().stream()
                  .map(RulesCommand::json)
                  .sorted(Comparator.comparing(each -> each.path("at").asText()))
                  .toList()
              : List.of();
      if (applied.isEmpty()) {
        out().println(messages.text("rules.none-applied"));
      }
      for (JsonNode each : applied) {
        out()
            .println(
                String.join(
                    "  ",
                    each.path("at").asText(),
                    each.path("rules").asText(),
                    each.path("reason").asText(),
                    each.path("actor").asText(),
                    each.path("note").asText()));
      }
      return 0;
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Which warnings of the last year would have differed under the rules of a file.")
  int diff(
      @Mixin ServersOption option,
      @Parameters(index = "0", paramLabel = "FILE") Path file,
      @Option(names = "--against", paramLabel = "FILE") Path other,
      @Option(names = "--pack", defaultValue = "inner-mongolia", paramLabel = "PACK") String pack)
      throws Exception {
    RuleBase base = new RuleBase(option.settings(), pack);
    Optional<RuleSet> before =
        other == null
            ? tried(option.settings(), pack, () -> base.base().rules())
            : tried(other, pack, () -> base.check(other).document().rules());
    if (before.isEmpty()) {
      return 2;
    }
    Optional<RuleSet> after = tried(file, pack, () -> base.check(file).document().rules());
    if (after.isEmpty()) {
      return 2;
    }
    try (DocumentReader reader = new DocumentReader(option.servers().elasticsearch())) {
      RulesDiff diff =
          new RulesDiff(base.base().watch().pack(), option.servers().elasticsearch().indexPrefix());
      RulesDiff.Result result = diff.compare(reader, before.get(), after.get());
      out().println(diff.table(result, messages));
    }
    return 0;
  }

  private void print(RulesDocument document) {
    RuleSet rules = document.rules();
    out().println(messages.text("rules.fine", name(document)));
    for (RiskLevel level :
        List.of(RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.ORANGE, RiskLevel.RED)) {
      RuleSet.Threshold needs = rules.levels().get(level);
      Duty duty = rules.duties().of(level);
      out()
          .println(
              messages.text(
                  "rules.level",
                  messages.text("level." + level.code()),
                  String.valueOf(needs.score()),
                  String.valueOf(needs.excess()),
                  duty.act(),
                  String.join(" → ", duty.ladder()),
                  String.valueOf(duty.acknowledgeHours()),
                  String.valueOf(duty.disposeHours())));
    }
    new TreeMap<>(rules.emphasis().streams())
        .forEach(
            (stream, score) ->
                out()
                    .println(
                        messages.text(
                            "rules.stream",
                            messages.text("stream." + stream.code()),
                            String.valueOf(score))));
    for (Emphasis.Key key : rules.emphasis().keys()) {
      String node = key.dimension().code() + " " + key.node();
      out().println(messages.text("rules.key", node, String.valueOf(key.score()), key.reason()));
    }
    for (Emphasis.Silence silence : rules.emphasis().silences()) {
      out()
          .println(
              messages.text(
                  "rules.silence",
                  silence.nodes().toString(),
                  Instant.ofEpochMilli(silence.until()).toString(),
                  silence.actor(),
                  silence.reason()));
    }
  }

  private static String name(RulesDocument document) {
    return document.rules().id() + "@" + document.rules().version() + "#" + document.checksum();
  }

  private static JsonNode json(byte[] source) {
    try {
      return MAPPER.readTree(source);
    } catch (IOException e) {
      throw new UncheckedIOException("Elasticsearch holds an answer that is no JSON", e);
    }
  }
}
