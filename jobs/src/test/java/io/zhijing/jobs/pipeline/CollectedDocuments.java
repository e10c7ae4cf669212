package io.zhijing.jobs.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Document;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink in memory that keeps, as Elasticsearch would, the highest version of each document. */
final class CollectedDocuments implements Sink<Document> {
  private static final long serialVersionUID = 1;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, Queue<Document>> WRITTEN = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private transient Queue<Document> taken;

  @Override
  public SinkWriter<Document> createWriter(WriterInitContext context) {
    Queue<Document> written = WRITTEN.computeIfAbsent(name, each -> new ConcurrentLinkedQueue<>());
    return new SinkWriter<>() {
      @Override
      public void write(Document document, Context writeContext) {
        written.add(document);
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

  /** Takes what was written to itself, once the job has ended: else it would be kept for good. */
  void take() {
    taken = WRITTEN.remove(name);
  }

  /** The documents of indices whose name begins with the prefix, by id. */
  Map<String, Document> of(String indexPrefix) {
    Map<String, Document> latest = new TreeMap<>();
    Queue<Document> written =
        taken != null ? taken : WRITTEN.getOrDefault(name, new ConcurrentLinkedQueue<>());
    for (Document document : written) {
      if (document.index().startsWith(indexPrefix)) {
        latest.merge(
            document.id(), document, (old, now) -> now.version() >= old.version() ? now : old);
      }
    }
    return latest;
  }

  static JsonNode json(Document document) {
    try {
      return MAPPER.readTree(document.json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
