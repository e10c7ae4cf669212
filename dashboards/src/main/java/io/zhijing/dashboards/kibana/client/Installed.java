package io.zhijing.dashboards.kibana.client;

import java.util.List;

/**
 * What became of it.
 *
 * @param version of Kibana; empty if it did not say
 * @param objects saved objects that are in place now
 * @param made names of rules that were made
 * @param changed names of rules that were there and are now as they should be
 * @param troubles everything that went wrong
 */
public record Installed(
    String version, int objects, List<String> made, List<String> changed, List<Trouble> troubles) {
  /** Copies the lists. */
  public Installed {
    made = List.copyOf(made);
    changed = List.copyOf(changed);
    troubles = List.copyOf(troubles);
  }
}
