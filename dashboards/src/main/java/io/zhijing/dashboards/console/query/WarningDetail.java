package io.zhijing.dashboards.console.query;

import io.zhijing.detection.model.RiskLevel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Everything a warning's document says.
 *
 * @param summary as in lists
 * @param whyEn why, in an English sentence; left out where it would tell a small count that is
 *     hidden
 * @param whyZh the same in Chinese
 * @param reasons codes of the reasons of its steps
 * @param firstDay first day with evidence
 * @param lastDay last day with evidence
 * @param watchedSince first day of its stream
 * @param reachesRegions where it stands out
 * @param reachesSectors in which sectors
 * @param explains strata that it explains
 * @param contributions who contributes to its count
 * @param rules under which it was judged
 * @param times of the four stages: detected, assessed, warned, disposed
 * @param steps of its life, oldest first
 */
public record WarningDetail(
    WarningSummary summary,
    Optional<String> whyEn,
    Optional<String> whyZh,
    List<String> reasons,
    Optional<LocalDate> firstDay,
    Optional<LocalDate> lastDay,
    Optional<LocalDate> watchedSince,
    List<Named> reachesRegions,
    List<Named> reachesSectors,
    List<StratumView> explains,
    Optional<Contributions> contributions,
    String rules,
    Times times,
    List<Step> steps) {

  /**
   * The times of the plan's four stages (早发现、早研判、早预警、早处置), and of the acknowledgement.
   *
   * @param detectedAt found
   * @param assessedAt judged
   * @param warnedAt raised
   * @param acknowledgedAt first looked after
   * @param disposedAt first acted on
   */
  public record Times(
      Optional<Instant> detectedAt,
      Optional<Instant> assessedAt,
      Optional<Instant> warnedAt,
      Optional<Instant> acknowledgedAt,
      Optional<Instant> disposedAt) {}

  /**
   * A step of its life.
   *
   * @param revision after the step
   * @param on day
   * @param at instant
   * @param action what happened
   * @param from level before
   * @param to level after
   * @param reason why
   * @param actor who took it
   * @param note in words
   */
  public record Step(
      int revision,
      LocalDate on,
      Instant at,
      String action,
      RiskLevel from,
      RiskLevel to,
      String reason,
      String actor,
      String note) {}

  /**
   * Who contributes to the count of the strongest day.
   *
   * @param counted how much of it the parts divide
   * @param parts by dimension, the greatest first
   */
  public record Contributions(Count counted, List<Dimensioned> parts) {}

  /**
   * The parts along one dimension.
   *
   * @param dimension its code
   * @param parts the greatest first, what is not named last
   */
  public record Dimensioned(String dimension, List<Contributor> parts) {}

  /**
   * One part.
   *
   * @param node empty for all that are not named
   * @param count its part
   */
  public record Contributor(Optional<Named> node, Count count) {}
}
