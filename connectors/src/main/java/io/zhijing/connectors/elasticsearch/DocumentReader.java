package io.zhijing.connectors.elasticsearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * Reads documents for the command line and for tests. Never writes; owns its client. An index that
 * does not exist has no documents; whether it exists is a question of its own, {@link #exists}.
 */
public final class DocumentReader implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PAGE = 1000;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;
  private static final Duration SHARDS_START = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 200;

  private final RestClient client;

  /** Opens its own client. */
  public DocumentReader(ElasticsearchSettings settings) {
    this.client = Connections.open(settings);
  }

  /**
   * All documents of an index, an alias or a pattern, by id, each as the very bytes that were
   * written, seen from one point in time.
   *
   * @throws IllegalStateException if two indices hold the same id
   */
  public Map<String, byte[]> sources(String index) {
    return sources(index, Map.of());
  }

  /** As {@link #sources(String)}, of those documents that carry all the given terms. */
  public Map<String, byte[]> sources(String index, Map<String, String> terms) {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    Optional<byte[]> opened = send("POST", "/" + index + "/_pit?keep_alive=2m", null);
    if (opened.isEmpty()) {
      return documents;
    }
    String pit = parse(opened.get()).path("id").asText();
    try {
      JsonNode after = MAPPER.missingNode();
      boolean more = true;
      while (more) {
        byte[] body =
            send("POST", "/_search", page(pit, after, terms))
                .orElseThrow(() -> new IllegalStateException("the point in time has gone"));
        SearchHits hits = SearchHits.parse(body);
        for (SearchHits.Hit hit : hits.hits()) {
          if (documents.put(hit.id(), hit.source()) != null) {
            throw new IllegalStateException("two indices of " + index + " hold " + hit.id());
          }
        }
        more = hits.hits().size() == PAGE;
        after = hits.after();
      }
    } finally {
      ObjectNode close = MAPPER.createObjectNode().put("id", pit);
      send("DELETE", "/_pit", close);
    }
    return documents;
  }

  /** The source of one document as it was written, even before a refresh. */
  public Optional<byte[]> source(String index, String id) {
    String escaped = java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8);
    return send("GET", "/" + index + "/_source/" + escaped.replace("+", "%20"), null);
  }

  /** How many documents a search sees. */
  public long count(String index) {
    return send("GET", "/" + index + "/_count", null)
        .map(body -> parse(body).path("count").asLong())
        .orElse(0L);
  }

  /** The sum of a whole-number field over the documents that carry all the given terms. */
  public long sum(String index, String field, Map<String, String> terms) {
    ObjectNode query = MAPPER.createObjectNode().put("size", 0);
    filter(query, terms);
    query.putObject("aggs").putObject("total").putObject("sum").put("field", field);
    return send("POST", "/" + index + "/_search", query)
        .map(body -> Math.round(parse(body).at("/aggregations/total/value").asDouble()))
        .orElse(0L);
  }

  /** Whether an index or alias of this name exists. */
  public boolean exists(String index) {
    return send("GET", "/" + index + "/_alias", null).isPresent();
  }

  /** Makes all that was written visible to searches. */
  public void refresh(String... indices) {
    send("POST", "/" + String.join(",", indices) + "/_refresh?ignore_unavailable=true", null);
  }

  /**
   * Waits until the cluster answers and can be written to.
   *
   * @return false if that did not happen in time
   */
  public boolean waitUntilReady(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      if (ready()) {
        return true;
      }
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  /** Whether the cluster answers now, with all primary shards in place. */
  public boolean ready() {
    try {
      Response response = client.performRequest(new Request("GET", "/_cluster/health"));
      String status =
          MAPPER.readTree(EntityUtils.toByteArray(response.getEntity())).path("status").asText();
      return status.equals("yellow") || status.equals("green");
    } catch (IOException e) {
      return false; // not yet listening, or answering with an error: either way not ready
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

  private static ObjectNode page(String pit, JsonNode after, Map<String, String> terms) {
    ObjectNode search = MAPPER.createObjectNode();
    search.put("size", PAGE).put("track_total_hits", false);
    filter(search, terms);
    search.putObject("pit").put("id", pit).put("keep_alive", "2m");
    search.putArray("sort").addObject().put("_shard_doc", "asc");
    if (!after.isMissingNode()) {
      search.set("search_after", after);
    }
    return search;
  }

  private static void filter(ObjectNode search, Map<String, String> terms) {
    var filters = search.putObject("query").putObject("bool").putArray("filter");
    terms.forEach((name, value) -> filters.addObject().putObject("term").put(name, value));
  }

  /**
   * A request to an index that was just made may find its shards not yet started: a little later.
   */
  private Optional<byte[]> send(String method, String path, ObjectNode body) {
    long deadline = System.nanoTime() + SHARDS_START.toNanos();
    while (true) {
      try {
        return sendOnce(method, path, body);
      } catch (NotStartedException e) {
        if (System.nanoTime() - deadline >= 0) {
          throw new UncheckedIOException(e.response);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Elasticsearch started a shard", e);
    }
  }

  private static final class NotStartedException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient ResponseException response;

    NotStartedException(ResponseException response) {
      super(response);
      this.response = response;
    }
  }

  private Optional<byte[]> sendOnce(String method, String path, ObjectNode body)
      throws NotStartedException {
    Request request = new Request(method, path);
    if (body != null) {
      request.setJsonEntity(body.toString());
    }
    try {
      return Optional.of(EntityUtils.toByteArray(client.performRequest(request).getEntity()));
    } catch (ResponseException e) {
      int status = e.getResponse().getStatusLine().getStatusCode();
      if (status == NOT_FOUND) {
        return Optional.empty();
      }
      if (status == UNAVAILABLE) {
        throw new NotStartedException(e);
      }
      throw new UncheckedIOException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("not JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
