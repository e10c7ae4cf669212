package io.zhijing.dashboards.console.view;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Strata that may stand beside one; which of them are counted, the stored counts say. */
final class NearStrata {
  private final Lattice lattice;

  NearStrata(Lattice lattice) {
    this.lattice = lattice;
  }

  /** One step up along each dimension, and the whole without the dimension. */
  Set<Stratum> wider(Stratum stratum) {
    Set<Stratum> wider = new LinkedHashSet<>();
    stratum
        .nodes()
        .forEach(
            (dimension, node) -> {
              Taxonomy taxonomy = lattice.taxonomy(dimension);
              taxonomy
                  .parent(node)
                  .filter(parent -> !parent.equals(taxonomy.tree().root().code()))
                  .ifPresent(parent -> wider.add(stratum.with(dimension, parent)));
              wider.add(without(stratum, dimension));
            });
    return wider;
  }

  /** One step down along each dimension, also along those that it does not name. */
  Set<Stratum> narrower(Stratum stratum) {
    Set<Stratum> narrower = new LinkedHashSet<>();
    for (Dimension dimension : Dimension.values()) {
      Taxonomy taxonomy = lattice.taxonomy(dimension);
      if (taxonomy != null) {
        String own = stratum.node(dimension);
        String parent = own.isEmpty() ? taxonomy.tree().root().code() : own;
        children(taxonomy.tree(), parent)
            .forEach(child -> narrower.add(stratum.with(dimension, child)));
      }
    }
    return narrower;
  }

  /** Other children of the parent along each dimension. */
  Set<Stratum> siblings(Stratum stratum) {
    Set<Stratum> siblings = new LinkedHashSet<>();
    stratum
        .nodes()
        .forEach(
            (dimension, node) -> {
              Taxonomy taxonomy = lattice.taxonomy(dimension);
              String parent = taxonomy.parent(node).orElse(taxonomy.tree().root().code());
              children(taxonomy.tree(), parent)
                  .forEach(child -> siblings.add(stratum.with(dimension, child)));
            });
    siblings.remove(stratum);
    return siblings;
  }

  private static List<String> children(Tree tree, String parent) {
    List<String> children = new ArrayList<>();
    for (Tree.Node node : tree.nodes()) {
      if (node.parent().equals(parent)) {
        children.add(node.code());
      }
    }
    return children;
  }

  private static Stratum without(Stratum stratum, Dimension dimension) {
    Map<Dimension, String> nodes = new EnumMap<>(Dimension.class);
    nodes.putAll(stratum.nodes());
    nodes.remove(dimension);
    return new Stratum(stratum.stream(), nodes);
  }
}
