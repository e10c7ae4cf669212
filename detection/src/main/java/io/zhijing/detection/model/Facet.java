package io.zhijing.detection.model;

import java.util.List;

/**
 * A set of dimensions counted together. Reports are counted for each combination of nodes at every
 * level of each dimension's tree; a root stands for "any" and is left out of the stratum.
 *
 * @param id kebab-case name of the facet
 * @param dimensions one to four distinct dimensions, in the order of {@link Dimension}
 */
public record Facet(String id, List<Dimension> dimensions) {}
