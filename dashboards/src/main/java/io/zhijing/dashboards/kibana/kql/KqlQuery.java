package io.zhijing.dashboards.kibana.kql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A query of Kibana's language as one of Elasticsearch's, in the way in which Kibana does it. */
public final class KqlQuery {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private KqlQuery() {}

  /** The query; each call makes a new one. */
  public static ObjectNode of(Kql query) {
    if (query instanceof Kql.And and) {
      return bool("filter", and.parts());
    }
    if (query instanceof Kql.Or or) {
      ObjectNode either = bool("should", or.parts());
      either.withObject("/bool").put("minimum_should_match", 1);
      return either;
    }
    if (query instanceof Kql.Not not) {
      return bool("must_not", List.of(not.part()));
    }
    if (query instanceof Kql.Range range) {
      ObjectNode node = JSON.objectNode();
      node.putObject("range").putObject(range.field()).put(range.side().code(), range.value());
      return node;
    }
    if (query instanceof Kql.Is is) {
      return is(is);
    }
    ObjectNode all = JSON.objectNode();
    all.putObject("match_all");
    return all;
  }

  private static ObjectNode is(Kql.Is is) {
    ObjectNode node = JSON.objectNode();
    if (is.isAny()) {
      node.putObject("exists").put("field", is.field());
    } else if (is.hasWildcard()) {
      node.putObject("wildcard").putObject(is.field()).put("value", is.value());
    } else {
      node.putObject(is.isQuoted() ? "match_phrase" : "match").put(is.field(), is.value());
    }
    return node;
  }

  private static ObjectNode bool(String kind, List<Kql> parts) {
    ObjectNode node = JSON.objectNode();
    ArrayNode array = node.putObject("bool").putArray(kind);
    parts.forEach(part -> array.add(of(part)));
    return node;
  }
}
