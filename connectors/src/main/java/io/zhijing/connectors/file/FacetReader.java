package io.zhijing.connectors.file;

import io.zhijing.connectors.file.PackFaults.Kind;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Facet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the facets of a pack. A list of dimensions is counted at every level of each; {@code
 * levels} and {@code leaf} tell apart those that are and those that are counted at a report's own
 * nodes only:
 *
 * <pre>
 * facets:
 *   region-sector: [region, sector]
 *   enterprise: {leaf: [region, sector, enterprise]}
 * </pre>
 */
final class FacetReader {
  private static final String LEVELS = "levels";
  private static final String LEAF = "leaf";

  private final Set<Dimension> known;
  private final FaultLog log;

  /** A reader that knows the dimensions which have a taxonomy. */
  FacetReader(Set<Dimension> known, FaultLog log) {
    this.known = known;
    this.log = log;
  }

  List<Facet> read(Settings pack) {
    Settings settings = pack.at("facets");
    List<Facet> facets = new ArrayList<>();
    for (String id : settings.keys()) {
      Set<Dimension> levels = EnumSet.noneOf(Dimension.class);
      Set<Dimension> leaves = EnumSet.noneOf(Dimension.class);
      if (settings.isSection(id)) {
        Settings facet = settings.at(id);
        facet.allow(Set.of(LEVELS, LEAF));
        addAll(facet.list(LEVELS), id, levels);
        addAll(facet.list(LEAF), id, leaves);
        if (leaves.isEmpty()) {
          settings.fault("the facet '" + id + "' names no leaf: give a list of dimensions instead");
        }
      } else {
        addAll(settings.list(id), id, levels);
      }
      List<Dimension> all = new ArrayList<>(levels);
      for (Dimension leaf : leaves) {
        if (levels.contains(leaf)) {
          settings.fault("the facet '" + id + "' names '" + leaf.code() + "' twice");
        } else {
          all.add(leaf);
        }
      }
      all.sort(Comparator.naturalOrder());
      facets.add(new Facet(id, all, leaves));
    }
    if (facets.isEmpty()) {
      settings.fault("a pack needs at least one facet");
    }
    return List.copyOf(facets);
  }

  private void addAll(List<String> codes, String id, Set<Dimension> dimensions) {
    for (String code : codes) {
      Optional<Dimension> dimension = PackLoader.dimension(code);
      if (dimension.isEmpty() || !known.contains(dimension.get())) {
        String text = "the facet '" + id + "' names '" + code + "', which has no taxonomy";
        log.add(PackLoader.PACK, 0, Kind.UNKNOWN_DIMENSION, text);
      } else if (!dimensions.add(dimension.get())) {
        String text = "the facet '" + id + "' names '" + code + "' twice";
        log.add(PackLoader.PACK, 0, Kind.BAD_SETTING, text);
      }
    }
  }
}
