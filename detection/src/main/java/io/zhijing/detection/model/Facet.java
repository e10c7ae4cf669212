package io.zhijing.detection.model;

import java.util.List;
import java.util.Set;

/**
 * A set of dimensions counted together. Reports are counted for each combination of nodes at every
 * level of each dimension's tree; a root stands for "any" and is left out of the stratum. On a leaf
 * dimension they are counted at their own nodes only, neither at ancestors nor at "any": what is
 * too numerous to be counted at every level adds one stratum to a report and not a dozen.
 *
 * @param id kebab-case name of the facet
 * @param dimensions distinct dimensions, at least one, in the order of {@link Dimension}
 * @param leaves those of {@code dimensions} that are leaf dimensions; a report without a node on
 *     one of them is not counted by the facet
 */
public record Facet(String id, List<Dimension> dimensions, Set<Dimension> leaves) {
  /** Copies the collections. */
  public Facet {
    dimensions = List.copyOf(dimensions);
    leaves = Set.copyOf(leaves);
  }

  /** A facet that counts at every level of every dimension. */
  public Facet(String id, List<Dimension> dimensions) {
    this(id, dimensions, Set.of());
  }
}
