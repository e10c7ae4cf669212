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

  /**
   * What documents start from.
   *
   * @param watch the pack
   * @param rules its rules, or those of the settings
   */
  record Base(PackWatch watch, RuleSet rules) {}

  /** What it is called. */
  String name() {
    return settings == null ? pack : settings.toString();
  }

  /**
   * Reads what documents start from.
   *
   * @throws SettingsFaults naming every fault of the settings' rules
   */
  Base base() throws PackFaults, SettingsFaults {
    if (settings == null) {
      PackWatch watch = new PackWatch(pack);
      return new Base(watch, Rules.standardOf(watch.load()));
    }
    JsonNode tree = YamlReader.tree(settings);
    PackWatch watch = new PackWatch(tree.path("pack").asText(pack));
    List<String> faults = new ArrayList<>();
    YamlReader section = new YamlReader(tree, faults).part("rules");
    RuleSet rules = RulesReader.read(section, Rules.standardOf(watch.load()));
    if (!faults.isEmpty()) {
      throw new SettingsFaults(faults);
    }
    return new Base(watch, rules);
  }

  /**
   * Reads a document.
   *
   * @throws SettingsFaults naming every fault of it, codes that the pack lacks among them
   */
  Checked check(Path file) throws IOException, PackFaults, SettingsFaults {
    Base base = base();
    RulesDocument document =
        RulesDocument.read(Files.readString(file), base.rules(), base.watch().get());
    return new Checked(document, RulesInForce.isOfRunningJob(document.rules(), base.rules()));
  }
}
