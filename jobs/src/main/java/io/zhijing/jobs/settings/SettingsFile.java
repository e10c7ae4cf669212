package io.zhijing.jobs.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.settings.ServerSections;
import io.zhijing.connectors.wire.rules.RulesReader;
import io.zhijing.connectors.wire.sealed.SealingKey;
import io.zhijing.connectors.wire.yaml.SettingRead;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.connectors.wire.yaml.YamlReader;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.PipelineSettings.HashKey;
import io.zhijing.jobs.settings.PipelineSettings.LimitsBy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a settings file and everything it refers to, and reports every fault of all of it at once.
 * See docs/settings.md for the keys.
 */
public final class SettingsFile {
  private final Map<String, String> environment;
  private final Optional<LocalDate> today;
  private final List<String> faults = new ArrayList<>();
  private List<SettingRead> reads = List.of();

  /**
   * A reader.
   *
   * @param environment environment variables; secrets may come from here
   * @param today the day on which a stream is first watched if the file does not say
   */
  public SettingsFile(Map<String, String> environment, LocalDate today) {
    this(environment, Optional.of(today));
  }

  private SettingsFile(Map<String, String> environment, Optional<LocalDate> today) {
    this.environment = Map.copyOf(environment);
    this.today = today;
  }

  /**
   * A reader for a job, which reads the file again whenever it restarts: the days on which streams
   * were first watched must be stated, or each restart would be another first day.
   *
   * @param environment environment variables; secrets may come from here
   */
  public static SettingsFile forJob(Map<String, String> environment) {
    return new SettingsFile(environment, Optional.empty());
  }

  /**
   * The settings in a file.
   *
   * @throws SettingsFaults naming every fault
   */
  public JobSettings read(Path file) throws SettingsFaults {
    return read(YamlReader.tree(file));
  }

  /** Every value of the file that was read last, and where it came from. */
  public List<SettingRead> reads() {
    return reads;
  }

  private JobSettings read(JsonNode tree) throws SettingsFaults {
    YamlReader root = new YamlReader(tree, faults);
    PackWatch watch = new PackWatch(root.text("pack", "inner-mongolia"));
    Optional<Pack> pack = pack(watch);
    ServerSections servers = new ServerSections(environment, faults);
    KafkaSettings kafka = servers.kafka(root.part("kafka"));
    String group = root.text("group", "zhijing-monitor");
    Optional<ElasticsearchSettings> elasticsearch =
        servers.elasticsearch(root.part("elasticsearch"));
    int tickHours = root.integer("tick_hours", 24);
    if (tickHours < 1 || 24 % tickHours != 0) {
      root.fault("tick_hours", "must divide 24");
    }
    YamlReader horizons = root.part("horizons");
    PipelineSettings.Horizons days =
        new PipelineSettings.Horizons(
            positive(horizons, "out_of_order_days", 1),
            positive(horizons, "correction_days", 60),
            limitsBy(horizons));
    Duration idleAfter = Duration.ofMinutes(positive(horizons, "idle_minutes", 1));
    boolean storesReports = root.part("documents").flag("reports", true);
    PipelineSettings.Liveness liveness = liveness(root.part("liveness"));
    Map<String, Integer> since = since(root.part("since"));
    RuleSet rules =
        RulesReader.read(
            root.part("rules"), pack.map(Rules::standardOf).orElse(RuleSet.standard()));
    List<String> ofRules = pack.isPresent() ? rules.faults(watch.get()) : rules.faults();
    ofRules.forEach(fault -> faults.add("rules." + fault));
    Optional<HashKey> key = hashKey(root, servers);
    SealingKey sealing = sealing(root.part("dead_letters"));
    root.leave("console");
    root.refuseUnknown();
    reads = root.reads();
    if (!faults.isEmpty() || pack.isEmpty() || elasticsearch.isEmpty() || key.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    PipelineSettings pipeline =
        new PipelineSettings(
            new Calendar(pack.get().zone(), tickHours),
            PipelineSettings.Watch.of(watch, pack.get(), rules, since),
            days,
            new PipelineSettings.Keys(key.get(), sealing),
            liveness);
    return new JobSettings(
        pack.get(), pipeline, kafka, elasticsearch.get(), group, idleAfter, storesReports);
  }

  private Optional<Pack> pack(PackWatch watch) {
    try {
      return Optional.of(watch.load());
    } catch (PackFaults e) {
      e.faults().forEach(fault -> faults.add("pack " + watch.pack() + ": " + fault));
      return Optional.empty();
    }
  }

  private static LimitsBy limitsBy(YamlReader horizons) {
    String code = horizons.text("limits_by", LimitsBy.CLOCK.code());
    for (LimitsBy each : LimitsBy.values()) {
      if (each.code().equals(code)) {
        return each;
      }
    }
    horizons.fault("limits_by", "must be clock or reports");
    return LimitsBy.CLOCK;
  }

  private Map<String, Integer> since(YamlReader section) {
    Map<String, Integer> since = new HashMap<>();
    for (ReportStream stream : ReportStream.values()) {
      String text = section.text(stream.code(), today.map(LocalDate::toString).orElse(""));
      try {
        since.put(stream.code(), (int) LocalDate.parse(text).toEpochDay());
      } catch (DateTimeException e) {
        section.fault(
            stream.code(),
            "must be a date such as 2016-01-31"
                + (today.isEmpty()
                    ? "; of a job it cannot be left out, or each restart would be another first day"
                    : ""));
      }
    }
    return since;
  }

  private static PipelineSettings.Liveness liveness(YamlReader section) {
    PipelineSettings.Liveness usual = PipelineSettings.Liveness.usual();
    Map<String, Duration> byStream = new HashMap<>();
    YamlReader streams = section.part("streams");
    for (ReportStream stream : ReportStream.values()) {
      if (streams.has(stream.code())) {
        byStream.put(stream.code(), Duration.ofHours(positive(streams, stream.code(), 1)));
      }
    }
    streams.leave(
        Arrays.stream(ReportStream.values()).map(ReportStream::code).toArray(String[]::new));
    return new PipelineSettings.Liveness(
        Duration.ofSeconds(
            positive(section, "check_seconds", (int) usual.checkEvery().toSeconds())),
        Duration.ofHours(positive(section, "silent_after_hours", (int) usual.usually().toHours())),
        byStream);
  }

  private Optional<HashKey> hashKey(YamlReader root, ServerSections servers) {
    byte[] key =
        servers.secret(root, "hash_key_file", "ZHIJING_HASH_KEY").getBytes(StandardCharsets.UTF_8);
    if (key.length < 16) {
      root.fault(
          "hash_key_file",
          "must name a file with at least 16 characters (or set the variable ZHIJING_HASH_KEY)");
      return Optional.empty();
    }
    return Optional.of(new HashKey(key));
  }

  private static SealingKey sealing(YamlReader section) {
    String file = section.text("public_key_file", "");
    if (file.isEmpty()) {
      return SealingKey.none();
    }
    try {
      return SealingKey.ofPem(Files.readString(Path.of(file)));
    } catch (IOException e) {
      section.fault("public_key_file", "cannot be read: " + file);
    } catch (IllegalArgumentException e) {
      section.fault("public_key_file", e.getMessage() + ": " + file);
    }
    return SealingKey.none();
  }

  private static int positive(YamlReader section, String key, int fallback) {
    int value = section.integer(key, fallback);
    if (value < 1) {
      section.fault(key, "must be at least 1");
      return fallback;
    }
    return value;
  }
}
