package io.zhijing.jobs.documents;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names that tell nodes apart: a name that several nodes of a tree bear is followed by the code. A
 * chart groups by what it shows, so two nodes under one name would be added up.
 */
final class NodeNames {
  private final Lattice lattice;
  private final Map<Dimension, Set<String>> sharedEn = new HashMap<>();
  private final Map<Dimension, Set<String>> sharedZh = new HashMap<>();

  /** As many as there are nodes: every document asks for some. */
  private final Map<Asked, List<String>> namesWithin = new HashMap<>();

  private record Asked(Dimension dimension, String code, boolean isChinese) {
    @Override
    public int hashCode() {
      return 31 * (31 * code.hashCode() + dimension.code().hashCode()) + (isChinese ? 1 : 0);
    }
  }

  NodeNames(Lattice lattice) {
    this.lattice = lattice;
    for (Dimension dimension : Dimension.values()) {
      Taxonomy taxonomy = lattice.taxonomy(dimension);
      if (taxonomy != null) {
        Collection<Tree.Node> nodes = taxonomy.tree().nodes();
        sharedEn.put(dimension, shared(nodes.stream().map(Tree.Node::nameEn).toList()));
        sharedZh.put(dimension, shared(nodes.stream().map(Tree.Node::nameZh).toList()));
      }
    }
  }

  private static Set<String> shared(List<String> names) {
    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        shared.add(name);
      }
    }
    return shared;
  }

  boolean knows(Dimension dimension) {
    return lattice.taxonomy(dimension) != null;
  }

  /** The code of the whole tree. */
  String root(Dimension dimension) {
    return lattice.taxonomy(dimension).tree().root().code();
  }

  String name(Dimension dimension, String code, boolean isChinese) {
    Taxonomy taxonomy = lattice.taxonomy(dimension);
    String name = isChinese ? taxonomy.nameZh(code) : taxonomy.nameEn(code);
    Set<String> shared = (isChinese ? sharedZh : sharedEn).get(dimension);
    return shared.contains(name) ? name + " (" + code + ")" : name;
  }

  /** The codes with all that lie above them, the root last. */
  List<String> within(Dimension dimension, Collection<String> codes) {
    Set<String> within = new LinkedHashSet<>();
    codes.forEach(code -> within.addAll(lattice.taxonomy(dimension).lineage(code)));
    within.add(root(dimension));
    return List.copyOf(within);
  }

  /** The names of {@link #within}. */
  List<String> namesWithin(Dimension dimension, Collection<String> codes, boolean isChinese) {
    return codes.size() > 1
        ? namesOf(dimension, codes, isChinese)
        : namesWithin.computeIfAbsent(
            new Asked(dimension, codes.isEmpty() ? "" : codes.iterator().next(), isChinese),
            asked -> namesOf(dimension, codes, isChinese));
  }

  private List<String> namesOf(Dimension dimension, Collection<String> codes, boolean isChinese) {
    return within(dimension, codes).stream()
        .map(code -> name(dimension, code, isChinese))
        .distinct()
        .toList();
  }

  int level(Dimension dimension, String code) {
    return code.isEmpty() ? 0 : lattice.taxonomy(dimension).lineage(code).size();
  }

  /**
   * What the stratum is called: its stream, and its nodes or the whole region. No two strata are
   * called alike, so that it can stand for the key where people choose.
   */
  String label(Stratum stratum, boolean isChinese) {
    List<String> names = new ArrayList<>(List.of(stream(stratum.stream(), isChinese)));
    if (stratum.nodes().isEmpty()) {
      names.add(name(Dimension.REGION, root(Dimension.REGION), isChinese));
    }
    stratum
        .nodes()
        .forEach(
            (dimension, code) -> {
              String name = name(dimension, code, isChinese);
              boolean isOrigin = dimension == Dimension.PRODUCER;
              names.add(isOrigin ? (isChinese ? "产自" : "from ") + name : name);
            });
    return String.join(" · ", names);
  }

  private static String stream(ReportStream stream, boolean isChinese) {
    return switch (stream) {
      case INSPECTION -> isChinese ? "抽检" : "Inspections";
      case COMPLAINT -> isChinese ? "投诉" : "Complaints";
      case ECOMMERCE -> isChinese ? "网抽" : "Online checks";
      case NOTIFICATION -> isChinese ? "通报" : "Notifications";
    };
  }
}
