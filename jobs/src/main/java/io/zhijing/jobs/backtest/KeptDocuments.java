package io.zhijing.jobs.backtest;

import io.zhijing.connectors.elasticsearch.Document;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink in this JVM that keeps, as Elasticsearch would, the highest version of each document of
 * some indices, and drops all others.
 *
 * @param run name of the run, by which all its writers find one another
 * @param aliases what the names of kept indices begin with
 */
record KeptDocuments(String run, Set<String> aliases) implements Sink<Document> {
  private static final long serialVersionUID = 1;
  private static final ConcurrentMap<String, ConcurrentMap<String, Document>> KEPT =
      new ConcurrentHashMap<>();

  @Override
  public SinkWriter<Document> createWriter(WriterInitContext context) {
    ConcurrentMap<String, Document> kept =
        KEPT.computeIfAbsent(run, name -> new ConcurrentHashMap<>());
    return new SinkWriter<>() {
      @Override
      public void write(Document document, Context writeContext) {
        if (aliases.stream().anyMatch(document.index()::startsWith)) {
          kept.merge(
              document.index() + "/" + document.id(),
              document,
              (old, now) -> now.version() >= old.version() ? now : old);
        }
      }

      @Override
      public void flush(boolean endOfInput) {
        // nothing is held back
      }

      @Override
      public void close() {
        // nothing is open
      }
    };
  }

  /** Everything kept, by index and id; the run is forgotten. */
  Map<String, Document> take() {
    ConcurrentMap<String, Document> kept = KEPT.remove(run);
    return kept == null ? Map.of() : new TreeMap<>(kept);
  }
}
