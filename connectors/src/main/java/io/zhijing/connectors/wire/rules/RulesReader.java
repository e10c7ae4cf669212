package io.zhijing.connectors.wire.rules;

import io.zhijing.connectors.wire.yaml.YamlReader;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.Duties;
import io.zhijing.detection.rules.Duty;
import io.zhijing.detection.rules.RuleSet;
import java.util.EnumMap;
import java.util.Map;

/** Reads a rule set; what the file leaves out is taken from the rules it is based on. */
public final class RulesReader {
  private RulesReader() {}

  /** The rule set of a mapping; what is wrong with its form goes to the reader's faults. */
  public static RuleSet read(YamlReader rules, RuleSet base) {
    YamlReader life = rules.part("life");
    RuleSet written =
        new RuleSet(
            rules.text("id", base.id()),
            rules.integer("version", base.version()),
            detection(rules.part("detection"), base.detection()),
            levels(rules.part("levels"), base.levels()),
            new RuleSet.Life(
                life.integer("downgrade_after_days", base.life().downgradeAfterDays()),
                life.integer("close_after_days", base.life().closeAfterDays())),
            duties(rules.part("duties"), base.duties()),
            EmphasisReader.read(rules, base.emphasis()),
            spread(rules.part("spread"), base.spread()));
    return BudgetReader.apply(rules, written);
  }

  private static RuleSet.Spread spread(YamlReader section, RuleSet.Spread base) {
    return new RuleSet.Spread(
        section.integer("min_leagues", base.minLeagues()),
        section.integer("min_sectors", base.minSectors()));
  }

  private static Duties duties(YamlReader section, Duties base) {
    Map<RiskLevel, Duty> byLevel = new EnumMap<>(RiskLevel.class);
    base.byLevel()
        .forEach(
            (level, duty) -> {
              YamlReader part = section.part(level.code());
              byLevel.put(
                  level,
                  new Duty(
                      part.text("act", duty.act()),
                      part.texts("ladder", duty.ladder()),
                      part.integer("acknowledge_hours", duty.acknowledgeHours()),
                      part.integer("dispose_hours", duty.disposeHours())));
            });
    return new Duties(byLevel, section.integer("max_silence_days", base.maxSilenceDays()));
  }

  private static RuleSet.Detection detection(YamlReader section, RuleSet.Detection base) {
    YamlReader firstEver = section.part("first_ever");
    return new RuleSet.Detection(
        section.integers("count_windows", base.countWindows()),
        section.integer("rate_window", base.rateWindow()),
        section.integer("reference_days", base.referenceDays()),
        section.integer("history_days", base.historyDays()),
        section.integer("min_history_days", base.minHistoryDays()),
        section.integer("max_left_out_days", base.maxLeftOutDays()),
        new RuleSet.Sensitivity(
            section.real("alpha", base.sensitivity().alpha()),
            EmphasisReader.byStream(section.part("signal_scores"), base.sensitivity().streams())),
        section.integer("min_observed", base.minObserved()),
        section.real("min_relative_excess", base.minRelativeExcess()),
        section.flag("mix_adjusted", base.mixAdjusted()),
        new RuleSet.Together(
            section.flag("clusters", base.clusters()), section.flag("streams", base.streams())),
        new RuleSet.FirstEver(
            firstEver.integer("min_history_days", base.firstEver().minHistoryDays()),
            firstEver.integer("reports", base.firstEver().reports()),
            firstEver.integer("window_days", base.firstEver().windowDays())));
  }

  private static Map<RiskLevel, RuleSet.Threshold> levels(
      YamlReader section, Map<RiskLevel, RuleSet.Threshold> base) {
    Map<RiskLevel, RuleSet.Threshold> levels = new EnumMap<>(RiskLevel.class);
    base.forEach(
        (level, threshold) -> {
          YamlReader part = section.part(level.code());
          levels.put(
              level,
              new RuleSet.Threshold(
                  part.real("score", threshold.score()), part.real("excess", threshold.excess())));
        });
    return levels;
  }
}
