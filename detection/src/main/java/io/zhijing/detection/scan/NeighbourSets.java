package io.zhijing.detection.scan;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Connected sets of neighbours: the flexibly shaped scan (Tango and Takahashi, 2005, International
 * Journal of Health Geographics 4:11), kept to a size that can be searched whole.
 *
 * <p>Every connected set of up to {@code anyShape} locations is a zone. Larger sets, up to {@code
 * compact} locations, are zones only if they hang together closely: with s locations at least 2s -
 * 4 shared borders inside, which is one less than a row of triangles has. A long thin chain of six
 * is no zone; a centre with five of its neighbours is. Each set stands once, smaller sets first.
 *
 * @param neighbours for each location those beside it, symmetric
 * @param anyShape largest set of any connected shape, at least 1
 * @param compact largest set, at least {@code anyShape}
 */
public record NeighbourSets(int[][] neighbours, int anyShape, int compact) {

  /**
   * Checks the graph.
   *
   * @throws IllegalArgumentException if a neighbour does not exist or does not name the location in
   *     turn, or the sizes do not fit
   */
  public NeighbourSets {
    if (anyShape < 1 || compact < anyShape) {
      throw new IllegalArgumentException("any shape to " + anyShape + ", compact to " + compact);
    }
    for (int i = 0; i < neighbours.length; i++) {
      for (int other : neighbours[i]) {
        int self = i;
        if (other < 0
            || other >= neighbours.length
            || other == i
            || Arrays.stream(neighbours[other]).noneMatch(back -> back == self)) {
          throw new IllegalArgumentException(i + " names " + other + " as its neighbour");
        }
      }
    }
  }

  /** The sets of four of any shape, and of up to six if compact: some 85 sets a location. */
  public static NeighbourSets usual(int[][] neighbours) {
    return new NeighbourSets(neighbours, 4, 6);
  }

  /** The zones. */
  public Zones zones() {
    Zones.Builder builder = new Zones.Builder(neighbours.length);
    Map<BitSet, Integer> last = new LinkedHashMap<>();
    for (int location = 0; location < neighbours.length; location++) {
      BitSet set = new BitSet(neighbours.length);
      set.set(location);
      last.put(set, builder.add(0, location));
    }
    for (int size = 2; size <= compact; size++) {
      last = grown(last, size, builder);
    }
    return builder.build();
  }

  private Map<BitSet, Integer> grown(Map<BitSet, Integer> sets, int size, Zones.Builder builder) {
    Map<BitSet, Integer> grown = new LinkedHashMap<>();
    Set<BitSet> refused = new HashSet<>();
    sets.forEach(
        (set, slot) -> {
          BitSet around = around(set);
          for (int add = around.nextSetBit(0); add >= 0; add = around.nextSetBit(add + 1)) {
            BitSet larger = (BitSet) set.clone();
            larger.set(add);
            if (grown.containsKey(larger) || refused.contains(larger)) {
              continue;
            }
            if (size <= anyShape || borders(larger) >= 2 * size - 4) {
              grown.put(larger, builder.add(slot, add));
            } else {
              refused.add(larger);
            }
          }
        });
    return grown;
  }

  private BitSet around(BitSet set) {
    BitSet around = new BitSet(neighbours.length);
    set.stream().forEach(location -> Arrays.stream(neighbours[location]).forEach(around::set));
    around.andNot(set);
    return around;
  }

  private int borders(BitSet set) {
    return set.stream()
            .map(location -> (int) Arrays.stream(neighbours[location]).filter(set::get).count())
            .sum()
        / 2;
  }
}
