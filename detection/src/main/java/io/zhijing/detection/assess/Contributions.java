package io.zhijing.detection.assess;

import io.zhijing.detection.model.Contribution;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Divides the observed count of a warning's window among children: hazards, sub-regions,
 * sub-sectors and firms. It is the count that is divided, not the rise: what is usual is in it.
 * Only where next to nothing was expected does the count stand for the rise, and then it also tells
 * how far the rise goes. Pure.
 */
public final class Contributions {
  private static final int NAMED = 5;
  private static final double NEXT_TO_NOTHING = 0.1;

  /** Fewer failures are nobody's main part. */
  private static final int FIRM_FROM = 3;

  private static final List<Dimension> DIVIDED =
      List.of(Dimension.HAZARD, Dimension.REGION, Dimension.SECTOR, Dimension.ENTERPRISE);

  private final Lattice lattice;
  private final Spread spread;

  /** Contributions to strata of the lattice, scopes under the rules. */
  public Contributions(Lattice lattice, RuleSet.Spread rules) {
    this.lattice = lattice;
    this.spread = new Spread(lattice, rules);
  }

  /**
   * Reports with a failure or a hazard that have everything in common.
   *
   * @param nodes node codes by dimension; a dimension without a node is not stated
   * @param reports how many reports
   * @param failures failed tests, or reports where there is no test
   */
  public record Cell(Map<Dimension, List<String>> nodes, long reports, long failures) {}

  /**
   * The assessment with its contributions, and with the scope that they tell: a firm with at least
   * half of the count has the scope of a firm, and where nothing was expected the places and
   * sectors that contribute are those of the rise.
   *
   * @param cells of the reports in the window of the evidence
   */
  public Assessment explain(Assessment assessment, Collection<Cell> cells) {
    Stratum lead = assessment.evidence().stratum();
    List<Stratum> parts = assessment.evidence().parts();
    boolean byHazard = !lead.node(Dimension.HAZARD).isEmpty();
    long counted = 0;
    Map<Dimension, Map<String, Long>> tables = new TreeMap<>();
    DIVIDED.forEach(dimension -> tables.put(dimension, new TreeMap<>()));
    for (Cell cell : cells) {
      long count = byHazard ? cell.reports() : cell.failures();
      if (count > 0 && parts.stream().anyMatch(part -> isInside(part, cell))) {
        counted += count;
        for (Dimension dimension : DIVIDED) {
          for (String child : children(dimension, lead, cell)) {
            tables.get(dimension).merge(child, count, Long::sum);
          }
        }
      }
    }
    List<Contribution> all = new ArrayList<>();
    tables.forEach((dimension, table) -> all.addAll(named(dimension, lead, table)));
    Reach reach = assessment.reach();
    return scoped(assessment, new Reach(reach.regions(), reach.sectors(), counted, all), tables);
  }

  private Assessment scoped(
      Assessment assessment, Reach reach, Map<Dimension, Map<String, Long>> tables) {
    Finding finding = assessment.evidence().finding();
    Stratum lead = assessment.evidence().stratum();
    Scope scope = assessment.scope();
    Reach told = reach;
    boolean isAllRise =
        reach.counted() > 0 && finding.expected() <= finding.observed() * NEXT_TO_NOTHING;
    if (isOneFirms(finding, tables.get(Dimension.ENTERPRISE))) {
      scope = Scope.ENTERPRISE;
    } else if (isAllRise && scope != Scope.ENTERPRISE) {
      Set<String> regions = with(reach.regions(), tables.get(Dimension.REGION));
      Set<String> sectors = with(reach.sectors(), tables.get(Dimension.SECTOR));
      boolean isBySource = Spread.placesOf(lead) == Dimension.PRODUCER;
      Set<String> places = isBySource ? Set.of(lead.node(Dimension.PRODUCER)) : regions;
      // A source is one place however far its goods went, and signals already saw other sources.
      boolean isTold = isBySource || !assessment.evidence().places().isEmpty();
      scope = isTold ? scope : spread.scope(lead, places, sectors);
      told =
          new Reach(
              spread.lowest(Dimension.REGION, regions),
              spread.lowest(Dimension.SECTOR, sectors),
              reach.counted(),
              reach.contributions());
    }
    return new Assessment(
        assessment.subject(),
        assessment.day(),
        assessment.level(),
        scope,
        assessment.evidence(),
        assessment.explained(),
        told);
  }

  private static boolean isOneFirms(Finding finding, Map<String, Long> firms) {
    return firms.entrySet().stream()
        .filter(firm -> !firm.getKey().equals(Taxonomy.UNKNOWN))
        .mapToLong(Map.Entry::getValue)
        .anyMatch(
            count ->
                count >= FIRM_FROM && MainPart.isMain((double) count, (double) finding.observed()));
  }

  private static Set<String> with(List<String> known, Map<String, Long> table) {
    Set<String> all = new TreeSet<>(known);
    all.addAll(table.keySet());
    all.remove(Taxonomy.UNKNOWN);
    return all;
  }

  private boolean isInside(Stratum lead, Cell cell) {
    for (Map.Entry<Dimension, String> fixed : lead.nodes().entrySet()) {
      boolean isWithin = false;
      for (String node : cell.nodes().getOrDefault(fixed.getKey(), List.of())) {
        isWithin |= isWithin(fixed.getKey(), fixed.getValue(), node);
      }
      if (!isWithin) {
        return false;
      }
    }
    return true;
  }

  private boolean isWithin(Dimension dimension, String wide, String node) {
    return wide.isEmpty() || lattice.taxonomy(dimension).lineage(node).contains(wide);
  }

  /** The children of the stratum's node that a cell belongs to: one level down, hazards in full. */
  private Set<String> children(Dimension dimension, Stratum lead, Cell cell) {
    Set<String> children = new LinkedHashSet<>();
    List<String> nodes = cell.nodes().getOrDefault(dimension, List.of());
    for (String node : nodes.isEmpty() ? List.of(Taxonomy.UNKNOWN) : nodes) {
      if (dimension == Dimension.HAZARD || dimension == Dimension.ENTERPRISE) {
        if (nodes.isEmpty() || isWithin(dimension, lead.node(dimension), node)) {
          children.add(node);
        }
        continue;
      }
      List<String> lineage = lattice.taxonomy(dimension).lineage(node);
      int at = lineage.indexOf(lead.node(dimension));
      int child = Math.max(0, (at < 0 ? lineage.size() : at) - 1);
      children.add(lineage.isEmpty() ? Taxonomy.UNKNOWN : lineage.get(child));
    }
    return children;
  }

  /** The greatest by name, the rest together; nothing where there is nothing to tell apart. */
  private static List<Contribution> named(
      Dimension dimension, Stratum lead, Map<String, Long> table) {
    boolean isTrivial =
        table.size() == 1
            && (table.containsKey(lead.node(dimension)) || table.containsKey(Taxonomy.UNKNOWN));
    if (isTrivial) {
      return List.of();
    }
    List<Contribution> sorted =
        table.entrySet().stream()
            .map(entry -> new Contribution(dimension, entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingLong((Contribution each) -> -each.count())
                    .thenComparing(Contribution::code))
            .toList();
    List<Contribution> named = new ArrayList<>(sorted.subList(0, Math.min(NAMED, sorted.size())));
    long others = sorted.stream().skip(NAMED).mapToLong(Contribution::count).sum();
    if (others > 0) {
      named.add(new Contribution(dimension, "", others));
    }
    return named;
  }
}
