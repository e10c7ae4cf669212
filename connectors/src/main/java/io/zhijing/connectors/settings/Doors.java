package io.zhijing.connectors.settings;

import io.zhijing.connectors.elasticsearch.ElasticsearchDoor;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.entry.Entry;
import io.zhijing.connectors.entry.Refusal;
import io.zhijing.connectors.kafka.KafkaDoor;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether both servers let us in. To wait for one that refuses is of no use: the settings are
 * wrong, and it must be said which.
 */
public final class Doors {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Doors() {}

  /**
   * Knocks at both. Servers that are away are no fault; they may yet come.
   *
   * @throws SettingsFaults naming every refusal and the setting to look at
   */
  public static void check(KafkaSettings kafka, ElasticsearchSettings elasticsearch)
      throws SettingsFaults, InterruptedException {
    List<String> refusals =
        Stream.concat(
                KafkaDoor.refusal(kafka, PATIENCE).stream(),
                ElasticsearchDoor.refusal(elasticsearch).stream())
            .map(Refusal::text)
            .toList();
    if (!refusals.isEmpty()) {
      throw new SettingsFaults(refusals);
    }
  }

  /**
   * What a failure of a client says of the settings; empty if nothing.
   *
   * @param failure as it was caught, with all its causes
   */
  public static Optional<String> explain(Throwable failure) {
    Entry kafka = KafkaDoor.entry(failure);
    if (kafka.isRefusal()) {
      return Optional.of(text("Kafka", kafka, "kafka." + KafkaDoor.setting(kafka)));
    }
    Entry elasticsearch = ElasticsearchDoor.entry(failure);
    return elasticsearch.isRefusal()
        ? Optional.of(
            text(
                "Elasticsearch",
                elasticsearch,
                "elasticsearch." + ElasticsearchDoor.setting(elasticsearch)))
        : Optional.empty();
  }

  private static String text(String server, Entry entry, String setting) {
    return new Refusal(server, entry, setting).text();
  }
}
