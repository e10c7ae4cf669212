package io.zhijing.jobs.submit;

import io.zhijing.connectors.elasticsearch.Credentials;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSecurity;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.JobSettings;
import io.zhijing.jobs.settings.NotificationSettings;
import io.zhijing.jobs.settings.PipelineSettings;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.ExecutionConfig.GlobalJobParameters;

/**
 * The settings in effect, as the web UI and the REST API show them beside the job: everybody who
 * may see those sees these, so every secret is masked, and what may hold one too.
 */
public final class ShownSettings extends GlobalJobParameters {
  private static final long serialVersionUID = 1;
  private static final String MASK = "******";

  /** Properties of Kafka's client that say how, never by which secret. */
  private static final Set<String> PLAIN =
      Set.of(
          "security.protocol",
          "sasl.mechanism",
          "ssl.truststore.type",
          "ssl.keystore.type",
          "ssl.endpoint.identification.algorithm");

  private final TreeMap<String, String> shown;

  ShownSettings(Map<String, String> shown) {
    this.shown = new TreeMap<>(shown);
  }

  /** Whether a property of Kafka's client may be shown. */
  public static boolean isPlain(String property) {
    return PLAIN.contains(property);
  }

  @Override
  public Map<String, String> toMap() {
    return shown;
  }

  static Map<String, String> of(JobSettings settings) {
    Map<String, String> shown = new TreeMap<>();
    PipelineSettings pipeline = settings.pipeline();
    servers(shown, settings.kafka(), settings.elasticsearch(), settings.group());
    shown.put("pack", settings.pack().id());
    shown.put("zone", pipeline.calendar().zone().getId());
    shown.put("horizons.out_of_order_days", text(pipeline.horizons().outOfOrderDays()));
    shown.put("horizons.correction_days", text(pipeline.horizons().correctionDays()));
    shown.put("horizons.limits_by", pipeline.horizons().limitsBy().code());
    shown.put("hash_key", MASK);
    pipeline
        .watch()
        .since()
        .forEach((stream, day) -> shown.put("since." + stream, LocalDate.ofEpochDay(day) + ""));
    RuleSet rules = pipeline.watch().rules().get();
    shown.put("rules.id", rules.id());
    shown.put("rules.version", text(rules.version()));
    return shown;
  }

  static Map<String, String> of(NotificationSettings settings) {
    Map<String, String> shown = new TreeMap<>();
    servers(shown, settings.kafka(), settings.elasticsearch(), settings.group());
    shown.put("pack", settings.codes().watch().pack());
    shown.put("zone", settings.telling().zone().getId());
    settings
        .telling()
        .channels()
        .forEach(
            (name, channel) -> shown.put("channels." + name, channel.getClass().getSimpleName()));
    shown.put("simulated", String.valueOf(settings.telling().look().isSimulated()));
    return shown;
  }

  private static void servers(
      Map<String, String> shown,
      KafkaSettings kafka,
      ElasticsearchSettings elasticsearch,
      String group) {
    shown.put("group", group);
    shown.put("kafka.bootstrap_servers", kafka.bootstrapServers());
    shown.put("kafka.topic_prefix", kafka.topicPrefix());
    kafka
        .client()
        .forEach(
            (key, value) -> shown.put("kafka.client." + key, PLAIN.contains(key) ? value : MASK));
    KafkaSecurity security = kafka.security();
    shown.put("kafka.security.protocol", security.protocol().name());
    if (security.protocol().hasUser()) {
      shown.put("kafka.security.mechanism", security.mechanism().code());
      shown.put("kafka.security.user", security.user());
      shown.put("kafka.security.password", MASK);
    }
    shown.put("elasticsearch.hosts", elasticsearch.hosts().toString());
    shown.put("elasticsearch.index_prefix", elasticsearch.indexPrefix());
    if (elasticsearch.credentials() instanceof Credentials.Basic basic) {
      shown.put("elasticsearch.user", basic.user());
      shown.put("elasticsearch.password", MASK);
    } else if (elasticsearch.credentials() instanceof Credentials.ApiKey) {
      shown.put("elasticsearch.api_key", MASK);
    }
  }

  private static String text(int number) {
    return String.valueOf(number);
  }
}
