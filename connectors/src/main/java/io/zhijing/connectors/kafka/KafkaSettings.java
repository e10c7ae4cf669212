package io.zhijing.connectors.kafka;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param topicPrefix what topic names begin with
 * @param client further client properties, passed on as they are; print masked
 * @param security how to sign in, and whom to trust
 */
public record KafkaSettings(
    String bootstrapServers, String topicPrefix, Map<String, String> client, KafkaSecurity security)
    implements Serializable {

  /** Settings without security of ours; what the client properties say holds. */
  public KafkaSettings(String bootstrapServers, String topicPrefix, Map<String, String> client) {
    this(bootstrapServers, topicPrefix, client, KafkaSecurity.none());
  }

  /** A broker without security and the usual topic names. */
  public static KafkaSettings open(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, Topics.DEFAULT_PREFIX, Map.of());
  }

  /** The topics. */
  public Topics topics() {
    return new Topics(topicPrefix);
  }

  /** The same with one more client property. */
  KafkaSettings with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(client);
    more.put(key, value);
    return new KafkaSettings(bootstrapServers, topicPrefix, more, security);
  }

  /** Properties for any client. */
  public Properties properties() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.putAll(security.properties());
    properties.putAll(client);
    return properties;
  }

  @Override
  public String toString() {
    return "KafkaSettings["
        + bootstrapServers
        + ", "
        + topicPrefix
        + ", client="
        + client.keySet()
        + ", "
        + security
        + "]";
  }
}
