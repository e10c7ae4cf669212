package io.zhijing.connectors.elasticsearch.sink;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Writes documents without a job, for a command that is the one writer of a kind. Each document has
 * an outcome; an older version of what stands there already is no failure.
 */
public final class DirectWriter implements AutoCloseable {
  private static final int BATCH = 200;
  private static final int PATIENCE_SECONDS = 120;
  private static final int CONFLICT = 409;

  private final BulkClient client;

  /** A writer with connections of its own. */
  public DirectWriter(ElasticsearchSettings settings) {
    this.client = new BulkClient(settings);
  }

  /**
   * A document that was not taken.
   *
   * @param id its id
   * @param reason the server's word for it
   */
  public record Refusal(String id, String reason) {}

  /**
   * Writes all of them.
   *
   * @return those that were not taken
   * @throws IOException if the server did not answer, or refused a request as a whole
   */
  public List<Refusal> write(List<Document> documents) throws IOException, InterruptedException {
    List<Refusal> refused = new ArrayList<>();
    for (int from = 0; from < documents.size(); from += BATCH) {
      List<Document> batch = documents.subList(from, Math.min(from + BATCH, documents.size()));
      List<BulkFormat.Item> items = send(batch);
      for (int i = 0; i < batch.size(); i++) {
        int status = items.get(i).status();
        if (status >= 300 && status != CONFLICT) {
          refused.add(new Refusal(batch.get(i).id(), status + " " + items.get(i).errorType()));
        }
      }
    }
    return refused;
  }

  private List<BulkFormat.Item> send(List<Document> batch)
      throws IOException, InterruptedException {
    try {
      return client.send(batch).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer in " + PATIENCE_SECONDS + " seconds", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
