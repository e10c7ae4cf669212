package io.zhijing.dashboards.console.query;

import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.rules.Duty;
import io.zhijing.detection.rules.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A rule set as people read it.
 *
 * @param id name of the rule set
 * @param version grows with every change
 * @param name id, version and checksum, as warnings name their rules
 * @param author who wrote it; absent for those of the settings
 * @param reason why
 * @param appliedAt when it was given
 * @param levels what each level needs, and asks of officers
 * @param streams in which streams levels need other scores
 * @param keys what is looked at more closely
 * @param silences of what nobody is told
 * @param minLeagues from how many leagues on a rise is sectoral or systemic
 * @param minSectors from how many sectors on a rise is systemic
 * @param downgradeAfterDays quiet days before a level goes down
 * @param closeAfterDays quiet days before a warning is closed
 * @param maxSilenceDays longest silence
 * @param text as written
 */
public record RulesView(
    String id,
    int version,
    String name,
    Optional<String> author,
    Optional<String> reason,
    Optional<Instant> appliedAt,
    List<Level> levels,
    List<StreamScore> streams,
    List<Key> keys,
    List<Silence> silences,
    int minLeagues,
    int minSectors,
    int downgradeAfterDays,
    int closeAfterDays,
    int maxSilenceDays,
    Optional<String> text) {

  /**
   * What a level needs, and asks of officers.
   *
   * @param level which
   * @param score that it needs
   * @param excess observed above expected that it needs
   * @param act plan of action
   * @param ladder roles in charge, a missed limit goes up to the next
   * @param acknowledgeHours limit
   * @param disposeHours limit
   */
  public record Level(
      RiskLevel level,
      double score,
      double excess,
      String act,
      List<String> ladder,
      int acknowledgeHours,
      int disposeHours) {}

  /**
   * A stream in which levels need other scores.
   *
   * @param stream its code
   * @param score added to what levels need
   */
  public record StreamScore(String stream, double score) {}

  /**
   * What is looked at more closely, or less.
   *
   * @param dimension its code
   * @param node at and below which
   * @param score added to what levels need
   * @param reason why
   */
  public record Key(String dimension, String node, double score, String reason) {}

  /**
   * Of what nobody is told.
   *
   * @param nodes node by dimension
   * @param until its end
   * @param actor who said so
   * @param reason why
   */
  public record Silence(Map<String, String> nodes, Instant until, String actor, String reason) {}

  /** A rule set, written or of the settings. */
  public static RulesView of(
      RuleSet rules, Optional<RulesDocument> document, Optional<Instant> at) {
    List<Level> levels = new ArrayList<>();
    for (RiskLevel level :
        List.of(RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.ORANGE, RiskLevel.RED)) {
      RuleSet.Threshold needs = rules.levels().get(level);
      Duty duty = rules.duties().of(level);
      levels.add(
          new Level(
              level,
              needs.score(),
              needs.excess(),
              duty.act(),
              duty.ladder(),
              duty.acknowledgeHours(),
              duty.disposeHours()));
    }
    return new RulesView(
        rules.id(),
        rules.version(),
        document.map(RulesView::name).orElse(rules.id() + "@" + rules.version()),
        document.map(RulesDocument::author),
        document.map(RulesDocument::reason),
        at,
        levels,
        new TreeMap<>(rules.emphasis().streams())
            .entrySet().stream()
                .map(each -> new StreamScore(each.getKey().code(), each.getValue()))
                .toList(),
        rules.emphasis().keys().stream()
            .map(each -> new Key(each.dimension().code(), each.node(), each.score(), each.reason()))
            .toList(),
        rules.emphasis().silences().stream().map(RulesView::silence).toList(),
        rules.spread().minLeagues(),
        rules.spread().minSectors(),
        rules.life().downgradeAfterDays(),
        rules.life().closeAfterDays(),
        rules.duties().maxSilenceDays(),
        document.map(RulesDocument::text));
  }

  private static Silence silence(io.zhijing.detection.rules.Emphasis.Silence silence) {
    Map<String, String> nodes = new HashMap<>();
    silence.nodes().forEach((dimension, node) -> nodes.put(dimension.code(), node));
    return new Silence(
        nodes, Instant.ofEpochMilli(silence.until()), silence.actor(), silence.reason());
  }

  static String name(RulesDocument document) {
    return document.rules().id() + "@" + document.rules().version() + "#" + document.checksum();
  }
}
