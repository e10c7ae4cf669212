package io.zhijing.jobs.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.notify.RetryPolicy;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.connectors.settings.ServerSections;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.connectors.wire.yaml.YamlReader;
import io.zhijing.jobs.settings.NotificationSettings.Codes;
import io.zhijing.jobs.settings.NotificationSettings.Limits;
import io.zhijing.jobs.settings.NotificationSettings.Look;
import io.zhijing.jobs.settings.NotificationSettings.Telling;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the notification job's settings file and reports every fault of it at once. */
public final class NotificationFile {
  private static final int MAX_DIGEST = 500;
  private static final int MAX_THREADS = 64;

  private final Map<String, String> environment;
  private final List<String> faults = new ArrayList<>();

  /**
   * A reader.
   *
   * @param environment environment variables; secrets may come from here
   */
  public NotificationFile(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * The settings in a file.
   *
   * @throws SettingsFaults naming every fault
   */
  public NotificationSettings read(Path file) throws SettingsFaults {
    JsonNode tree = YamlReader.tree(file);
    YamlReader root = new YamlReader(tree, faults);
    PackWatch watch = new PackWatch(root.text("pack", "inner-mongolia"));
    Optional<Pack> pack = pack(watch);
    ServerSections servers = new ServerSections(environment, faults);
    KafkaSettings kafka = servers.kafka(root.part("kafka"));
    Optional<ElasticsearchSettings> elasticsearch =
        servers.elasticsearch(root.part("elasticsearch"));
    String group = root.text("group", "zhijing-notification");
    Optional<ZoneId> zone = zone(root, pack);
    Map<String, ChannelSettings> channels = channels(root.part("channels"));
    Optional<RetryPolicy> retry = retry(root.part("retry"));
    Limits limits = limits(root);
    Look look = new Look(link(root), root.flag("simulated", false));
    root.refuseUnknown();
    if (!faults.isEmpty() || pack.isEmpty() || elasticsearch.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    return new NotificationSettings(
        new Codes(
            watch,
            pack.get().departments().stream()
                .map(Pack.Department::code)
                .collect(Collectors.toSet())),
        kafka,
        elasticsearch.get(),
        group,
        new Telling(zone.orElseThrow(), channels, retry.orElseThrow(), limits, look));
  }

  private Optional<Pack> pack(PackWatch watch) {
    try {
      return Optional.of(watch.load());
    } catch (PackFaults e) {
      e.faults().forEach(fault -> faults.add("pack " + watch.pack() + ": " + fault));
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> zone(YamlReader root, Optional<Pack> pack) {
    String text = root.text("zone", "");
    if (text.isEmpty()) {
      return pack.map(Pack::zone);
    }
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      root.fault("zone", "must be a zone such as Asia/Shanghai or +08:00");
      return Optional.empty();
    }
  }

  private Map<String, ChannelSettings> channels(YamlReader section) {
    Map<String, ChannelSettings> channels = new LinkedHashMap<>();
    Map<String, YamlReader> parts = section.parts();
    parts.forEach(
        (name, part) ->
            new ChannelReader(part, environment)
                .read()
                .ifPresent(
                    channel -> {
                      channel
                          .faults()
                          .forEach(fault -> faults.add("channels." + name + "." + fault));
                      channels.put(name, channel);
                    }));
    if (parts.isEmpty()) {
      faults.add("channels is missing: name at least one");
    }
    return channels;
  }

  private static Optional<RetryPolicy> retry(YamlReader section) {
    RetryPolicy standard = RetryPolicy.standard();
    try {
      return Optional.of(
          new RetryPolicy(
              ChannelReader.seconds(section, "first_seconds", standard.first()),
              ChannelReader.seconds(section, "longest_seconds", standard.longest()),
              section.integer("attempts", standard.maxAttempts()),
              ChannelReader.seconds(section, "give_up_seconds", standard.maxAge()),
              section.real("jitter", standard.jitter())));
    } catch (IllegalArgumentException e) {
      section.fault("first_seconds", "and the other waits: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Limits limits(YamlReader root) {
    Limits standard = Limits.standard();
    int hours = root.integer("news_for_hours", (int) standard.newsFor().toHours());
    int size = root.integer("digest_size", standard.digestSize());
    int threads = root.integer("threads_per_channel", standard.threads());
    int days = root.integer("remember_ended_days", (int) standard.rememberEnded().toDays());
    within(root, "news_for_hours", hours, Integer.MAX_VALUE);
    within(root, "digest_size", size, MAX_DIGEST);
    within(root, "threads_per_channel", threads, MAX_THREADS);
    within(root, "remember_ended_days", days, Integer.MAX_VALUE);
    return new Limits(Duration.ofHours(hours), size, threads, Duration.ofDays(days));
  }

  private static void within(YamlReader root, String key, int value, int most) {
    if (value < 1 || value > most) {
      root.fault(key, "must be from 1 to " + most);
    }
  }

  private static String link(YamlReader root) {
    String base = root.text("link_base", "");
    try {
      URI uri = URI.create(base);
      boolean isPage = List.of("http", "https").contains(String.valueOf(uri.getScheme()));
      if (!base.isEmpty() && (!isPage || uri.getHost() == null)) {
        root.fault("link_base", "must be an http(s) address");
      }
    } catch (IllegalArgumentException e) {
      root.fault("link_base", "must be an http(s) address");
    }
    return base;
  }
}
