package io.zhijing.dashboards.console.query;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Stratum;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** Strata with their names. */
final class StratumViews {
  private static final EnumSet<Dimension> ALL = EnumSet.allOf(Dimension.class);

  private StratumViews() {}

  static StratumView of(Stored stored, Stratum stratum) {
    Map<String, Named> nodes = new LinkedHashMap<>();
    stratum
        .nodes()
        .forEach((dimension, node) -> nodes.put(dimension.code(), stored.named(dimension, node)));
    return new StratumView(
        stratum.key(),
        stratum.stream(),
        nodes,
        stored.lattice().label(stratum, ALL, false),
        stored.lattice().label(stratum, ALL, true));
  }
}
