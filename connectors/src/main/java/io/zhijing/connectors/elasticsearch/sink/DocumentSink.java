package io.zhijing.connectors.elasticsearch.sink;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Writes documents at least once; ids and external versions make that exactly once in effect. An
 * absent server is waited for, and the stream behind the sink waits with it: checkpoints that fail
 * meanwhile must be tolerated by the job's settings. It fails the job only after {@link
 * BulkSettings#patience}.
 */
public final class DocumentSink extends AsyncSinkBase<Document, Document> {

  private static final long serialVersionUID = 1L;

  private final ElasticsearchSettings settings;
  private final BulkSettings bulk;

  /** A sink to one cluster. */
  public DocumentSink(ElasticsearchSettings settings, BulkSettings bulk) {
    super(
        new SizeLimit(bulk.batchBytes(), settings.indexPrefix()),
        bulk.batchDocuments(),
        bulk.inFlight(),
        bulk.buffered(),
        bulk.batchBytes(),
        bulk.linger().toMillis(),
        bulk.batchBytes());
    this.settings = settings;
    this.bulk = bulk;
  }

  @Override
  public StatefulSinkWriter<Document, BufferedRequestState<Document>> createWriter(
      WriterInitContext context) {
    return new DocumentWriter(settings, bulk, context, List.of());
  }

  @Override
  public StatefulSinkWriter<Document, BufferedRequestState<Document>> restoreWriter(
      WriterInitContext context, Collection<BufferedRequestState<Document>> unsent) {
    return new DocumentWriter(settings, bulk, context, unsent);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<Document>> getWriterStateSerializer() {
    return new BufferedDocumentSerializer();
  }
}
