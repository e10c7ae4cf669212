package io.zhijing.connectors.kafka;

import java.io.Serializable;
import java.util.Map;
import java.util.Properties;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param topicPrefix what topic names begin with
 * @param client further client properties (security), passed on as they are; print masked
 */
public record KafkaSettings(String bootstrapServers, String topicPrefix, Map<String, String> client)
    implements Serializable {

  /** A broker without security and the usual topic names. */
  public static KafkaSettings open(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, Topics.DEFAULT_PREFIX, Map.of());
  }

  /** The topics. */
  public Topics topics() {
    return new Topics(topicPrefix);
  }

  /** Properties for any client. */
  public Properties properties() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
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
        + "]";
  }
}
