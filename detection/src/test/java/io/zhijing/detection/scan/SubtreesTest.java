package io.zhijing.detection.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.detection.model.Tree;
import io.zhijing.detection.scan.ScanOutcome.Cluster;
import io.zhijing.detection.scan.ScanOutcome.Found;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubtreesTest {
  /** A root, four groups 1-4, each with five leaves; the leaves of a group follow one another. */
  private static final int[] PARENTS = new int[25];

  static {
    PARENTS[0] = -1;
    for (int i = 5; i < PARENTS.length; i++) {
      PARENTS[i] = 1 + (i - 5) / 5;
    }
  }

  private static final Subtrees TREE = Subtrees.of(PARENTS);

  private static Found scan(int[] cases) {
    double[] expected = new double[PARENTS.length];
    for (int i = 5; i < expected.length; i++) {
      expected[i] = 1;
    }
    ScanData data = new ScanData.Poisson(new int[][] {cases}, new double[][] {expected});
    return (Found) Scan.run(data, TREE, ScanSettings.even(1, 999, 3));
  }

  private static int[] cases(int each) {
    int[] cases = new int[PARENTS.length];
    for (int i = 5; i < cases.length; i++) {
      cases[i] = each;
    }
    return cases;
  }

  @Test
  void aRiseOfOneLeafIsNamedByTheLeaf() {
    int[] cases = cases(5);
    cases[12] = 25;
    Cluster cluster = scan(cases).mostLikely().orElseThrow();
    assertThat(cluster.set()).isEqualTo(12);
    assertThat(cluster.pValue()).isEqualTo(0.001);
  }

  @Test
  void aRiseOfAWholeGroupIsNamedByTheGroup() {
    int[] cases = cases(5);
    for (int i = 10; i < 15; i++) {
      cases[i] = 12;
    }
    Found found = scan(cases);
    Cluster cluster = found.mostLikely().orElseThrow();
    assertThat(cluster.set()).isEqualTo(2);
    assertThat(cluster.locations()).containsExactlyInAnyOrder(2, 10, 11, 12, 13, 14);
    assertThat(cluster.observed()).isEqualTo(60);
    assertThat(found.clusters().stream().skip(1))
        .as("what lies below is explained")
        .noneMatch(each -> each.set() >= 10 && each.set() < 15);
  }

  @Test
  void ofCutsWithTheSameCasesTheMostSpecificIsNamed() {
    // A chain: the root, its one child, and that one's; beside it a leaf.
    Subtrees chain = Subtrees.of(new int[] {-1, 0, 1, 0});
    ScanData data =
        new ScanData.Poisson(new int[][] {{0, 0, 30, 5}}, new double[][] {{0, 0, 1, 1}});
    Found found = (Found) Scan.run(data, chain, ScanSettings.even(1, 99, 1));
    assertThat(found.mostLikely().orElseThrow().set()).isEqualTo(2);
  }

  @Test
  void aTreeIsScannedOverPeriodsToo() {
    int[][] cases = {cases(5), cases(5), cases(5), cases(5)};
    cases[2][7] = 12;
    cases[3][7] = 14;
    Found found =
        (Found) Scan.run(new ScanData.Permutation(cases), TREE, ScanSettings.even(3, 199, 1));
    assertThat(found.mostLikely().orElseThrow().set()).isEqualTo(7);
    assertThat(found.mostLikely().orElseThrow().duration()).isEqualTo(2);
  }

  @Test
  void aCodedTreeKeepsTheOrderOfItsNodes() {
    List<Tree.Node> nodes = new ArrayList<>();
    nodes.add(new Tree.Node("leaf", "leaf", "leaf", "group"));
    nodes.add(new Tree.Node("group", "group", "group", "all"));
    nodes.add(new Tree.Node("all", "all", "all", ""));
    Subtrees subtrees = Subtrees.of(Tree.of(nodes));
    long[] sums = new long[4];
    subtrees.sum(new long[] {5, 2, 1}, sums);
    assertThat(sums).containsExactly(0, 5, 7, 8);
    assertThat(subtrees.members(1)).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void whatIsNoTreeIsRefused() {
    assertThatThrownBy(() -> Subtrees.of(new int[] {-1, 2, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ancestor");
    assertThatThrownBy(() -> Subtrees.of(new int[] {-1, 7}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
