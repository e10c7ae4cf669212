package io.zhijing.jobs.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * A warning that a stored one came in the place of: the same a month before, under an id of its
 * own. It is stored until it is closed.
 */
final class Predecessor implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int DAYS = 30;

  private final RestClient client;
  private final String place;
  private final String id;

  private Predecessor(RestClient client, String place, String id) {
    this.client = client;
    this.place = place;
    this.id = id;
  }

  /** Of a warning by its id, as it stands in addresses. */
  static Predecessor of(String warning, ElasticsearchSettings settings) throws IOException {
    RestClient client = Connections.open(settings);
    Request search =
        new Request("GET", "/" + DocumentKind.WARNINGS.alias(settings.indexPrefix()) + "/_search");
    search.addParameter("size", "1000");
    JsonNode hits =
        MAPPER.readTree(client.performRequest(search).getEntity().getContent()).at("/hits/hits");
    for (JsonNode hit : hits) {
      ObjectNode source = (ObjectNode) hit.path("_source");
      if (Stored.encoded(source.path("warning_id").asText()).equals(warning)) {
        String id = source.path("warning_id").asText() + " before";
        source.put("warning_id", id);
        source.put(
            "raised_on",
            LocalDate.parse(source.path("raised_on").asText()).minusDays(DAYS).toString());
        source.put(
            "raised_at",
            Instant.parse(source.path("raised_at").asText())
                .minus(DAYS, ChronoUnit.DAYS)
                .toString());
        Predecessor stored =
            new Predecessor(client, "/" + hit.path("_index").asText() + "/_doc/predecessor", id);
        stored.request("PUT", source.toString());
        return stored;
      }
    }
    client.close();
    throw new IllegalArgumentException("no such warning: " + warning);
  }

  /** Its id, as it stands in addresses. */
  String id() {
    return Stored.encoded(id);
  }

  private void request(String method, String body) throws IOException {
    Request request = new Request(method, place);
    request.addParameter("refresh", "true");
    if (!body.isEmpty()) {
      request.setJsonEntity(body);
    }
    client.performRequest(request);
  }

  @Override
  public void close() throws IOException {
    request("DELETE", "");
    client.close();
  }
}
