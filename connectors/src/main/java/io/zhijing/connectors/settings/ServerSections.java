package io.zhijing.connectors.settings;

import io.zhijing.connectors.elasticsearch.Credentials;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.Topics;
import io.zhijing.connectors.wire.yaml.YamlReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the sections on servers that the settings of every program have. */
public final class ServerSections {
  private final Map<String, String> environment;
  private final List<String> faults;

  /**
   * A reader.
   *
   * @param environment environment variables; secrets may come from here
   * @param faults takes every fault
   */
  public ServerSections(Map<String, String> environment, List<String> faults) {
    this.environment = environment;
    this.faults = faults;
  }

  /** How to reach Kafka. */
  public KafkaSettings kafka(YamlReader kafka) {
    String servers = kafka.text("bootstrap_servers", "");
    if (servers.isEmpty()) {
      kafka.fault("bootstrap_servers", "is missing");
    }
    return new KafkaSettings(
        servers, kafka.text("topic_prefix", Topics.DEFAULT_PREFIX), kafka.part("client").all());
  }

  /** How to reach Elasticsearch; empty if the section has faults. */
  public Optional<ElasticsearchSettings> elasticsearch(YamlReader section) {
    List<URI> hosts = new ArrayList<>();
    for (String host : section.texts("hosts", List.of())) {
      try {
        hosts.add(URI.create(host));
      } catch (IllegalArgumentException e) {
        section.fault("hosts", "must be addresses such as http://localhost:9200");
      }
    }
    String prefix = section.text("index_prefix", ElasticsearchSettings.DEFAULT_PREFIX);
    String user = section.text("user", "");
    String password = secret(section, "password_file", "ZHIJING_ELASTICSEARCH_PASSWORD");
    if (!user.isEmpty() && password.isEmpty()) {
      section.fault("password_file", "is missing (or the variable ZHIJING_ELASTICSEARCH_PASSWORD)");
    }
    try {
      Credentials credentials =
          user.isEmpty() ? new Credentials.None() : new Credentials.Basic(user, password);
      return Optional.of(new ElasticsearchSettings(hosts, prefix, credentials));
    } catch (IllegalArgumentException e) {
      faults.add("elasticsearch: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A secret from the file that a key names, else from a variable; empty if there is none. */
  public String secret(YamlReader section, String key, String variable) {
    String file = section.text(key, "");
    if (file.isEmpty()) {
      if (environment.containsKey(variable)) {
        section.secretFrom(key, variable);
      }
      return environment.getOrDefault(variable, "").strip();
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      section.fault(key, "cannot be read: " + file);
      return "";
    }
  }
}
