package io.zhijing.connectors.elasticsearch.sink;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.RejectedDocument;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.metrics.Counter;

/** Turns a document too long for any request into a dead letter; the buffer would fail the job. */
final class SizeLimit implements ElementConverter<Document, Document> {

  private static final long serialVersionUID = 1L;

  private final int limitBytes;
  private final String indexPrefix;
  private transient Counter tooLarge;

  SizeLimit(int limitBytes, String indexPrefix) {
    this.limitBytes = limitBytes;
    this.indexPrefix = indexPrefix;
  }

  @Override
  public void open(WriterInitContext context) {
    tooLarge = context.metricGroup().counter("documents_too_large");
  }

  @Override
  public Document apply(Document document, SinkWriter.Context context) {
    if (document.json().length <= limitBytes) {
      return document;
    }
    tooLarge.inc();
    return RejectedDocument.of(document, indexPrefix, "document_too_large");
  }
}
