package io.zhijing.detection.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How strata contain one another, given the tree of each dimension: a stratum is wider than another
 * if on every dimension it fixes either nothing or an ancestor. Owns the expansion of a report into
 * all the strata that count it.
 */
public final class Lattice {
  private final Map<Dimension, Taxonomy> taxonomies;
  private final List<Facet> facets;
  private final Map<String, List<String>> neighbours;

  /** The lattice of the facets over the taxonomies; each dimension of a facet has a taxonomy. */
  public Lattice(Map<Dimension, Taxonomy> taxonomies, List<Facet> facets) {
    this(taxonomies, facets, Map.of());
  }

  /**
   * The same with regions that lie side by side.
   *
   * @param neighbours for a region code the codes of the regions beside it, symmetric
   */
  public Lattice(
      Map<Dimension, Taxonomy> taxonomies,
      List<Facet> facets,
      Map<String, List<String>> neighbours) {
    this.taxonomies = new EnumMap<>(taxonomies);
    this.facets = List.copyOf(facets);
    this.neighbours = Map.copyOf(neighbours);
  }

  /**
   * Every stratum that counts a report: for each facet, each combination of the report's nodes and
   * their ancestors, on leaf dimensions of the nodes alone. A node is counted once however many of
   * the report's nodes lie under it.
   *
   * @param stream the report's stream
   * @param nodes the report's nodes by dimension; a dimension without node is "any" only
   * @return distinct strata, in a stable order
   */
  public Set<Stratum> strata(ReportStream stream, Map<Dimension, List<String>> nodes) {
    return strata(facets, stream, nodes);
  }

  /**
   * Those of {@link #strata} that fix a node on a dimension. The others are those of the same
   * report without its nodes on that dimension.
   */
  public List<Stratum> strataFixing(
      Dimension dimension, ReportStream stream, Map<Dimension, List<String>> nodes) {
    List<Facet> fixing =
        facets.stream().filter(facet -> facet.dimensions().contains(dimension)).toList();
    return strata(fixing, stream, nodes).stream()
        .filter(stratum -> !stratum.node(dimension).isEmpty())
        .toList();
  }

  private Set<Stratum> strata(
      List<Facet> counting, ReportStream stream, Map<Dimension, List<String>> nodes) {
    Set<Stratum> strata = new LinkedHashSet<>();
    for (Facet facet : counting) {
      List<Stratum> partial = List.of(new Stratum(stream, Map.of()));
      for (Dimension dimension : facet.dimensions()) {
        List<String> own = nodes.getOrDefault(dimension, List.of());
        partial =
            facet.leaves().contains(dimension)
                ? atLeaves(partial, dimension, own)
                : extend(partial, dimension, own);
      }
      strata.addAll(partial);
    }
    return strata;
  }

  private List<Stratum> atLeaves(List<Stratum> strata, Dimension dimension, List<String> nodes) {
    List<Stratum> extended = new ArrayList<>();
    for (Stratum stratum : strata) {
      for (String node : nodes) {
        boolean isRoot = taxonomies.get(dimension).lineage(node).isEmpty();
        extended.add(isRoot ? stratum : stratum.with(dimension, node));
      }
    }
    return extended;
  }

  private List<Stratum> extend(List<Stratum> strata, Dimension dimension, List<String> nodes) {
    Set<String> levels = new LinkedHashSet<>();
    nodes.forEach(node -> levels.addAll(taxonomies.get(dimension).lineage(node)));
    List<Stratum> extended = new ArrayList<>(strata);
    for (Stratum stratum : strata) {
      levels.forEach(node -> extended.add(stratum.with(dimension, node)));
    }
    return extended;
  }

  /**
   * Every stratum that contains this one, itself among them, whether a facet counts it or not. What
   * {@link #contains} says of two, for all at once.
   */
  public List<Stratum> containing(Stratum narrow) {
    List<Stratum> containing = List.of(new Stratum(narrow.stream(), Map.of()));
    for (Map.Entry<Dimension, String> fixed : narrow.nodes().entrySet()) {
      Set<String> levels = new LinkedHashSet<>();
      levels.add(fixed.getValue());
      levels.addAll(taxonomies.get(fixed.getKey()).lineage(fixed.getValue()));
      List<Stratum> extended = new ArrayList<>(containing);
      for (Stratum each : containing) {
        levels.forEach(node -> extended.add(each.with(fixed.getKey(), node)));
      }
      containing = extended;
    }
    return containing;
  }

  /** Whether {@code wide} contains {@code narrow}; a stratum contains itself. */
  public boolean contains(Stratum wide, Stratum narrow) {
    if (wide.stream() != narrow.stream()) {
      return false;
    }
    for (Map.Entry<Dimension, String> fixed : wide.nodes().entrySet()) {
      String node = narrow.node(fixed.getKey());
      if (node.isEmpty()
          || !(node.equals(fixed.getValue())
              || taxonomies.get(fixed.getKey()).lineage(node).contains(fixed.getValue()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of the two contains the other. */
  public boolean comparable(Stratum one, Stratum other) {
    return contains(one, other) || contains(other, one);
  }

  /**
   * Steps below the stratum of the whole stream: the sum of the depths of all nodes. The greater,
   * the more specific.
   */
  public int depth(Stratum stratum) {
    int depth = 0;
    for (Map.Entry<Dimension, String> fixed : stratum.nodes().entrySet()) {
      depth += taxonomies.get(fixed.getKey()).lineage(fixed.getValue()).size();
    }
    return depth;
  }

  /**
   * The stratum that lends strength to this one: the same, one level up on the first dimension that
   * is fixed (a banner borrows from its league, a league from the region). A firm borrows from all
   * firms of its place and sector. Empty for the whole stream.
   */
  public Optional<Stratum> lender(Stratum stratum) {
    if (!stratum.node(Dimension.ENTERPRISE).isEmpty()) {
      return Optional.of(stratum.with(Dimension.ENTERPRISE, ""));
    }
    for (Dimension dimension : Dimension.values()) {
      String node = stratum.node(dimension);
      if (!node.isEmpty()) {
        return Optional.of(
            stratum.with(dimension, taxonomies.get(dimension).parent(node).orElse("")));
      }
    }
    return Optional.empty();
  }

  /** The names of a stratum's nodes in one language, joined; "" for the whole stream. */
  public String label(Stratum stratum, Collection<Dimension> dimensions, boolean chinese) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<Dimension, String> fixed : stratum.nodes().entrySet()) {
      if (dimensions.contains(fixed.getKey())) {
        Taxonomy taxonomy = taxonomies.get(fixed.getKey());
        names.add(chinese ? taxonomy.nameZh(fixed.getValue()) : taxonomy.nameEn(fixed.getValue()));
      }
    }
    return String.join(" · ", names);
  }

  /** The codes of the regions beside this one; empty if none are known. */
  public List<String> neighbours(String region) {
    return neighbours.getOrDefault(region, List.of());
  }

  /** Whether a stratum without a region is also counted region by region, side by side. */
  public boolean isCountedByRegion(Stratum stratum) {
    return !neighbours.isEmpty()
        && facets.stream()
            .anyMatch(
                facet ->
                    facet.leaves().isEmpty()
                        && facet.dimensions().contains(Dimension.REGION)
                        && facet.dimensions().containsAll(stratum.nodes().keySet()));
  }

  /** The codes of all regions that have a neighbour, ascending. */
  public List<String> bordering() {
    return neighbours.keySet().stream()
        .filter(region -> !neighbours(region).isEmpty())
        .sorted()
        .toList();
  }

  /** The taxonomy of a dimension. */
  public Taxonomy taxonomy(Dimension dimension) {
    return taxonomies.get(dimension);
  }
}
