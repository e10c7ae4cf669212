package io.zhijing.jobs.bench.throughput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.sink.BulkSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.RestClient;

/**
 * The documents of a job, taken out of Elasticsearch and sent to new indices of the same templates
 * by bulk requests alone, of the sink's size and as many at once.
 */
final class RawBulk {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST_DOCUMENTS = 200_000;
  private static final int PAGE = 5_000;
  private static final double NANOS = 1e9;

  /** More than the job's sink sends at once: here nobody waits for anything else. */
  private static final int BATCH = 2000;

  private static final BulkSettings SIZES = BulkSettings.DEFAULTS;

  private final ElasticsearchSettings settings;
  private final LongSupplier nanos;

  RawBulk(ElasticsearchSettings settings, LongSupplier nanos) {
    this.settings = settings;
    this.nanos = nanos;
  }

  /** A measurement. */
  record Took(double seconds, long documents) {}

  private record Batch(byte[] body, int documents) {}

  static List<String> indices(RestClient client, String prefix) throws IOException {
    Request request = new Request("GET", "/_cat/indices/" + prefix + "-*");
    request.addParameter("format", "json");
    request.addParameter("h", "index");
    List<String> names = new ArrayList<>();
    JsonNode answer = MAPPER.readTree(client.performRequest(request).getEntity().getContent());
    answer.forEach(each -> names.add(each.path("index").asText()));
    return names;
  }

  Took send() throws IOException, InterruptedException, ExecutionException {
    try (RestClient client = Connections.open(settings)) {
      List<String> indices = indices(client, settings.indexPrefix());
      indices.removeIf(index -> index.endsWith("-raw"));
      for (String old : indices(client, settings.indexPrefix())) {
        if (old.endsWith("-raw")) {
          client.performRequest(new Request("DELETE", "/" + old));
        }
      }
      List<Batch> batches = new ArrayList<>();
      for (String index : indices) {
        read(client, index, batches);
      }
      return send(client, batches);
    }
  }

  private static void read(RestClient client, String index, List<Batch> batches)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int held = 0;
    String after = "";
    int taken = 0;
    while (taken < MOST_DOCUMENTS) {
      Request request = new Request("POST", "/" + index + "/_search");
      request.setJsonEntity("{\"size\":" + PAGE + ",\"sort\":[\"_doc\"]" + after + "}");
      JsonNode hits =
          MAPPER.readTree(client.performRequest(request).getEntity().getContent()).at("/hits/hits");
      for (JsonNode hit : hits) {
        body.writeBytes(
            ("{\"index\":{\"_index\":\""
                    + index
                    + "-raw\",\"_id\":"
                    + MAPPER.writeValueAsString(hit.path("_id").asText())
                    + "}}\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(MAPPER.writeValueAsBytes(hit.path("_source")));
        body.write('\n');
        held++;
        if (held == BATCH || body.size() >= SIZES.batchBytes()) {
          batches.add(new Batch(body.toByteArray(), held));
          body.reset();
          held = 0;
        }
        after = ",\"search_after\":" + hit.path("sort");
      }
      taken += hits.size();
      if (hits.size() < PAGE) {
        break;
      }
    }
    if (held > 0) {
      batches.add(new Batch(body.toByteArray(), held));
    }
  }

  private Took send(RestClient client, List<Batch> batches)
      throws InterruptedException, ExecutionException {
    ExecutorService senders = Executors.newFixedThreadPool(SIZES.inFlight());
    try {
      AtomicInteger next = new AtomicInteger();
      long begin = nanos.getAsLong();
      List<Future<Long>> sent = new ArrayList<>();
      for (int i = 0; i < SIZES.inFlight(); i++) {
        Callable<Long> sender = () -> sendFrom(client, batches, next);
        sent.add(senders.submit(sender));
      }
      long documents = 0;
      for (Future<Long> each : sent) {
        documents += each.get();
      }
      return new Took((nanos.getAsLong() - begin) / NANOS, documents);
    } finally {
      senders.shutdownNow();
    }
  }

  private static long sendFrom(RestClient client, List<Batch> batches, AtomicInteger next)
      throws IOException {
    long documents = 0;
    for (int i = next.getAndIncrement(); i < batches.size(); i = next.getAndIncrement()) {
      Request request = new Request("POST", "/_bulk");
      request.addParameter("filter_path", "errors");
      request.setEntity(
          new ByteArrayEntity(batches.get(i).body(), ContentType.create("application/x-ndjson")));
      Response answer = client.performRequest(request);
      if (MAPPER.readTree(answer.getEntity().getContent()).path("errors").asBoolean()) {
        throw new IOException("Elasticsearch refused documents that it had taken before");
      }
      documents += batches.get(i).documents();
    }
    return documents;
  }
}
