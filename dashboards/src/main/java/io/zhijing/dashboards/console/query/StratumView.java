package io.zhijing.dashboards.console.query;

import io.zhijing.detection.model.ReportStream;
import java.util.Map;

/**
 * A stratum with its names.
 *
 * @param key its stable text form
 * @param stream which reports
 * @param nodes node by dimension
 * @param labelEn in English, empty for the whole stream
 * @param labelZh in Chinese
 */
public record StratumView(
    String key, ReportStream stream, Map<String, Named> nodes, String labelEn, String labelZh) {
  /** Copies the map. */
  public StratumView {
    nodes = Map.copyOf(nodes);
  }
}
