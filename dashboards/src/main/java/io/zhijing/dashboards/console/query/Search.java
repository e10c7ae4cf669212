package io.zhijing.dashboards.console.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Collection;

/**
 * Builds the body of a search as a tree. Values are values: nothing that a user wrote is read as a
 * query, or put into an address. Uses only what a bare and a full server share.
 */
final class Search {
  private final ObjectNode body = JsonNodeFactory.instance.objectNode();
  private final ObjectNode bool = JsonNodeFactory.instance.objectNode();

  /** Finds everything so far. */
  Search() {
    body.putObject("query").set("bool", bool);
    bool.putArray("filter");
    body.put("size", 0);
  }

  private ObjectNode filter() {
    return bool.withArray("/filter").addObject();
  }

  Search term(String field, String value) {
    filter().putObject("term").put(field, value);
    return this;
  }

  Search term(String field, boolean value) {
    filter().putObject("term").put(field, value);
    return this;
  }

  Search terms(String field, Collection<String> values) {
    ArrayNode array = filter().putObject("terms").putArray(field);
    values.stream().sorted().forEach(array::add);
    return this;
  }

  Search from(String field, String value) {
    filter().putObject("range").putObject(field).put("gte", value);
    return this;
  }

  Search to(String field, String value) {
    filter().putObject("range").putObject(field).put("lte", value);
    return this;
  }

  Search before(String field, String value) {
    filter().putObject("range").putObject(field).put("lt", value);
    return this;
  }

  Search atLeast(String field, long value) {
    filter().putObject("range").putObject(field).put("gte", value);
    return this;
  }

  Search days(String field, LocalDate from, LocalDate to) {
    filter()
        .putObject("range")
        .putObject(field)
        .put("gte", from.toString())
        .put("lte", to.toString());
    return this;
  }

  /** Texts that begin so. */
  Search prefix(String field, String value) {
    filter().putObject("prefix").put(field, value);
    return this;
  }

  /** Keywords that contain the text, whatever its case. */
  Search contains(String field, String text) {
    String escaped = text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    filter()
        .putObject("wildcard")
        .putObject(field)
        .put("value", "*" + escaped + "*")
        .put("case_insensitive", true);
    return this;
  }

  Search exists(String field) {
    filter().putObject("exists").put("field", field);
    return this;
  }

  Search missing(String field) {
    bool.withArray("/must_not").addObject().putObject("exists").put("field", field);
    return this;
  }

  Search not(String field, Collection<String> values) {
    ArrayNode array = bool.withArray("/must_not").addObject().putObject("terms").putArray(field);
    values.stream().sorted().forEach(array::add);
    return this;
  }

  /** What at least one of the others finds. */
  Search any(Search... others) {
    ObjectNode either = filter().putObject("bool").put("minimum_should_match", 1);
    ArrayNode should = either.putArray("should");
    for (Search other : others) {
      should.addObject().set("bool", other.bool);
    }
    return this;
  }

  /** What none of the others finds. */
  Search none(Search... others) {
    for (Search other : others) {
      bool.withArray("/must_not").addObject().set("bool", other.bool);
    }
    return this;
  }

  /** Narrows the hits, not the aggregations. */
  Search afterwards(String field, Collection<String> values) {
    ArrayNode array = body.putObject("post_filter").putObject("terms").putArray(field);
    values.stream().sorted().forEach(array::add);
    return this;
  }

  Search sort(String field, boolean isAscending) {
    body.withArray("/sort")
        .addObject()
        .putObject(field)
        .put("order", isAscending ? "asc" : "desc")
        .put("missing", "_last");
    return this;
  }

  /** The earliest first, and before them those without the field. */
  Search sortFirst(String field) {
    ObjectNode order = body.withArray("/sort").addObject().putObject(field);
    order.put("order", "asc").put("missing", "_first");
    return this;
  }

  Search only(String... fields) {
    ArrayNode array = body.putArray("_source");
    for (String field : fields) {
      array.add(field);
    }
    return this;
  }

  Search size(int size) {
    body.put("size", size);
    return this;
  }

  Search page(Paging paging) {
    return slice(paging.from(), paging.size());
  }

  Search slice(int from, int size) {
    body.put("from", from).put("size", size).put("track_total_hits", true);
    return this;
  }

  Search counted() {
    body.put("track_total_hits", true);
    return this;
  }

  /** One hit for each value of a field, the first in the order of the sort. */
  Search collapse(String field) {
    body.putObject("collapse").put("field", field);
    return this;
  }

  /** An aggregation to be filled in. */
  ObjectNode aggregation(String name) {
    return body.withObject("/aggs").putObject(name);
  }

  /** Buckets by the values of a field, the most frequent first. */
  ObjectNode by(String name, String field, int size) {
    ObjectNode aggregation = aggregation(name);
    aggregation.putObject("terms").put("field", field).put("size", size);
    return aggregation;
  }

  ObjectNode body() {
    return body;
  }
}
