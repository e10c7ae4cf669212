package io.zhijing.dashboards.console;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.settings.ServerSections;
import io.zhijing.connectors.wire.rules.RulesReader;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.connectors.wire.yaml.YamlReader;
import io.zhijing.dashboards.console.ConsoleSettings.Job;
import io.zhijing.dashboards.console.ConsoleSettings.Listening;
import io.zhijing.dashboards.console.ConsoleSettings.Look;
import io.zhijing.dashboards.console.ConsoleSettings.Tls;
import io.zhijing.dashboards.console.access.Sessions;
import io.zhijing.dashboards.console.api.Proxies;
import io.zhijing.dashboards.console.metrics.ConsoleMetrics;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.RuleSet;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the console's settings and reports every fault at once. The file may be the job's own: what
 * only the job reads is left alone, and the console's keys stand below {@code console}.
 */
public final class ConsoleFile {
  private static final int HIGHEST_PORT = 65_535;
  private static final int USUAL_PORT = 8080;

  private final Map<String, String> environment;
  private final String version;
  private final List<String> faults = new ArrayList<>();

  /**
   * A reader.
   *
   * @param environment environment variables; secrets may come from here
   * @param version of the program
   */
  public ConsoleFile(Map<String, String> environment, String version) {
    this.environment = Map.copyOf(environment);
    this.version = version;
  }

  /**
   * What the command line says instead of the file.
   *
   * @param bind address to listen at
   * @param port to listen at
   */
  public record Overrides(Optional<String> bind, Optional<Integer> port) {}

  /**
   * The settings in a file.
   *
   * @throws SettingsFaults naming every fault
   */
  public ConsoleSettings read(Path file, Overrides overrides) throws SettingsFaults {
    YamlReader root = new YamlReader(YamlReader.tree(file), faults);
    root.leave("group", "tick_hours", "horizons", "hash_key_file", "documents");
    root.leave("dead_letters", "liveness");
    Optional<Pack> pack = pack(root.text("pack", "inner-mongolia"));
    ServerSections servers = new ServerSections(environment, faults);
    KafkaSettings kafka = servers.kafka(root.part("kafka"));
    Optional<ElasticsearchSettings> elasticsearch =
        servers.elasticsearch(root.part("elasticsearch"));
    Map<String, LocalDate> since = since(root.part("since"));
    RuleSet rules =
        RulesReader.read(
            root.part("rules"), pack.map(Pack::standardRules).orElse(RuleSet.standard()));
    rules.faults().forEach(fault -> faults.add("rules." + fault));
    YamlReader console = root.part("console");
    Listening listening = listening(console, overrides);
    String users = console.text("users_file", "");
    if (users.isEmpty()) {
      console.fault("users_file", "is missing; ./zhijing users add makes one");
    } else if (!Files.isRegularFile(Path.of(users))) {
      console.fault("users_file", "cannot be read: " + users);
    }
    Sessions.Limits sessions = sessions(console);
    Look look = look(console);
    root.refuseUnknown();
    if (!faults.isEmpty() || pack.isEmpty() || elasticsearch.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    ConsoleSettings settings =
        new ConsoleSettings(
            new Job(pack.get(), rules, since),
            kafka,
            elasticsearch.get(),
            listening,
            Optional.of(Path.of(users)),
            sessions,
            look);
    if (settings.refusal().isPresent()) {
      throw new SettingsFaults(List.of("console: " + settings.refusal().get().text()));
    }
    return settings;
  }

  private Optional<Pack> pack(String name) {
    try {
      return Optional.of(PackLoader.named(name));
    } catch (PackFaults e) {
      e.faults().forEach(fault -> faults.add("pack " + name + ": " + fault));
      return Optional.empty();
    }
  }

  private static Map<String, LocalDate> since(YamlReader section) {
    Map<String, LocalDate> since = new HashMap<>();
    for (ReportStream stream : ReportStream.values()) {
      String text = section.text(stream.code(), "");
      try {
        if (!text.isEmpty()) {
          since.put(stream.code(), LocalDate.parse(text));
        }
      } catch (DateTimeException e) {
        section.fault(stream.code(), "must be a date such as 2016-01-31");
      }
    }
    return since;
  }

  private static Listening listening(YamlReader console, Overrides overrides) {
    String bind = overrides.bind().orElse(console.text("bind", "127.0.0.1"));
    int port = overrides.port().orElse(console.integer("port", USUAL_PORT));
    if (port < 0 || port > HIGHEST_PORT) {
      console.fault("port", "must be from 0 to " + HIGHEST_PORT);
    }
    return new Listening(
        bind,
        port,
        tls(console.part("tls")),
        publicUrl(console),
        metrics(console.part("metrics")),
        proxies(console));
  }

  private static List<String> proxies(YamlReader console) {
    List<String> proxies = console.texts("trusted_proxies", List.of());
    if (!proxies.stream().allMatch(Proxies::isAddress)) {
      console.fault("trusted_proxies", "must be addresses such as 10.0.0.7, not names");
      return List.of();
    }
    return proxies;
  }

  private static Optional<ConsoleMetrics.Listening> metrics(YamlReader section) {
    String bind = section.text("bind", "127.0.0.1");
    int port = section.integer("port", 0);
    if (port < 0 || port > HIGHEST_PORT) {
      section.fault("port", "must be from 1 to " + HIGHEST_PORT);
    }
    return port == 0 ? Optional.empty() : Optional.of(new ConsoleMetrics.Listening(bind, port));
  }

  private static Optional<Tls> tls(YamlReader section) {
    String certificate = section.text("certificate_file", "");
    String key = section.text("key_file", "");
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    for (String name : List.of("certificate_file", "key_file")) {
      if (!Files.isReadable(Path.of(section.text(name, "")))) {
        section.fault(name, "cannot be read");
      }
    }
    return Optional.of(new Tls(Path.of(certificate), Path.of(key)));
  }

  private static Optional<URI> publicUrl(YamlReader console) {
    String text = console.text("public_url", "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(text);
      boolean isPage = Set.of("http", "https").contains(String.valueOf(url.getScheme()));
      if (isPage && url.getHost() != null && url.getPath().length() <= 1) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // told below, with what else is no such address
    }
    console.fault("public_url", "must be an http(s) address without a path");
    return Optional.empty();
  }

  private static Sessions.Limits sessions(YamlReader console) {
    Sessions.Limits usual = Sessions.Limits.usual();
    int idle = console.integer("session_idle_minutes", (int) usual.idle().toMinutes());
    int whole = console.integer("session_hours", (int) usual.whole().toHours());
    if (idle < 1 || whole < 1) {
      console.fault("session_hours", "and session_idle_minutes must be at least 1");
    }
    return new Sessions.Limits(Duration.ofMinutes(idle), Duration.ofHours(whole));
  }

  private Look look(YamlReader console) {
    int small = console.integer("small_counts_below", Look.LEAST_SMALL_COUNT);
    if (small < Look.LEAST_SMALL_COUNT) {
      console.fault("small_counts_below", "must be at least " + Look.LEAST_SMALL_COUNT);
    }
    int silent = console.integer("silent_after_days", Look.USUAL_SILENCE);
    if (silent < 1) {
      console.fault("silent_after_days", "must be at least 1");
    }
    String language = console.text("language", "zh");
    if (!Set.of("zh", "en").contains(language)) {
      console.fault("language", "must be zh or en");
    }
    return new Look(
        console.flag("simulated", false),
        version,
        language,
        small,
        silent,
        Set.copyOf(console.texts("channels", List.of())));
  }
}
