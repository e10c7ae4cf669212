package io.zhijing.detection.subscription;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Taxonomy;
import java.util.Set;

/**
 * The codes that a subscription may name. Some nodes have no taxonomy in some authorities; then
 * there is no such code.
 *
 * @param lattice regions, producers' regions, sectors and hazards
 * @param departments codes of departments
 */
public record Vocabulary(Lattice lattice, Set<String> departments) {

  /** Copies the set. */
  public Vocabulary {
    departments = Set.copyOf(departments);
  }

  boolean isRegion(String code) {
    return has(Dimension.REGION, code) || has(Dimension.PRODUCER, code);
  }

  boolean isSector(String code) {
    return has(Dimension.SECTOR, code);
  }

  boolean isHazard(String code) {
    return has(Dimension.HAZARD, code);
  }

  boolean isDepartment(String code) {
    return departments.contains(code);
  }

  private boolean has(Dimension dimension, String code) {
    Taxonomy taxonomy = lattice.taxonomy(dimension);
    return taxonomy != null && taxonomy.contains(code);
  }
}
