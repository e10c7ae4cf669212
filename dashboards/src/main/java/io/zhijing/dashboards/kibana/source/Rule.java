package io.zhijing.dashboards.kibana.source;

import io.zhijing.connectors.elasticsearch.DocumentKind;

/**
 * An alerting rule: when to say something.
 *
 * @param id kebab-case
 * @param title what it is called
 * @param documents which documents it counts
 * @param limit how many are too many, or too few
 * @param message what it says
 */
public record Rule(String id, Text title, Documents documents, Limit limit, Text message) {

  /**
   * Which documents.
   *
   * @param kind their kind
   * @param time date that the window holds
   * @param where query, may be blank
   * @param window how far back, such as {@code 72h}
   */
  public record Documents(DocumentKind kind, String time, String where, String window) {}

  /**
   * When it speaks.
   *
   * @param comparator {@code >}, {@code >=}, {@code <} or {@code <=}
   * @param count how many
   * @param every how often it looks, such as {@code 1m}
   * @param saysEach whether it speaks at every new match; else once as long as it lasts
   */
  public record Limit(String comparator, int count, String every, boolean saysEach) {}
}
