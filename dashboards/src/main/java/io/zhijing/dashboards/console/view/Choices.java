package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.Named;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What can be chosen in forms, in the order of the trees. */
public final class Choices {
  private Choices() {}

  /**
   * One thing to choose.
   *
   * @param code what is sent
   * @param name what is read
   * @param depth how far below the root it stands
   * @param chosen whether it is
   */
  public record Choice(String code, String name, int depth, boolean chosen) {
    /** The name, moved in as deep as it stands. */
    public String indented() {
      return "\u3000".repeat(Math.max(0, depth - 1)) + name;
    }
  }

  /**
   * Nodes of a tree, parents before children.
   *
   * @param deepest how far below the root; what is chosen stands there however deep it is
   */
  static List<Choice> of(
      Lattice lattice, Dimension dimension, Wording words, int deepest, Collection<String> chosen) {
    Taxonomy taxonomy = lattice.taxonomy(dimension);
    if (taxonomy == null) {
      return List.of();
    }
    Tree tree = taxonomy.tree();
    Map<String, List<Tree.Node>> children = new HashMap<>();
    tree.nodes()
        .forEach(
            node -> children.computeIfAbsent(node.parent(), parent -> new ArrayList<>()).add(node));
    List<Choice> choices = new ArrayList<>();
    add(new Walk(children, words, deepest, chosen, choices), tree.root().code(), 1);
    return choices;
  }

  private record Walk(
      Map<String, List<Tree.Node>> children,
      Wording words,
      int deepest,
      Collection<String> chosen,
      List<Choice> choices) {}

  private static void add(Walk walk, String parent, int depth) {
    walk.children().getOrDefault(parent, List.of()).stream()
        .sorted(Comparator.comparing(Tree.Node::code))
        .forEach(
            node -> {
              boolean isChosen = walk.chosen().contains(node.code());
              if (depth <= walk.deepest() || isChosen) {
                String name = walk.words().either(node.nameEn(), node.nameZh());
                walk.choices().add(new Choice(node.code(), name, depth, isChosen));
              }
              add(walk, node.code(), depth + 1);
            });
  }

  /** Things with names. */
  static List<Choice> of(Collection<Named> named, Wording words, Collection<String> chosen) {
    return named.stream()
        .map(each -> new Choice(each.code(), words.name(each), 1, chosen.contains(each.code())))
        .toList();
  }

  /** Codes of a list of words. */
  static List<Choice> of(
      String list, List<String> codes, Wording words, Collection<String> chosen) {
    return codes.stream()
        .map(code -> new Choice(code, words.code(list, code), 1, chosen.contains(code)))
        .toList();
  }
}
