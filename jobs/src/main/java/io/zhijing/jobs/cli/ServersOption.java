package io.zhijing.jobs.cli;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.settings.ServersFile;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.embedded.EmbeddedElasticsearch;
import io.zhijing.jobs.embedded.EmbeddedKafka;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which servers a command speaks to: those of a settings file, or those of a demo here. */
final class ServersOption {
  @Option(
      names = "--settings",
      paramLabel = "FILE",
      descriptionKey = "warning.option.settings",
      description = "Settings file whose servers to use (default: those of a demo running here).")
  private Path settingsFile;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:" + EmbeddedKafka.USUAL_PORT,
      descriptionKey = "warning.option.kafka",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String kafka;

  @Option(
      names = "--elasticsearch",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:" + EmbeddedElasticsearch.USUAL_PORT,
      descriptionKey = "warning.option.elasticsearch",
      description = "Elasticsearch (default: ${DEFAULT-VALUE}).")
  private URI elasticsearch;

  /** Addresses and access. */
  record Servers(KafkaSettings kafka, ElasticsearchSettings elasticsearch) {}

  /** Whether the servers are those of a demo here. */
  boolean isDemo() {
    return settingsFile == null;
  }

  /** The settings file; null if the servers are named one by one. */
  Path settings() {
    return settingsFile;
  }

  Servers servers() throws SettingsFaults {
    if (settingsFile == null) {
      return new Servers(KafkaSettings.open(kafka), ElasticsearchSettings.open(elasticsearch));
    }
    ServersFile.Servers servers = new ServersFile(System.getenv()).read(settingsFile);
    return new Servers(servers.kafka(), servers.elasticsearch());
  }
}
