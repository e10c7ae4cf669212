package io.zhijing.jobs.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.dashboards.kibana.check.Contents.Chart;
import io.zhijing.dashboards.kibana.kql.Kql;
import io.zhijing.dashboards.kibana.kql.KqlQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A layer of a Lens chart as a search: a bucket aggregation for each bucket column, one within the
 * other, and the numbers innermost. What Lens computes in the browser (formulas) is computed of
 * columns that are asked for here.
 */
final class LensSearch {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long DAY_MILLIS = 86_400_000L;

  private final Chart chart;
  private final long latest;
  private final Map<String, JsonNode> buckets = new LinkedHashMap<>();
  private final Map<String, JsonNode> numbers = new LinkedHashMap<>();

  /**
   * A search.
   *
   * @param latest end of the time range, epoch milliseconds
   */
  LensSearch(Chart chart, long latest) {
    this.chart = chart;
    this.latest = latest;
    chart
        .layer()
        .path("columnOrder")
        .forEach(
            id -> {
              JsonNode column = chart.layer().path("columns").path(id.asText());
              String operation = column.path("operationType").asText();
              if (column.path("isBucketed").asBoolean()) {
                buckets.put(id.asText(), column);
              } else if (!operation.equals("formula") && !operation.equals("math")) {
                numbers.put(id.asText(), column);
              }
            });
  }

  List<String> buckets() {
    return List.copyOf(buckets.keySet());
  }

  List<String> numbers() {
    return List.copyOf(numbers.keySet());
  }

  ObjectNode body() {
    return body(MAPPER.createObjectNode().set("match_all", MAPPER.createObjectNode()));
  }

  /** With a filter as a control of the dashboard sets it. */
  ObjectNode body(JsonNode filter) {
    ObjectNode body = MAPPER.createObjectNode().put("size", 0).put("track_total_hits", true);
    ArrayNode filters = body.putObject("query").putObject("bool").putArray("filter");
    filters.add(KqlQuery.of(Kql.parse(chart.query())));
    filters.add(filter);
    ObjectNode inner = body;
    for (Map.Entry<String, JsonNode> bucket : buckets.entrySet()) {
      ObjectNode aggregation = inner.withObject("/aggs").putObject(bucket.getKey());
      bucket(aggregation, bucket.getValue());
      inner = aggregation;
    }
    if (!numbers.isEmpty()) {
      ObjectNode aggregations = inner.withObject("/aggs");
      numbers.forEach((id, column) -> number(aggregations.putObject(id), column));
    }
    return body;
  }

  private void bucket(ObjectNode aggregation, JsonNode column) {
    String field = column.path("sourceField").asText();
    switch (column.path("operationType").asText()) {
      case "terms" -> terms(aggregation, column, field);
      case "date_histogram" -> {
        String every = column.at("/params/interval").asText();
        ObjectNode histogram = aggregation.putObject("date_histogram").put("field", field);
        // Kibana computes "auto" itself and asks for a plain interval.
        histogram.put("calendar_interval", every.equals("auto") ? "1d" : every);
        histogram.put("min_doc_count", 1);
      }
      case "filters" -> {
        ObjectNode parts = aggregation.putObject("filters").putObject("filters");
        column
            .at("/params/filters")
            .forEach(
                part ->
                    parts.set(
                        part.path("label").asText(),
                        KqlQuery.of(Kql.parse(part.at("/input/query").asText()))));
      }
      default -> throw new IllegalArgumentException("no such bucket: " + column);
    }
  }

  private void terms(ObjectNode aggregation, JsonNode column, String field) {
    ObjectNode terms = aggregation.putObject("terms").put("field", field);
    terms.put("size", column.at("/params/size").asInt());
    ObjectNode order = terms.putObject("order");
    String direction = column.at("/params/orderDirection").asText();
    switch (column.at("/params/orderBy/type").asText()) {
      case "alphabetical" -> order.put("_key", direction);
      case "column" -> {
        JsonNode by = numbers.get(column.at("/params/orderBy/columnId").asText());
        order.put(ordered(aggregation, by), direction);
      }
      default -> order.put(ordered(aggregation, column.at("/params/orderAgg")), direction);
    }
  }

  /** Adds what is ordered by beside the bucket, and says by which path. */
  private String ordered(ObjectNode aggregation, JsonNode by) {
    boolean isDocuments = by.path("operationType").asText().equals("count") && !by.has("filter");
    if (isDocuments) {
      return "_count";
    }
    number(aggregation.withObject("/aggs").putObject("order"), by);
    return by.has("filter") || by.has("reducedTimeRange") ? "order>number" : "order";
  }

  private void number(ObjectNode aggregation, JsonNode column) {
    List<JsonNode> filters = new ArrayList<>();
    if (column.has("filter")) {
      filters.add(KqlQuery.of(Kql.parse(column.at("/filter/query").asText())));
    }
    if (column.has("reducedTimeRange")) {
      ObjectNode range = MAPPER.createObjectNode();
      range
          .putObject("range")
          .putObject(chart.view().time())
          .put("gte", latest - days(column.path("reducedTimeRange").asText()) * DAY_MILLIS)
          .put("format", "epoch_millis");
      filters.add(range);
    }
    if (filters.isEmpty()) {
      plain(aggregation, column);
      return;
    }
    ArrayNode all = aggregation.putObject("filter").putObject("bool").putArray("filter");
    filters.forEach(all::add);
    plain(aggregation.putObject("aggs").putObject("number"), column);
  }

  private static long days(String length) {
    if (!length.endsWith("d")) {
      throw new IllegalArgumentException("no days: " + length);
    }
    return Long.parseLong(length.substring(0, length.length() - 1));
  }

  private void plain(ObjectNode aggregation, JsonNode column) {
    String field = column.path("sourceField").asText();
    switch (column.path("operationType").asText()) {
      case "count" ->
          aggregation
              .putObject("value_count")
              .put("field", field.equals("___records___") ? "_index" : field);
      case "sum", "min", "max" ->
          aggregation.putObject(column.path("operationType").asText()).put("field", field);
      case "average" -> aggregation.putObject("avg").put("field", field);
      case "unique_count" -> aggregation.putObject("cardinality").put("field", field);
      case "median" -> percentile(aggregation, field, 50);
      case "percentile" ->
          percentile(aggregation, field, column.at("/params/percentile").asDouble());
      // The embedded server has no top_metrics; the newest document says the same.
      case "last_value" -> {
        ObjectNode hits = aggregation.putObject("top_hits").put("size", 1);
        hits.putArray("sort").addObject().put(column.at("/params/sortField").asText(), "desc");
        hits.putArray("_source").add(field);
      }
      default -> throw new IllegalArgumentException("no such number: " + column);
    }
  }

  private static void percentile(ObjectNode aggregation, String field, double percent) {
    aggregation.putObject("percentiles").put("field", field).putArray("percents").add(percent);
  }
}
