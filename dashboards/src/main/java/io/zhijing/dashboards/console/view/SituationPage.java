package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.Named;
import io.zhijing.dashboards.console.query.QualityQueries.Source;
import io.zhijing.dashboards.console.query.SituationQueries.Situation;
import io.zhijing.dashboards.console.query.SituationQueries.Tally;
import io.zhijing.dashboards.console.query.WarningSummary;
import io.zhijing.detection.model.RiskLevel;
import java.util.List;
import java.util.Optional;

/**
 * The situation at a glance.
 *
 * @param now what stands
 * @param overdue warnings whose duty is, those with the most limits missed first
 * @param places parts of the region that is shown, the worst first
 * @param above the regions above them; empty for the whole
 * @param map what the map is drawn from; empty where the pack has none
 * @param plots weeks of each stream
 * @param sources signs of life
 */
public record SituationPage(
    Situation now,
    List<WarningSummary> overdue,
    List<Place> places,
    List<Named> above,
    Optional<String> map,
    List<Plot> plots,
    List<Source> sources) {

  /** Levels that can be warned of, the highest first. */
  public static final List<RiskLevel> LEVELS =
      List.of(RiskLevel.RED, RiskLevel.ORANGE, RiskLevel.YELLOW, RiskLevel.BLUE);

  /**
   * A region.
   *
   * @param region which
   * @param worst highest level that stands in it
   * @param open how many warnings stand in it
   * @param hasParts whether it is divided further
   */
  public record Place(Named region, RiskLevel worst, long open, boolean hasParts) {
    /** Where it leads to: into its parts, or to its warnings. */
    public String link() {
      return hasParts
          ? Link.of("/", "region", region.code()).toString()
          : Link.of("/warnings", "status", "open", "region", region.code()).toString();
    }
  }

  /** How many stand at a level. */
  public long open(RiskLevel level) {
    return now.openByLevel().getOrDefault(level.code(), 0L);
  }

  /** How many stand. */
  public long open() {
    return LEVELS.stream().mapToLong(this::open).sum();
  }

  /** Places in which something stands. */
  public List<Place> standing() {
    return places.stream().filter(place -> place.open() > 0).toList();
  }

  /** Places in which nothing stands. */
  public List<Place> calm() {
    return places.stream().filter(place -> place.open() == 0).toList();
  }

  /** Sources that stand for a whole stream. */
  public List<Source> streams() {
    return sources.stream().filter(source -> source.kind().equals("stream")).toList();
  }

  /** Sources within streams that have been silent for too long. */
  public List<Source> silent() {
    return sources.stream()
        .filter(source -> source.silent() && !source.kind().equals("stream"))
        .toList();
  }

  /** The reports of the last day of a stream. */
  public Optional<Tally> today(String stream) {
    return now.records().stream().filter(tally -> tally.stream().equals(stream)).findFirst();
  }
}
