package io.zhijing.connectors.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * Searches documents by their kind. Never writes: it has no request that could. What is asked for
 * goes into bodies that are built as trees, never into addresses. An index that does not exist has
 * no documents. Thread-safe; owns its client.
 */
public final class DocumentSearch implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String LENIENT = "ignore_unavailable=true&allow_no_indices=true";
  private static final int NOT_FOUND = 404;
  private static final int PAGE = 1000;

  private final RestClient client;
  private final String prefix;

  /** Searches what stands under the prefix of the settings. */
  public DocumentSearch(ElasticsearchSettings settings) {
    this.client = Connections.open(settings);
    this.prefix = settings.indexPrefix();
  }

  /** Elasticsearch does not answer, or cannot at present. */
  public static final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AwayException(Throwable cause) {
      super("Elasticsearch cannot answer: " + cause.getMessage(), cause);
    }
  }

  /**
   * The answer to a search; missing if there is no index.
   *
   * @throws AwayException if the server cannot answer now
   */
  public JsonNode search(DocumentKind kind, ObjectNode body) {
    return send("POST", "/" + kind.alias(prefix) + "/_search?" + LENIENT, body)
        .orElseGet(MAPPER::missingNode);
  }

  /** The documents of an answer, in its order. */
  public static List<JsonNode> sources(JsonNode answer) {
    List<JsonNode> sources = new ArrayList<>();
    answer.at("/hits/hits").forEach(hit -> sources.add(hit.path("_source")));
    return sources;
  }

  /** How many documents a search that tracks them found. */
  public static long total(JsonNode answer) {
    return answer.at("/hits/total/value").asLong();
  }

  /**
   * All documents that a search finds, as of one point in time, in its order.
   *
   * @param body query, source filter and sort; a tie breaker is added
   */
  public void scan(DocumentKind kind, ObjectNode body, Consumer<JsonNode> each) {
    Optional<JsonNode> opened =
        send("POST", "/" + kind.alias(prefix) + "/_pit?keep_alive=2m&" + LENIENT, null);
    if (opened.isEmpty()) {
      return;
    }
    String pit = opened.get().path("id").asText();
    try {
      ObjectNode page = body.deepCopy().put("size", PAGE).put("track_total_hits", false);
      page.putObject("pit").put("id", pit).put("keep_alive", "2m");
      page.withArray("/sort").addObject().put("_shard_doc", "asc");
      int found;
      do {
        JsonNode hits = send("POST", "/_search", page).orElseThrow().at("/hits/hits");
        hits.forEach(hit -> each.accept(hit.path("_source")));
        found = hits.size();
        if (found > 0) {
          page.set("search_after", hits.get(found - 1).path("sort"));
        }
      } while (found == PAGE);
    } finally {
      send("DELETE", "/_pit", MAPPER.createObjectNode().put("id", pit));
    }
  }

  /** Whether the cluster answers now, with all primary shards in place. */
  public boolean isReady() {
    try {
      String status = send("GET", "/_cluster/health", null).orElseThrow().path("status").asText();
      return status.equals("yellow") || status.equals("green");
    } catch (AwayException e) {
      return false;
    }
  }

  private Optional<JsonNode> send(String method, String path, ObjectNode body) {
    Request request = new Request(method, path);
    if (body != null) {
      request.setJsonEntity(body.toString());
    }
    try {
      return Optional.of(
          MAPPER.readTree(EntityUtils.toByteArray(client.performRequest(request).getEntity())));
    } catch (ResponseException e) {
      int status = e.getResponse().getStatusLine().getStatusCode();
      if (status == NOT_FOUND) {
        return Optional.empty();
      }
      if (status == 400) {
        throw new IllegalStateException("Elasticsearch refused a search: " + e.getMessage(), e);
      }
      throw new AwayException(e);
    } catch (IOException e) {
      throw new AwayException(e);
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
