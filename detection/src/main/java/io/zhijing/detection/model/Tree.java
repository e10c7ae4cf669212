package io.zhijing.detection.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable tree of coded nodes of any depth: regions, sectors, hazards. Exactly one root; every
 * other node names its parent. Built only from nodes without faults; {@link #faults} lists what is
 * wrong with a set of nodes, all at once.
 */
public final class Tree {

  /**
   * One node.
   *
   * @param code unique in its tree
   * @param nameEn English name
   * @param nameZh Chinese name; never blank, equal to the English one when none is known
   * @param parent code of the parent, empty for the root
   */
  public record Node(String code, String nameEn, String nameZh, String parent) {}

  private final Node root;
  private final Map<String, Node> nodes;
  private final Map<String, List<String>> lineages;

  private Tree(Node root, Map<String, Node> nodes) {
    this.root = root;
    this.nodes = nodes;
    this.lineages = new HashMap<>();
    nodes.keySet().forEach(code -> lineages.put(code, List.copyOf(climb(code))));
  }

  /**
   * The tree of the given nodes.
   *
   * @throws IllegalArgumentException naming every fault, if {@link #faults} finds any
   */
  public static Tree of(Collection<Node> nodes) {
    List<String> faults = faults(nodes);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", faults));
    }
    Map<String, Node> byCode = new LinkedHashMap<>();
    Node root = null;
    for (Node node : nodes) {
      byCode.put(node.code(), node);
      if (node.parent().isEmpty()) {
        root = node;
      }
    }
    return new Tree(root, byCode);
  }

  /** Everything that keeps the nodes from being one tree; empty if they are one. */
  public static List<String> faults(Collection<Node> nodes) {
    List<String> faults = new ArrayList<>();
    Map<String, Node> byCode = new LinkedHashMap<>();
    List<String> roots = new ArrayList<>();
    for (Node node : nodes) {
      if (node.code().isBlank()) {
        faults.add("a node has a blank code");
      } else if (byCode.put(node.code(), node) != null) {
        faults.add("code '" + node.code() + "' is given twice");
      }
      if (node.parent().isEmpty()) {
        roots.add(node.code());
      }
    }
    if (roots.size() != 1) {
      faults.add("there must be one root, there are " + roots.size() + ": " + roots);
    }
    for (Node node : byCode.values()) {
      if (!node.parent().isEmpty() && !byCode.containsKey(node.parent())) {
        faults.add("the parent '" + node.parent() + "' of '" + node.code() + "' does not exist");
      } else if (isOnCycle(node, byCode)) {
        faults.add("'" + node.code() + "' is its own ancestor");
      }
    }
    return faults;
  }

  private static boolean isOnCycle(Node start, Map<String, Node> byCode) {
    Node node = start;
    for (int steps = 0; steps <= byCode.size(); steps++) {
      node = byCode.get(node.parent());
      if (node == null) {
        return false;
      }
      if (node.code().equals(start.code())) {
        return true;
      }
    }
    return false;
  }

  /** The one node without a parent. */
  public Node root() {
    return root;
  }

  /** The node with the code, if there is one. */
  public Optional<Node> find(String code) {
    return Optional.ofNullable(nodes.get(code));
  }

  /** Whether a node has the code. */
  public boolean contains(String code) {
    return nodes.containsKey(code);
  }

  /** All nodes, in the order given. */
  public Collection<Node> nodes() {
    return nodes.values();
  }

  /**
   * The codes from a node up to, but without, the root: the most specific first. Empty for the root
   * and for a code that is not in the tree.
   */
  public List<String> lineage(String code) {
    return lineages.getOrDefault(code, List.of());
  }

  private List<String> climb(String code) {
    List<String> lineage = new ArrayList<>();
    Node node = nodes.get(code);
    while (node != null && !node.parent().isEmpty()) {
      lineage.add(node.code());
      node = nodes.get(node.parent());
    }
    return lineage;
  }

  /** Steps from the root: 0 for the root. */
  public int depth(String code) {
    return lineage(code).size();
  }
}
