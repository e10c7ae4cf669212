package io.zhijing.dashboards.kibana.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Alerting rules, and the connector that they speak through. Both are made by their own APIs, not
 * by import, which would leave them switched off.
 *
 * @param connector where they speak
 * @param rules when
 */
public record AlertRules(Connector connector, List<AlertRule> rules) {
  /** Copies the list. */
  public AlertRules {
    rules = List.copyOf(rules);
  }

  /**
   * A connector to Kibana's own log, which needs no licence.
   *
   * @param id fixed
   * @param name what it is called
   */
  public record Connector(String id, String name) {}

  /**
   * A rule.
   *
   * @param id fixed
   * @param body what it is, but for what never changes once it is there
   */
  public record AlertRule(String id, ObjectNode body) {
    /** What it is called. */
    public String name() {
      return body.path("name").asText();
    }

    /** What makes it. */
    public ObjectNode created() {
      return body.deepCopy()
          .put("rule_type_id", ".es-query")
          .put("consumer", "stackAlerts")
          .put("enabled", true);
    }
  }
}
