package io.zhijing.dashboards.console.access;

import io.zhijing.dashboards.console.access.Decision.Reason;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.subscription.Subscription.Interest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one place that decides who may see and do what. Pure. */
public final class Access {
  private static final Set<Dimension> PLACES = Set.of(Dimension.REGION, Dimension.PRODUCER);

  private final Lattice lattice;

  /** Decisions over the regions of the lattice. */
  public Access(Lattice lattice) {
    this.lattice = lattice;
  }

  /** Whether a role allows it; empty for nobody. */
  public Decision decide(Optional<Viewer> viewer, Action action) {
    if (viewer.isEmpty()) {
      return new Decision(Reason.NOT_SIGNED_IN);
    }
    boolean isAllowed = !Collections.disjoint(viewer.get().roles(), action.roles());
    return new Decision(isAllowed ? Reason.ROLE_ALLOWS : Reason.NO_ROLE_ALLOWS);
  }

  /** Whether it may be seen or done on a warning. */
  public Decision decide(Viewer viewer, Action action, Routed warning) {
    Decision byRole = decide(Optional.of(viewer), action);
    boolean isFree =
        action == Action.COMMAND ? viewer.is(Role.ADMINISTRATOR) : viewer.seesAllWarnings();
    if (!byRole.isAllowed() || isFree) {
      return byRole;
    }
    if (Collections.disjoint(viewer.departments(), warning.departments())) {
      return new Decision(Reason.OTHER_DEPARTMENT);
    }
    boolean isHere =
        viewer.regions().isEmpty()
            || warning.places().stream().anyMatch(place -> isWithin(viewer, place));
    return new Decision(isHere ? Reason.ROUTED_TO_OFFICER : Reason.OTHER_REGION);
  }

  /** Whether it may be seen or done with what belongs to a user. */
  public Decision decide(Viewer viewer, Action action, String owner) {
    Decision byRole = decide(Optional.of(viewer), action);
    if (!byRole.isAllowed() || viewer.is(Role.ADMINISTRATOR)) {
      return byRole;
    }
    return new Decision(viewer.name().equals(owner) ? Reason.OWN : Reason.NOT_OWN);
  }

  /**
   * Whether it may be told of an interest. What an interest leaves open stands for everything, so
   * whoever does not see every warning must name departments and regions, and only its own.
   */
  public Decision decide(Viewer viewer, Action action, Interest interest) {
    Decision byRole = decide(Optional.of(viewer), action);
    if (!byRole.isAllowed() || viewer.seesAllWarnings()) {
      return byRole;
    }
    boolean isOwnTask =
        !interest.departments().isEmpty()
            && viewer.departments().containsAll(interest.departments());
    if (!isOwnTask) {
      return new Decision(Reason.NOT_OWN_DEPARTMENT);
    }
    boolean isHere =
        viewer.regions().isEmpty()
            || (!interest.regions().isEmpty()
                && interest.regions().stream().allMatch(region -> isWithin(viewer, region)));
    return new Decision(isHere ? Reason.OWN : Reason.NOT_OWN_REGION);
  }

  /** Refuses what is not allowed. */
  public void require(Viewer viewer, Action action) {
    require(decide(Optional.of(viewer), action));
  }

  /** Refuses what was decided not to be allowed. */
  public static void require(Decision decision) {
    if (!decision.isAllowed()) {
      throw new RefusedException(decision);
    }
  }

  /**
   * Whether somebody is shown the small counts of a cell: a single complaint in one banner can tell
   * a firm who complained. Officers are, of the regions they work in, and administrators.
   */
  public boolean seesSmallCounts(Viewer viewer, Stratum cell) {
    if (viewer.is(Role.ADMINISTRATOR)) {
      return true;
    }
    if (!viewer.is(Role.OFFICER)) {
      return false;
    }
    return viewer.regions().isEmpty()
        || PLACES.stream()
            .map(cell::node)
            .anyMatch(node -> !node.isEmpty() && isWithin(viewer, node));
  }

  /** Whether a count of a cell could tell who complained: below league level, or of one firm. */
  public boolean isDelicate(Stratum cell) {
    return cell.stream() == ReportStream.COMPLAINT
        && (!cell.node(Dimension.ENTERPRISE).isEmpty()
            || PLACES.stream().anyMatch(each -> lineage(each, cell.node(each)).size() > 1));
  }

  private boolean isWithin(Viewer viewer, String place) {
    return viewer.regions().contains(place)
        || !Collections.disjoint(viewer.regions(), lineage(Dimension.REGION, place))
        || viewer.regions().stream().anyMatch(this::isRoot);
  }

  private boolean isRoot(String region) {
    return lattice.taxonomy(Dimension.REGION).tree().root().code().equals(region);
  }

  private List<String> lineage(Dimension dimension, String node) {
    Taxonomy taxonomy = lattice.taxonomy(dimension);
    return taxonomy == null || !taxonomy.contains(node) ? List.of() : taxonomy.lineage(node);
  }
}
