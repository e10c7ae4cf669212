package io.zhijing.connectors.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * Totals of the stored counts of a span of days, by one dimension or by week. A report is counted
 * in many strata; a total is taken over those that fix no other dimension, so it is counted once.
 */
public final class CountTotals implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> DIMENSIONS =
      List.of("region", "producer", "sector", "hazard", "enterprise");
  private static final int MOST_NODES = 10_000;
  private static final int NOT_FOUND = 404;

  private final RestClient client;
  private final String index;

  /** Totals of what stands under the prefix of the settings. */
  public CountTotals(ElasticsearchSettings settings) {
    this.client = Connections.open(settings);
    this.index = DocumentKind.COUNTS.alias(settings.indexPrefix());
  }

  /**
   * Whose totals.
   *
   * @param stream code of the stream
   * @param from first day
   * @param to last day
   */
  public record Span(String stream, LocalDate from, LocalDate to) {}

  /**
   * A total.
   *
   * @param key code of the node, or first day of the week; empty for the whole stream
   * @param trials tests with a verdict
   * @param observed failures, or counts where there are no tests
   */
  public record Total(String key, long trials, long observed) {}

  /** Of the whole stream. */
  public Total whole(Span span) {
    ObjectNode query = query(span, List.of());
    sums(query.putObject("aggs"));
    JsonNode answer = search(query).path("aggregations");
    return total("", answer);
  }

  /** Of one node of a dimension. */
  public Total of(String dimension, String node, Span span) {
    ObjectNode query = query(span, List.of(dimension));
    only(query, dimension, node);
    sums(query.putObject("aggs"));
    return total(node, search(query).path("aggregations"));
  }

  /** By the nodes of a dimension, all levels of its tree, in order of their codes. */
  public List<Total> by(String dimension, Span span) {
    return nodes(query(span, List.of(dimension)), dimension);
  }

  /** By the nodes of a dimension, all levels of its tree, within one node of another. */
  public List<Total> by(String dimension, String other, String node, Span span) {
    ObjectNode query = query(span, List.of(dimension, other));
    only(query, other, node);
    return nodes(query, dimension);
  }

  private static void only(ObjectNode query, String dimension, String node) {
    query.withArray("/query/bool/filter").addObject().putObject("term").put(dimension, node);
  }

  private List<Total> nodes(ObjectNode query, String dimension) {
    ObjectNode nodes = query.putObject("aggs").putObject("nodes");
    nodes
        .putObject("terms")
        .put("field", dimension)
        .put("size", MOST_NODES)
        .putObject("order")
        .put("_key", "asc");
    sums(nodes.putObject("aggs"));
    return buckets(search(query).at("/aggregations/nodes/buckets"), "key");
  }

  /** By week, Monday first; the first and the last may be cut short by the span. */
  public List<Total> byWeek(Span span) {
    ObjectNode query = query(span, List.of());
    ObjectNode weeks = query.putObject("aggs").putObject("weeks");
    weeks
        .putObject("date_histogram")
        .put("field", "day")
        .put("calendar_interval", "week")
        .put("format", "yyyy-MM-dd");
    sums(weeks.putObject("aggs"));
    return buckets(search(query).at("/aggregations/weeks/buckets"), "key_as_string");
  }

  private static List<Total> buckets(JsonNode buckets, String key) {
    List<Total> totals = new ArrayList<>();
    buckets.forEach(each -> totals.add(total(each.path(key).asText(), each)));
    return totals;
  }

  private static Total total(String key, JsonNode sums) {
    return new Total(
        key,
        Math.round(sums.at("/trials/value").asDouble()),
        Math.round(sums.at("/observed/value").asDouble()));
  }

  private static void sums(ObjectNode aggregations) {
    aggregations.putObject("trials").putObject("sum").put("field", "trials");
    aggregations.putObject("observed").putObject("sum").put("field", "observed");
  }

  private static ObjectNode query(Span span, List<String> dimensions) {
    ObjectNode query = MAPPER.createObjectNode().put("size", 0);
    ObjectNode bool = query.putObject("query").putObject("bool");
    ArrayNode filter = bool.putArray("filter");
    filter.addObject().putObject("term").put("stream", span.stream());
    filter
        .addObject()
        .putObject("range")
        .putObject("day")
        .put("gte", span.from().toString())
        .put("lte", span.to().toString());
    ArrayNode without = bool.putArray("must_not");
    for (String each : DIMENSIONS) {
      ArrayNode list = dimensions.contains(each) ? filter : without;
      list.addObject().putObject("exists").put("field", each);
    }
    return query;
  }

  private JsonNode search(ObjectNode query) {
    Request request = new Request("POST", "/" + index + "/_search");
    request.setJsonEntity(query.toString());
    try {
      return MAPPER.readTree(EntityUtils.toByteArray(client.performRequest(request).getEntity()));
    } catch (ResponseException e) {
      if (e.getResponse().getStatusLine().getStatusCode() == NOT_FOUND) {
        return MAPPER.missingNode();
      }
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
