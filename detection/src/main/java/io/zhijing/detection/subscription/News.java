package io.zhijing.detection.subscription;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.warning.Transition.Action;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * One step of a warning's life, as far as it matters to who is told.
 *
 * @param action what happened
 * @param from level before; of an end, the highest that it ever had, since whoever was told of that
 *     is told the end, however low it has fallen meanwhile
 * @param to level after; {@code NONE} once it has ended
 * @param isSilenced whether an officer or the rules silenced the warning for the time of the step;
 *     an end is told all the same, to those who were told before
 * @param reach what and whom it is about
 */
public record News(Action action, RiskLevel from, RiskLevel to, boolean isSilenced, Reach reach) {

  private static final Set<Action> ENDS = EnumSet.of(Action.CLOSED, Action.WITHDRAWN);
  private static final Set<Action> AT_ONCE =
      EnumSet.of(
          Action.RAISED,
          Action.ESCALATED,
          Action.REOPENED,
          Action.CLOSED,
          Action.WITHDRAWN,
          Action.OVERDUE);
  private static final Set<Action> IN_DIGESTS = EnumSet.of(Action.DOWNGRADED, Action.UPDATED);

  /**
   * What and whom a warning is about; each with all that lies above it, roots included.
   *
   * @param stream its stream
   * @param regions of the finding and of the producer
   * @param sectors its sectors
   * @param hazards its hazards
   * @param departments that lead, help or were referred to
   */
  public record Reach(
      ReportStream stream,
      Set<String> regions,
      Set<String> sectors,
      Set<String> hazards,
      Set<String> departments) {

    /** Copies the sets. */
    public Reach {
      regions = Set.copyOf(regions);
      sectors = Set.copyOf(sectors);
      hazards = Set.copyOf(hazards);
      departments = Set.copyOf(departments);
    }

    /** The reach of a stratum: a dimension that it leaves open lies under the root alone. */
    public static Reach of(Stratum focus, Lattice lattice, Set<String> departments) {
      Set<String> regions = new HashSet<>(lineage(Dimension.REGION, focus, lattice));
      if (!focus.node(Dimension.PRODUCER).isEmpty()) {
        regions.addAll(lineage(Dimension.PRODUCER, focus, lattice));
      }
      return new Reach(
          focus.stream(),
          regions,
          lineage(Dimension.SECTOR, focus, lattice),
          lineage(Dimension.HAZARD, focus, lattice),
          departments);
    }

    private static Set<String> lineage(Dimension dimension, Stratum focus, Lattice lattice) {
      Taxonomy taxonomy = lattice.taxonomy(dimension);
      if (taxonomy == null) {
        return Set.of();
      }
      Set<String> lineage = new HashSet<>();
      lineage.add(taxonomy.tree().root().code());
      String node = focus.node(dimension);
      if (!node.isEmpty()) {
        lineage.addAll(taxonomy.lineage(node));
      }
      return lineage;
    }
  }

  /** The level that decides who is told: an end and a fall are told to those who knew the rise. */
  public RiskLevel level() {
    return from.max(to);
  }

  /** Whether the warning stands no longer. */
  public boolean isEnd() {
    return ENDS.contains(action);
  }

  /** Whether there can have been earlier steps. */
  boolean isLater() {
    return action != Action.RAISED;
  }

  /** Whether it only makes sense to those who were told before. */
  public boolean needsEarlier() {
    return isEnd() || action == Action.DOWNGRADED;
  }

  boolean isForAtOnce() {
    return AT_ONCE.contains(action);
  }

  boolean isForDigests() {
    return IN_DIGESTS.contains(action);
  }
}
