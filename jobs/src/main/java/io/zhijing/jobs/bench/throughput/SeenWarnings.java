package io.zhijing.jobs.bench.throughput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.RestClient;

/**
 * Looks again and again which warnings can be found, as a page does, and notes when each was seen
 * first.
 */
final class SeenWarnings implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST = 10_000;
  private static final int PAUSE_MILLIS = 25;
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(15);

  /** Revisions this much older than the newest are not looked for again: looking costs too. */
  private static final Duration SETTLED = Duration.ofDays(2);

  private final RestClient client;
  private final String warnings;
  private final String counts;
  private final LongSupplier nanos;
  private final ExecutorService looker = Executors.newSingleThreadExecutor();
  private final Future<Map<String, Seen>> watching;
  private volatile long endAfterQuietSince = Long.MAX_VALUE;

  /** A revision of a warning: the tick that it is of, and when it was first seen. */
  private record Seen(long tick, long at) {}

  private SeenWarnings(ElasticsearchSettings settings, LongSupplier nanos) {
    this.client = Connections.open(settings);
    this.warnings = DocumentKind.WARNINGS.alias(settings.indexPrefix());
    this.counts = DocumentKind.COUNTS.alias(settings.indexPrefix());
    this.nanos = nanos;
    this.watching = looker.submit(this::look);
  }

  static SeenWarnings watch(ElasticsearchSettings settings, LongSupplier nanos) {
    return new SeenWarnings(settings, nanos);
  }

  /**
   * Waits until the last tick has been judged and nothing new is seen any more.
   *
   * @param decisive when the record was sent that let a tick pass, by tick
   * @throws IOException if the job does not get there, or Elasticsearch does not answer
   */
  Latencies latencies(Map<Long, Long> decisive)
      throws IOException, InterruptedException, ExecutionException {
    awaitCounts(Collections.max(decisive.keySet()));
    endAfterQuietSince = nanos.getAsLong();
    List<Double> seconds = new ArrayList<>();
    for (Seen seen : watching.get().values()) {
      Long sent = decisive.get(seen.tick());
      if (sent != null) {
        seconds.add((seen.at() - sent) / (double) TimeUnit.SECONDS.toNanos(1));
      }
    }
    return new Latencies(seconds.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private Map<String, Seen> look() throws IOException, InterruptedException {
    Map<String, Seen> all = new HashMap<>();
    long last = nanos.getAsLong();
    long newest = 0;
    while (nanos.getAsLong() - Math.max(last, endAfterQuietSince) < QUIET_NANOS
        || endAfterQuietSince == Long.MAX_VALUE) {
      for (JsonNode hit : hits(warnings, newest - SETTLED.toMillis(), MOST)) {
        JsonNode source = hit.path("_source");
        String revision = hit.path("_id").asText() + "@" + source.path("revision").asLong();
        if (!all.containsKey(revision)) {
          last = nanos.getAsLong();
          long tick = Instant.parse(source.path("as_of").asText()).toEpochMilli();
          all.put(revision, new Seen(tick, last));
          newest = Math.max(newest, tick);
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return all;
  }

  /** A job that fell behind raises warnings later, which must not be missed. */
  private void awaitCounts(long tick) throws IOException, InterruptedException {
    long begin = nanos.getAsLong();
    while (hits(counts, tick, 1).isEmpty()) {
      if (nanos.getAsLong() - begin > PATIENCE_NANOS) {
        throw new IOException(
            "the job has not come to " + Instant.ofEpochMilli(tick) + " in a quarter of an hour");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private JsonNode hits(String index, long since, int most) throws IOException {
    Request search = new Request("GET", "/" + index + "/_search");
    search.addParameter("ignore_unavailable", "true");
    search.addParameter("size", String.valueOf(most));
    search.addParameter("_source", "revision,as_of");
    ObjectNode query = MAPPER.createObjectNode();
    query
        .putObject("query")
        .putObject("range")
        .putObject("as_of")
        .put("gte", since)
        .put("format", "epoch_millis");
    search.setJsonEntity(query.toString());
    Response answer = client.performRequest(search);
    return MAPPER.readTree(answer.getEntity().getContent()).at("/hits/hits");
  }

  @Override
  public void close() throws IOException {
    looker.shutdownNow();
    client.close();
  }
}
