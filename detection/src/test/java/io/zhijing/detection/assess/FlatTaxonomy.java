package io.zhijing.detection.assess;

import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import io.zhijing.detection.model.Tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A taxonomy of one level below its root, for tests. */
final class FlatTaxonomy {
  private FlatTaxonomy() {}

  static Taxonomy of(String root, String... leaves) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(root, root, root, ""));
    nodes.add(new Node("unknown", "unknown", "unknown", root));
    for (String leaf : leaves) {
      nodes.add(new Node(leaf, leaf, leaf, root));
    }
    return Taxonomy.closed(Tree.of(nodes), Map.of());
  }
}
