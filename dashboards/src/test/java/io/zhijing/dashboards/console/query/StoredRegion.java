package io.zhijing.dashboards.console.query;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.detection.model.Lattice;
import java.util.Map;

/** Inner Mongolia without a server: names and rights; counts below 3 are small. */
final class StoredRegion {
  private StoredRegion() {}

  static Stored innerMongolia() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    Lattice lattice = new Lattice(pack.taxonomies(), pack.facets(), pack.neighbours());
    return new Stored(
        null, pack, lattice, new Access(lattice), new Stored.Watching(3, 10, Map.of(), Map.of()));
  }
}
