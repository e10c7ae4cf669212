package io.zhijing.connectors.elasticsearch.sink;

import io.zhijing.connectors.elasticsearch.Connections;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/**
 * Sends batches. Answers with one item per document, or fails if the server as a whole did not take
 * the request. A request refused for its content is halved until the one document at fault is
 * found, so that it cannot hold up its neighbours.
 */
final class BulkClient implements AutoCloseable {

  private static final ContentType NDJSON = ContentType.create("application/x-ndjson");

  private final ElasticsearchSettings settings;
  private RestClient client;

  BulkClient(ElasticsearchSettings settings) {
    this.settings = settings;
    this.client = Connections.open(settings);
  }

  CompletableFuture<List<BulkFormat.Item>> send(List<Document> documents) {
    CompletableFuture<List<BulkFormat.Item>> answer = new CompletableFuture<>();
    Request request = new Request("POST", BulkFormat.PATH);
    request.setEntity(new NByteArrayEntity(BulkFormat.request(documents), NDJSON));
    running().performRequestAsync(request, new Listener(documents, answer));
    return answer.exceptionallyCompose(failure -> halve(documents, failure));
  }

  @Override
  public synchronized void close() throws IOException {
    client.close();
  }

  /** A client whose reactor died of an error refuses everything for ever after. */
  private synchronized RestClient running() {
    if (!client.isRunning()) {
      client = Connections.open(settings);
    }
    return client;
  }

  private CompletableFuture<List<BulkFormat.Item>> halve(
      List<Document> documents, Throwable failure) {
    if (!(failure instanceof Refused refused)) {
      return CompletableFuture.failedFuture(failure);
    }
    if (documents.size() == 1) {
      return CompletableFuture.completedFuture(
          List.of(new BulkFormat.Item(refused.status, refused.errorType)));
    }
    int middle = documents.size() / 2;
    return send(documents.subList(0, middle))
        .thenCompose(
            first ->
                send(documents.subList(middle, documents.size()))
                    .thenApply(
                        second -> {
                          List<BulkFormat.Item> both = new ArrayList<>(first);
                          both.addAll(second);
                          return both;
                        }));
  }

  /** The request as a whole was refused for what it says. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String errorType;

    Refused(int status, String errorType) {
      super("refused with " + status + " " + errorType);
      this.status = status;
      this.errorType = errorType;
    }
  }

  private record Listener(List<Document> documents, CompletableFuture<List<BulkFormat.Item>> answer)
      implements ResponseListener {

    @Override
    public void onSuccess(Response response) {
      try {
        byte[] body = EntityUtils.toByteArray(response.getEntity());
        answer.complete(BulkFormat.answer(body, documents.size()));
      } catch (IOException e) {
        answer.completeExceptionally(e);
      }
    }

    @Override
    public void onFailure(Exception failure) {
      answer.completeExceptionally(explain(failure));
    }

    private static Exception explain(Exception failure) {
      if (!(failure instanceof ResponseException told)) {
        return failure;
      }
      int status = told.getResponse().getStatusLine().getStatusCode();
      String type = "";
      try {
        type = BulkFormat.errorType(EntityUtils.toByteArray(told.getResponse().getEntity()));
      } catch (IOException e) {
        told.addSuppressed(e);
      }
      boolean content = status == 400 || status == 413;
      return content
          ? new Refused(status, type.isEmpty() ? "http_" + status : type)
          : new IOException("answered " + status + " " + type, told);
    }
  }
}
