package io.zhijing.jobs.submit;

import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.settings.Doors;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import java.nio.file.Path;
import java.util.List;

/** Settings with faults, all of which the message names: Flink's client prints it. */
public final class RefusedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  RefusedException(Path file, List<String> faults) {
    super("Nothing was submitted. Faults of " + file + ":\n  " + String.join("\n  ", faults));
  }

  RefusedException(String message) {
    super("Nothing was submitted. " + message);
  }

  /** Refuses if one of the servers does; one that is away may yet come. */
  static void unlessOpen(Path file, KafkaSettings kafka, ElasticsearchSettings elasticsearch)
      throws InterruptedException {
    try {
      Doors.check(kafka, elasticsearch);
    } catch (SettingsFaults e) {
      throw new RefusedException(file, e.faults());
    }
  }
}
