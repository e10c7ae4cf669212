package io.zhijing.detection.scan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Zones of a map: every zone is an earlier zone, or nothing, and one more location. That makes the
 * sum over a zone one addition, however large the zone. Immutable.
 */
public final class Zones implements SetFamily {
  private final int locations;
  private final int[] parents;
  private final int[] added;
  private final int[] sizes;

  private Zones(int locations, int[] parents, int[] added) {
    this.locations = locations;
    this.parents = parents;
    this.added = added;
    this.sizes = new int[added.length];
    for (int zone = 0; zone < added.length; zone++) {
      sizes[zone] = 1 + (parents[zone] == 0 ? 0 : sizes[parents[zone] - 1]);
    }
  }

  /** Collects zones one after the other. */
  static final class Builder {
    private final int locations;
    private final List<Integer> parents = new ArrayList<>();
    private final List<Integer> added = new ArrayList<>();

    Builder(int locations) {
      this.locations = locations;
    }

    /**
     * Adds a zone.
     *
     * @param parentSlot 1 + the number of the zone it grows from, 0 for a single location
     * @param location what is added to it
     * @return the slot of the new zone: 1 + its number
     */
    int add(int parentSlot, int location) {
      parents.add(parentSlot);
      added.add(location);
      return added.size();
    }

    Zones build() {
      return new Zones(
          locations,
          parents.stream().mapToInt(Integer::intValue).toArray(),
          added.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** The same zones without repetitions, each where it first stood. */
  public Zones distinct() {
    return and(new Builder(locations).build());
  }

  /**
   * These zones and those of another family over the same locations, without repetitions.
   *
   * @throws IllegalArgumentException if the families differ in their number of locations
   */
  public Zones and(Zones other) {
    if (locations != other.locations) {
      throw new IllegalArgumentException(locations + " and " + other.locations + " locations");
    }
    Builder builder = new Builder(locations);
    Map<BitSet, Integer> slots = new HashMap<>();
    for (Zones zones : List.of(this, other)) {
      int[] slotOf = new int[zones.size() + 1];
      for (int zone = 0; zone < zones.size(); zone++) {
        int parent = slotOf[zones.parents[zone]];
        int location = zones.added[zone];
        slotOf[zone + 1] =
            slots.computeIfAbsent(zones.set(zone), key -> builder.add(parent, location));
      }
    }
    return builder.build();
  }

  private BitSet set(int zone) {
    BitSet set = new BitSet(locations);
    for (int slot = zone + 1; slot > 0; slot = parents[slot - 1]) {
      set.set(added[slot - 1]);
    }
    return set;
  }

  @Override
  public int locations() {
    return locations;
  }

  @Override
  public int size() {
    return added.length;
  }

  @Override
  public int size(int set) {
    return sizes[set];
  }

  @Override
  public int[] members(int set) {
    int[] members = new int[sizes[set]];
    int slot = set + 1;
    for (int i = members.length - 1; i >= 0; i--) {
      members[i] = added[slot - 1];
      slot = parents[slot - 1];
    }
    return members;
  }

  @Override
  public void sum(long[] each, long[] sums) {
    sums[0] = 0;
    for (int zone = 0; zone < added.length; zone++) {
      sums[zone + 1] = sums[parents[zone]] + each[added[zone]];
    }
  }

  @Override
  public void sum(double[] each, double[] sums) {
    sums[0] = 0;
    for (int zone = 0; zone < added.length; zone++) {
      sums[zone + 1] = sums[parents[zone]] + each[added[zone]];
    }
  }
}
