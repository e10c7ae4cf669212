package io.zhijing.detection.assess;

import io.zhijing.detection.assess.Decision.Reason;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.rules.RuleSet;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far a rise spreads: which regions and sectors rise together with it on the same day, also
 * those that would be below the lowest level alone. Two rises belong together if one lies inside
 * the other, if they have the hazard in common, or if they are the same but for the place or but
 * for the sector. What a narrower signal explains does not rise by itself and is not counted.
 *
 * <p>Leagues are the regions below the root. Sectors are told apart at the second level below the
 * root, the divisions (大类) of GB/T 4754. Where goods come from one place of production, places are
 * places of production. Pure.
 */
public final class Spread {
  private static final int DIVISION = 2;

  private final Lattice lattice;
  private final RuleSet.Spread rules;

  /** Scopes over the lattice under the rules. */
  public Spread(Lattice lattice, RuleSet.Spread rules) {
    this.lattice = lattice;
    this.rules = rules;
  }

  /**
   * What was found.
   *
   * @param scope in the plan's words
   * @param reach regions and sectors; no contributions
   */
  public record Found(Scope scope, Reach reach) {}

  /**
   * How far the leading signal's rise goes.
   *
   * @param lead the signal
   * @param day decisions on all signals of the day and stream, the lead's among them
   */
  public Found of(Signal lead, Collection<Decision> day) {
    Set<String> regions = new TreeSet<>();
    Set<String> sectors = new TreeSet<>();
    Map<String, Double> places = new TreeMap<>();
    Dimension placed = placesOf(lead.stratum());
    boolean isFirm = !lead.stratum().node(Dimension.ENTERPRISE).isEmpty();
    for (Decision decision : day) {
      Signal signal = decision.signal();
      Stratum stratum = signal.stratum();
      isFirm |= isMainFirm(signal, lead);
      if (stratum.equals(lead.stratum()) || (!isFirm && isTogether(lead.stratum(), decision))) {
        add(stratum, Dimension.SECTOR, sectors);
        for (Stratum part : signal.parts()) {
          add(part, Dimension.REGION, regions);
          String place = part.node(placed);
          if (!place.isEmpty() && !place.equals(Taxonomy.UNKNOWN)) {
            places.merge(place, signal.finding().excess(), Math::max);
          }
        }
      }
    }
    Reach reach =
        new Reach(
            lowest(Dimension.REGION, regions), lowest(Dimension.SECTOR, sectors), 0, List.of());
    return new Found(isFirm ? Scope.ENTERPRISE : scope(lead, places, sectors), reach);
  }

  /** Regions side by side are one region however many borders run through it. */
  private Scope scope(Signal lead, Map<String, Double> places, Set<String> sectors) {
    Scope scope = scope(lead.stratum(), bearing(lead, places), sectors);
    List<String> lowest = lowest(placesOf(lead.stratum()), places.keySet());
    return scope == Scope.SECTORAL
            && lead.kind() == Signal.Kind.CLUSTER
            && isTouching(Dimension.REGION, lowest)
        ? Scope.REGIONAL
        : scope;
  }

  /**
   * The scope of a rise that stands out in the given places and sectors.
   *
   * @param lead the stratum that leads
   * @param places codes on the dimension of places, of any level
   * @param sectors sector codes, of any level
   */
  public Scope scope(Stratum lead, Set<String> places, Set<String> sectors) {
    Taxonomy sectorTree = lattice.taxonomy(Dimension.SECTOR);
    Set<String> divisions =
        lowest(Dimension.SECTOR, sectors).stream()
            .map(sector -> ancestor(sectorTree, sector, DIVISION))
            .collect(Collectors.toSet());
    if (divisions.size() >= rules.minSectors()) {
      return Scope.SYSTEMIC;
    }
    Dimension placed = placesOf(lead);
    boolean isOneSector =
        divisions.size() == 1
            || (divisions.size() > 1
                && divisions.stream().allMatch(each -> isWithin(Dimension.SECTOR, lead, each)));
    List<String> lowest = lowest(placed, places);
    if (leagues(placed, lowest).size() >= rules.minLeagues()) {
      return isOneSector ? Scope.SECTORAL : Scope.SYSTEMIC;
    }
    if (!lead.node(placed).isEmpty()) {
      return Scope.REGIONAL;
    }
    boolean isOfSector = isOneSector || !lead.node(Dimension.SECTOR).isEmpty();
    if (lowest.isEmpty()) {
      return isOfSector ? Scope.SECTORAL : Scope.SYSTEMIC;
    }
    return isOfSector && !isConnected(placed, lowest) ? Scope.SECTORAL : Scope.REGIONAL;
  }

  /**
   * The places, if there are many or they make up the rise; none if they are a small part of it.
   */
  private Set<String> bearing(Signal lead, Map<String, Double> places) {
    Dimension placed = placesOf(lead.stratum());
    List<String> lowest = lowest(placed, places.keySet());
    double excess = lowest.stream().mapToDouble(places::get).sum();
    boolean isMain = MainPart.isMain(excess, lead.finding().excess());
    boolean isMany = leagues(placed, lowest).size() >= rules.minLeagues();
    return isMain || isMany ? places.keySet() : Set.of();
  }

  /** The dimension whose nodes are the places of a rise. */
  static Dimension placesOf(Stratum lead) {
    boolean isBySource =
        lead.node(Dimension.REGION).isEmpty() && !lead.node(Dimension.PRODUCER).isEmpty();
    return isBySource ? Dimension.PRODUCER : Dimension.REGION;
  }

  private boolean isMainFirm(Signal signal, Signal lead) {
    return !signal.stratum().node(Dimension.ENTERPRISE).isEmpty()
        && MainPart.isMain(signal, lead)
        && lattice.contains(lead.stratum(), signal.stratum());
  }

  private boolean isTogether(Stratum lead, Decision decision) {
    Stratum other = decision.signal().stratum();
    if (decision.reason() == Reason.EXPLAINED_BY_CHILD) {
      return false;
    }
    if (!lead.node(Dimension.HAZARD).isEmpty()) {
      return isComparable(Dimension.HAZARD, lead, other);
    }
    if (decision.reason() == Reason.EXPLAINED_ELSEWHERE) {
      return false;
    }
    return lattice.contains(lead, other)
        || isBeside(lead, other, placesOf(lead))
        || isBeside(lead, other, Dimension.SECTOR);
  }

  /**
   * Whether two strata are of the same kind, the firm aside, and differ on one dimension only. No
   * set is made: this is asked of each pair of a lead and a signal.
   */
  private boolean isBeside(Stratum lead, Stratum other, Dimension varied) {
    if (lead.node(varied).isEmpty()) {
      return false;
    }
    for (Dimension dimension : Dimension.values()) {
      String node = lead.node(dimension);
      if (dimension != Dimension.ENTERPRISE
          && (node.isEmpty() != other.node(dimension).isEmpty()
              || (dimension != varied
                  && !node.isEmpty()
                  && !isComparable(dimension, lead, other)))) {
        return false;
      }
    }
    return true;
  }

  private boolean isComparable(Dimension dimension, Stratum one, Stratum other) {
    return !one.node(dimension).isEmpty()
        && !other.node(dimension).isEmpty()
        && (isWithin(dimension, one, other.node(dimension))
            || isWithin(dimension, other, one.node(dimension)));
  }

  private boolean isWithin(Dimension dimension, Stratum wide, String node) {
    return lattice.taxonomy(dimension).lineage(node).contains(wide.node(dimension));
  }

  private static void add(Stratum stratum, Dimension dimension, Set<String> nodes) {
    String node = stratum.node(dimension);
    if (!node.isEmpty() && !node.equals(Taxonomy.UNKNOWN)) {
      nodes.add(node);
    }
  }

  /** The nodes that have no other one below them, ascending. */
  List<String> lowest(Dimension dimension, Set<String> nodes) {
    Set<String> above = new TreeSet<>();
    for (String node : nodes) {
      List<String> lineage = lattice.taxonomy(dimension).lineage(node);
      above.addAll(lineage.subList(Math.min(1, lineage.size()), lineage.size()));
    }
    return nodes.stream().filter(node -> !above.contains(node)).sorted().toList();
  }

  private Set<String> leagues(Dimension placed, List<String> places) {
    Taxonomy tree = lattice.taxonomy(placed);
    return places.stream().map(place -> ancestor(tree, place, 1)).collect(Collectors.toSet());
  }

  /** The node at most so many levels below the root that a node lies in. */
  private static String ancestor(Taxonomy tree, String node, int levels) {
    List<String> lineage = tree.lineage(node);
    return lineage.isEmpty() ? node : lineage.get(Math.max(0, lineage.size() - levels));
  }

  /** Whether the places are of one league, or each can be reached from each over neighbours. */
  private boolean isConnected(Dimension placed, List<String> places) {
    return leagues(placed, places).size() < 2 || isTouching(placed, places);
  }

  private boolean isTouching(Dimension placed, List<String> places) {
    Set<String> reached = new TreeSet<>(Set.of(places.get(0)));
    Deque<String> ahead = new ArrayDeque<>(reached);
    while (!ahead.isEmpty()) {
      String from = ahead.remove();
      for (String place : places) {
        if (isNextTo(placed, from, place) && reached.add(place)) {
          ahead.add(place);
        }
      }
    }
    return reached.size() == places.size();
  }

  /** Neighbours, of one league, or with ancestors that are neighbours where levels differ. */
  private boolean isNextTo(Dimension placed, String one, String other) {
    Taxonomy tree = lattice.taxonomy(placed);
    List<String> lineage = tree.lineage(one);
    List<String> others = tree.lineage(other);
    if (lineage.size() == others.size()) {
      return lattice.neighbours(one).contains(other)
          || ancestor(tree, one, 1).equals(ancestor(tree, other, 1));
    }
    return lattice.neighbours(ancestor(tree, one, 1)).contains(ancestor(tree, other, 1));
  }
}
