package io.zhijing.connectors.wire.rules;

import io.zhijing.connectors.wire.yaml.YamlReader;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.Duties;
import io.zhijing.detection.rules.Duty;
import io.zhijing.detection.rules.RuleSet;
import java.util.EnumMap;
import java.util.Map;

/** Reads a rule set; what the file leaves out is taken from the standard rules. */
public final class RulesReader {
  private RulesReader() {}

  /** The rule set of a mapping; what is wrong with its form goes to the reader's faults. */
  public static RuleSet read(YamlReader rules) {
    RuleSet standard = RuleSet.standard();
    YamlReader life = rules.part("life");
    RuleSet written =
        new RuleSet(
            rules.text("id", standard.id()),
            rules.integer("version", standard.version()),
            detection(rules.part("detection"), standard.detection()),
            levels(rules.part("levels"), standard.levels()),
            new RuleSet.Life(
                life.integer("downgrade_after_days", standard.life().downgradeAfterDays()),
                life.integer("close_after_days", standard.life().closeAfterDays())),
            duties(rules.part("duties"), standard.duties()),
            EmphasisReader.read(rules),
            spread(rules.part("spread"), standard.spread()));
    return BudgetReader.apply(rules, written);
  }

  private static RuleSet.Spread spread(YamlReader section, RuleSet.Spread standard) {
    return new RuleSet.Spread(
        section.integer("min_leagues", standard.minLeagues()),
        section.integer("min_sectors", standard.minSectors()));
  }

  private static Duties duties(YamlReader section, Duties standard) {
    Map<RiskLevel, Duty> byLevel = new EnumMap<>(RiskLevel.class);
    standard
        .byLevel()
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
    return new Duties(byLevel, section.integer("max_silence_days", standard.maxSilenceDays()));
  }

  private static RuleSet.Detection detection(YamlReader section, RuleSet.Detection standard) {
    YamlReader firstEver = section.part("first_ever");
    return new RuleSet.Detection(
        section.integers("count_windows", standard.countWindows()),
        section.integer("rate_window", standard.rateWindow()),
        section.integer("reference_days", standard.referenceDays()),
        section.integer("history_days", standard.historyDays()),
        section.integer("min_history_days", standard.minHistoryDays()),
        section.integer("max_left_out_days", standard.maxLeftOutDays()),
        section.real("alpha", standard.alpha()),
        section.integer("min_observed", standard.minObserved()),
        section.real("min_relative_excess", standard.minRelativeExcess()),
        section.flag("mix_adjusted", standard.mixAdjusted()),
        new RuleSet.FirstEver(
            firstEver.integer("min_history_days", standard.firstEver().minHistoryDays()),
            firstEver.integer("reports", standard.firstEver().reports()),
            firstEver.integer("window_days", standard.firstEver().windowDays())));
  }

  private static Map<RiskLevel, RuleSet.Threshold> levels(
      YamlReader section, Map<RiskLevel, RuleSet.Threshold> standard) {
    Map<RiskLevel, RuleSet.Threshold> levels = new EnumMap<>(RiskLevel.class);
    standard.forEach(
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
