package io.zhijing.detection.scan;

import io.zhijing.detection.model.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cuts of the tree-based scan (Kulldorff, Fang and Walsh, 2003, Biometrics 59:323): for every
 * node the node with all below it. A location is a node; each may have counts of its own. Of cuts
 * that explain a rise equally well the one with the fewest nodes, the most specific, leads.
 */
public final class Subtrees implements SetFamily {
  private final int[] parents;
  private final int[] upwards;
  private final int[] sizes;

  private Subtrees(int[] parents) {
    this.parents = parents;
    this.upwards = upwards(parents);
    this.sizes = new int[parents.length];
    for (int node : upwards) {
      sizes[node]++;
      if (parents[node] >= 0) {
        sizes[parents[node]] += sizes[node];
      }
    }
  }

  /**
   * The cuts of a tree, or of several.
   *
   * @param parents for each node the index of its parent, -1 for a root
   * @throws IllegalArgumentException if a parent does not exist or a node is its own ancestor
   */
  public static Subtrees of(int[] parents) {
    return new Subtrees(parents.clone());
  }

  /** The cuts of a coded tree; node i is the i-th of {@link Tree#nodes()}. */
  public static Subtrees of(Tree tree) {
    List<Tree.Node> nodes = new ArrayList<>(tree.nodes());
    Map<String, Integer> index = new HashMap<>();
    nodes.forEach(node -> index.put(node.code(), index.size()));
    return of(nodes.stream().mapToInt(node -> index.getOrDefault(node.parent(), -1)).toArray());
  }

  /** Every node after all below it. */
  private static int[] upwards(int[] parents) {
    int[] open = new int[parents.length];
    for (int parent : parents) {
      if (parent >= parents.length || parent < -1) {
        throw new IllegalArgumentException("there is no node " + parent);
      }
      if (parent >= 0) {
        open[parent]++;
      }
    }
    int[] order = new int[parents.length];
    int filled = 0;
    for (int node = 0; node < parents.length; node++) {
      int next = node;
      while (next >= 0 && open[next] == 0) {
        open[next] = -1;
        order[filled++] = next;
        next = parents[next];
        if (next >= 0) {
          open[next]--;
        }
      }
    }
    if (filled < order.length) {
      throw new IllegalArgumentException("a node is its own ancestor");
    }
    return order;
  }

  @Override
  public int locations() {
    return parents.length;
  }

  @Override
  public int size() {
    return parents.length;
  }

  @Override
  public int size(int set) {
    return sizes[set];
  }

  @Override
  public int[] members(int set) {
    boolean[] inside = new boolean[parents.length];
    int[] members = new int[sizes[set]];
    int filled = 0;
    for (int i = upwards.length - 1; i >= 0; i--) {
      int node = upwards[i];
      inside[node] = node == set || (parents[node] >= 0 && inside[parents[node]]);
      if (inside[node]) {
        members[filled++] = node;
      }
    }
    return members;
  }

  @Override
  public void sum(long[] each, long[] sums) {
    sums[0] = 0;
    System.arraycopy(each, 0, sums, 1, each.length);
    for (int node : upwards) {
      if (parents[node] >= 0) {
        sums[parents[node] + 1] += sums[node + 1];
      }
    }
  }

  @Override
  public void sum(double[] each, double[] sums) {
    sums[0] = 0;
    System.arraycopy(each, 0, sums, 1, each.length);
    for (int node : upwards) {
      if (parents[node] >= 0) {
        sums[parents[node] + 1] += sums[node + 1];
      }
    }
  }
}
