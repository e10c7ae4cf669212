package io.zhijing.jobs.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/** Asks Elasticsearch what Kibana would. */
final class Asked implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_TERMS = 10_000;

  private final RestClient client;

  Asked(ElasticsearchSettings settings) {
    this.client = Connections.open(settings);
  }

  JsonNode search(String index, JsonNode body) throws IOException {
    Request request = new Request("POST", "/" + index + "/_search");
    request.setJsonEntity(body.toString());
    return MAPPER.readTree(EntityUtils.toByteArray(client.performRequest(request).getEntity()));
  }

  long count(String index, JsonNode query) throws IOException {
    ObjectNode body = MAPPER.createObjectNode().put("size", 0).put("track_total_hits", true);
    body.set("query", query);
    return search(index, body).at("/hits/total/value").asLong();
  }

  /** The values of a field among the documents of a query. */
  List<String> terms(String index, String field, JsonNode query) throws IOException {
    ObjectNode body = MAPPER.createObjectNode().put("size", 0);
    body.set("query", query);
    body.putObject("aggs")
        .putObject("values")
        .putObject("terms")
        .put("field", field)
        .put("size", MOST_TERMS);
    List<String> values = new ArrayList<>();
    search(index, body)
        .at("/aggregations/values/buckets")
        .forEach(
            each ->
                values.add(
                    each.has("key_as_string")
                        ? each.path("key_as_string").asText()
                        : each.path("key").asText()));
    return values;
  }

  /** The latest time of a field, epoch milliseconds. */
  long latest(String index, String field) throws IOException {
    ObjectNode body = MAPPER.createObjectNode().put("size", 0);
    body.putObject("aggs").putObject("latest").putObject("max").put("field", field);
    return Math.round(search(index, body).at("/aggregations/latest/value").asDouble());
  }

  double sum(String index, String field, JsonNode query) throws IOException {
    ObjectNode body = MAPPER.createObjectNode().put("size", 0);
    body.set("query", query);
    body.putObject("aggs").putObject("sum").putObject("sum").put("field", field);
    return search(index, body).at("/aggregations/sum/value").asDouble();
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
