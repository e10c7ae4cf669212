package io.zhijing.dashboards.kibana.source;

import io.zhijing.connectors.elasticsearch.DocumentKind;
import java.util.Map;

/**
 * A data view: the documents of one kind.
 *
 * @param id kebab-case
 * @param title what it is called
 * @param kind which documents
 * @param time date that the dashboard's time range holds; empty if it holds none
 * @param formats how fields are shown
 */
public record View(
    String id, Text title, DocumentKind kind, String time, Map<String, FieldFormat> formats) {
  /** Copies the map. */
  public View {
    formats = Map.copyOf(formats);
  }

  /** How a field is shown. */
  public sealed interface FieldFormat {}

  /**
   * A link to a page of the console.
   *
   * @param path with {@code {{value}}} in it
   */
  public record Link(String path) implements FieldFormat {}

  /**
   * Words for codes.
   *
   * @param lookup id of the list of words
   */
  public record Lookup(String lookup) implements FieldFormat {}
}
