package io.zhijing.jobs.aggregate;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.Judge;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the counts of a stratum go: to the family that judges it, which is that of the stratum
 * beside which it is judged, and to its own, as the one beside which others are judged. Nothing is
 * judged beside a firm, nor beside a hazard's failures of tests. Places are remembered, as many as
 * fit, but for firms, of which there are too many. Not thread-safe.
 */
final class Families {
  private static final String OF_FIRM = Dimension.ENTERPRISE.code() + "=";
  private static final int MOST_REMEMBERED = 50_000;

  private final Lattice lattice;
  private final Map<String, Place> remembered = new HashMap<>();

  /** Families of a lattice. */
  Families(Lattice lattice) {
    this.lattice = lattice;
  }

  /**
   * A stratum's place.
   *
   * @param family that judges it
   * @param isParent whether others are judged beside it, in a family with its key
   */
  record Place(String family, boolean isParent) {
    /** Whether the stratum that has this place is that of a whole stream: nothing is beside it. */
    boolean isWholeStream(String stratum) {
      return family.equals(stratum);
    }
  }

  /** The place of the stratum of a key. */
  Place of(String key) {
    if (key.contains(OF_FIRM)) {
      return place(key);
    }
    Place known = remembered.get(key);
    if (known == null) {
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      known = place(key);
      remembered.put(key, known);
    }
    return known;
  }

  private Place place(String key) {
    Stratum stratum = Stratum.parse(key);
    boolean isHazardOfTests = stratum.stream().hasTrials() && !Judge.hasTrials(stratum);
    return new Place(
        Judge.beside(stratum, lattice).map(Stratum::key).orElse(key),
        !isHazardOfTests && stratum.node(Dimension.ENTERPRISE).isEmpty());
  }
}
