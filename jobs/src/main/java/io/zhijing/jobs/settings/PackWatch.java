package io.zhijing.jobs.settings;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.detection.model.Lattice;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The lattice of a pack, by reference: a worker loads the pack once, whatever the number of
 * operators that need it, and nothing large is shipped.
 *
 * @param pack id of a built-in pack, or the path of a pack's folder if it has a separator
 */
public record PackWatch(String pack) implements SerializableSupplier<Lattice> {
  private static final ConcurrentMap<String, Lattice> LOADED = new ConcurrentHashMap<>();

  /**
   * The pack.
   *
   * @throws PackFaults naming every fault
   */
  public Pack load() throws PackFaults {
    return PackLoader.named(pack);
  }

  @Override
  public Lattice get() {
    return LOADED.computeIfAbsent(pack, name -> read());
  }

  private Lattice read() {
    try {
      Pack loaded = load();
      return new Lattice(loaded.taxonomies(), loaded.facets(), loaded.neighbours());
    } catch (PackFaults e) {
      throw new IllegalStateException("the pack was checked before the job started", e);
    }
  }
}
