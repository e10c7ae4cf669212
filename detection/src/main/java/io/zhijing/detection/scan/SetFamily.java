package io.zhijing.detection.scan;

/**
 * The sets of locations a scan tries. Built once for a map or a tree and used for every scan of it.
 *
 * <p>Sets are numbered from 0. Sums over sets are kept one slot higher, so that slot 0 is the empty
 * set and the sum of every other slot is one addition away from an earlier one.
 */
public sealed interface SetFamily permits Zones, Subtrees {

  /** Number of locations of the map, or nodes of the tree. */
  int locations();

  /** Number of sets. */
  int size();

  /** Number of locations in a set. */
  int size(int set);

  /** The locations of a set. The order is that in which the set grew, the seed first. */
  int[] members(int set);

  /**
   * Adds up counts. A long may hold several counts side by side, as long as no sum overflows.
   *
   * @param each one count for each location
   * @param sums receives the sum of set {@code s} at {@code s + 1}; length {@link #size()} + 1
   */
  void sum(long[] each, long[] sums);

  /** Adds up weights; shapes as for counts. */
  void sum(double[] each, double[] sums);
}
