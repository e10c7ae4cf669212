package io.zhijing.dashboards.kibana.objects;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The fields of a kind of document, as the index template says that the sink installs. */
public final class IndexFields {
  private static final Set<String> NUMBERS = Set.of("integer", "long", "double");

  /** Templates come with the program and never change while it runs. */
  private static final Map<DocumentKind, IndexFields> KNOWN = new ConcurrentHashMap<>();

  private final JsonNode properties;

  private IndexFields(DocumentKind kind) {
    this.properties = Templates.template(kind, "any").at("/template/mappings/properties");
  }

  /** The fields of a kind. */
  public static IndexFields of(DocumentKind kind) {
    return KNOWN.computeIfAbsent(kind, IndexFields::new);
  }

  /** Their names. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The type of a field; empty if there is none of the name, or it is kept without an index. */
  public Optional<String> type(String field) {
    JsonNode found = properties.path(field);
    boolean isIndexed = !found.isMissingNode() && found.path("enabled").asBoolean(true);
    return isIndexed ? Optional.of(found.path("type").asText()) : Optional.empty();
  }

  /** Whether there is a field of the name, indexed or not. */
  public boolean has(String field) {
    return properties.has(field);
  }

  /** Whether it can be added up. */
  public boolean isNumber(String field) {
    return type(field).filter(NUMBERS::contains).isPresent();
  }

  /** Whether it is a day or a time. */
  public boolean isDate(String field) {
    return type(field).filter("date"::equals).isPresent();
  }

  /** Whether documents can be grouped by it: a text is searched, not grouped by. */
  public boolean isGroupable(String field) {
    return type(field).filter(type -> !type.equals("text") && !type.startsWith("geo")).isPresent();
  }
}
