package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.connectors.wire.rules.RulesReader;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.connectors.wire.yaml.YamlReader;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.settings.Rules;
import io.zhijing.jobs.settings.RulesInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file of rules is checked against: the pack and rules of a job's settings, of which nothing
 * else is read, so that whoever writes rules needs no secrets; the pack alone without settings.
 *
 * @param settings of the job; null for none
 * @param pack where there are no settings, or they name none
 */
record RuleBase(Path settings, String pack) {
  /**
   * A document without faults.
   *
   * @param isOfRunningJob whether a job with these settings takes it without a restart
   */
  record Checked(RulesDocument document, boolean isOfRunningJob) {}

  /** What it is called. */
  String name() {
    return settings == null ? pack : settings.toString();
  }

  /**
   * Reads a document.
   *
   * @throws SettingsFaults naming every fault of it, codes that the pack lacks among them
   */
  Checked check(Path file) throws IOException, PackFaults, SettingsFaults {
    PackWatch watch = new PackWatch(pack);
    RuleSet base;
    if (settings == null) {
      base = Rules.standardOf(watch.load());
    } else {
      JsonNode tree = YamlReader.tree(settings);
      watch = new PackWatch(tree.path("pack").asText(pack));
      List<String> faults = new ArrayList<>();
      YamlReader rules = new YamlReader(tree, faults).part("rules");
      base = RulesReader.read(rules, Rules.standardOf(watch.load()));
      if (!faults.isEmpty()) {
        throw new SettingsFaults(faults);
      }
    }
    RulesDocument document = RulesDocument.read(Files.readString(file), base, watch.get());
    return new Checked(document, RulesInForce.isOfRunningJob(document.rules(), base));
  }
}
