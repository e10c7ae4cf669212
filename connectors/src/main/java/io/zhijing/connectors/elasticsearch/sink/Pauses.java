package io.zhijing.connectors.elasticsearch.sink;

import io.zhijing.connectors.elasticsearch.Document;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.sink.writer.ResultHandler;

/** Requests that wait before they are tried again. Waiting costs a timer, never a busy thread. */
final class Pauses implements AutoCloseable {

  private final Set<Pause> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "elasticsearch-retry");
            thread.setDaemon(true);
            return thread;
          });

  /** Hands the documents back to the buffer once the pause is over. */
  void retryAfter(Duration pause, ResultHandler<Document> handler, List<Document> documents) {
    Pause entry = new Pause(handler, documents);
    waiting.add(entry);
    var unused = timer.schedule(() -> end(entry), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends all pauses now, so that a checkpoint finds the documents in the buffer. */
  void endAll() {
    waiting.forEach(this::end);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    waiting.clear();
  }

  private void end(Pause pause) {
    if (waiting.remove(pause)) {
      pause.handler.retryForEntries(pause.documents);
    }
  }

  /** Compared by identity: two pauses may hold equal documents. */
  private static final class Pause {
    private final ResultHandler<Document> handler;
    private final List<Document> documents;

    Pause(ResultHandler<Document> handler, List<Document> documents) {
      this.handler = handler;
      this.documents = documents;
    }
  }
}
