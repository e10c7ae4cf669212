package io.zhijing.connectors.settings;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.connectors.wire.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads where the servers are out of a settings file. The file may be the job's or the console's;
 * what only those read is left alone, above all their secrets.
 */
public final class ServersFile {
  private final Map<String, String> environment;
  private final List<String> faults = new ArrayList<>();

  /**
   * A reader.
   *
   * @param environment environment variables; secrets may come from here
   */
  public ServersFile(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Addresses and access. */
  public record Servers(KafkaSettings kafka, ElasticsearchSettings elasticsearch) {}

  /**
   * The servers in a file.
   *
   * @throws SettingsFaults naming every fault
   */
  public Servers read(Path file) throws SettingsFaults {
    YamlReader root = new YamlReader(YamlReader.tree(file), faults);
    ServerSections sections = new ServerSections(environment, faults);
    KafkaSettings kafka = sections.kafka(root.part("kafka"));
    Optional<ElasticsearchSettings> elasticsearch =
        sections.elasticsearch(root.part("elasticsearch"));
    root.leave("pack", "group", "tick_hours", "horizons", "documents", "since", "rules");
    root.leave("hash_key_file", "dead_letters", "console", "liveness");
    root.refuseUnknown();
    if (!faults.isEmpty() || elasticsearch.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    return new Servers(kafka, elasticsearch.get());
  }
}
