package io.zhijing.dashboards.kibana.source;

import java.util.List;

/**
 * A dashboard.
 *
 * @param id kebab-case
 * @param title what it is called
 * @param about which question it answers
 * @param controls ids of controls
 * @param panels what stands on it
 */
public record Dashboard(
    String id, Text title, Text about, List<String> controls, List<Panel> panels) {
  /** Copies the lists. */
  public Dashboard {
    controls = List.copyOf(controls);
    panels = List.copyOf(panels);
  }
}
