package io.zhijing.connectors.settings;

import io.zhijing.connectors.elasticsearch.Credentials;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.entry.Authorities;
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
  private static final String PASSWORD = "ZHIJING_ELASTICSEARCH_PASSWORD";
  private static final String API_KEY = "ZHIJING_ELASTICSEARCH_API_KEY";

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
    String prefix = kafka.text("topic_prefix", Topics.DEFAULT_PREFIX);
    KafkaSection section = new KafkaSection(this, environment::get);
    Map<String, String> client = section.client(kafka.part("client"));
    return new KafkaSettings(
        servers, prefix, client, section.security(kafka.part("security"), client.keySet()));
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
    Credentials credentials = credentials(section);
    Authorities authorities = authorities(section);
    try {
      return Optional.of(new ElasticsearchSettings(hosts, prefix, credentials, authorities));
    } catch (IllegalArgumentException e) {
      faults.add("elasticsearch: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Credentials credentials(YamlReader section) {
    String user = section.text("user", "");
    String password = secret(section, "password_file", PASSWORD);
    String key = secret(section, "api_key_file", API_KEY);
    if (user.isEmpty()) {
      return key.isEmpty() ? new Credentials.None() : new Credentials.ApiKey(key);
    }
    if (!key.isEmpty()) {
      section.fault("api_key_file", "and user are both set: one of them signs in");
    }
    if (password.isEmpty()) {
      section.fault("password_file", "is missing (or the variable " + PASSWORD + ")");
    }
    return new Credentials.Basic(user, password);
  }

  /** Who may vouch for a server: those of the file that {@code ca_file} names, or the JVM's. */
  Authorities authorities(YamlReader section) {
    String file = section.text("ca_file", "");
    if (file.isEmpty()) {
      return Authorities.ofTheJvm();
    }
    try {
      return new Authorities(Files.readString(Path.of(file)));
    } catch (IOException e) {
      section.fault("ca_file", "cannot be read: " + file);
    } catch (IllegalArgumentException e) {
      section.fault("ca_file", e.getMessage() + ": " + file);
    }
    return Authorities.ofTheJvm();
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
