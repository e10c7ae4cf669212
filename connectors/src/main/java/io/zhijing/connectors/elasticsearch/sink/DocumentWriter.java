package io.zhijing.connectors.elasticsearch.sink;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.ElasticsearchSettings;
import io.zhijing.connectors.elasticsearch.ItemOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.DequeRequestBuffer;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.SimpleBatchCreator;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subtask's writer. Every document it takes ends as written, as overtaken by a newer version,
 * or as a dead letter; while the server is away it waits and says so. Answers are judged on the
 * client's threads, the buffer is touched on the task's thread only.
 */
final class DocumentWriter extends AsyncSinkWriter<Document, Document> {

  private static final Logger LOG = LoggerFactory.getLogger(DocumentWriter.class);

  private final String indexPrefix;
  private final BulkSettings bulk;
  private final BulkClient client;
  private final Pauses pauses = new Pauses();
  private final Outage outage;
  private final LongSupplier clock;
  private final Map<ItemOutcome, Counter> outcomes = new EnumMap<>(ItemOutcome.class);
  private final Counter failedRequests;
  private final Counter lostDeadLetters;

  DocumentWriter(
      ElasticsearchSettings settings,
      BulkSettings bulk,
      WriterInitContext context,
      Collection<BufferedRequestState<Document>> unsent) {
    super(
        new SizeLimit(bulk.batchBytes(), settings.indexPrefix()),
        context,
        configuration(bulk),
        unsent,
        new SimpleBatchCreator<>(bulk.batchBytes()),
        new DequeRequestBuffer<>());
    this.indexPrefix = settings.indexPrefix();
    this.bulk = bulk;
    this.client = new BulkClient(settings);
    this.outage = new Outage(bulk);
    this.clock = context.getProcessingTimeService()::getCurrentProcessingTime;
    MetricGroup metrics = context.metricGroup();
    for (ItemOutcome outcome : ItemOutcome.values()) {
      outcomes.put(outcome, counter(metrics, "documents_" + outcome.code()));
    }
    this.failedRequests = counter(metrics, "failed_requests");
    this.lostDeadLetters = counter(metrics, "dead_letters_lost");
  }

  @Override
  protected void submitRequestEntries(List<Document> batch, ResultHandler<Document> handler) {
    var unused =
        client
            .send(batch)
            .handle(
                (items, failure) -> {
                  if (failure == null) {
                    judge(Verdict.of(batch, items, indexPrefix), handler);
                  } else {
                    failed(failure, batch, handler);
                  }
                  return null;
                })
            .exceptionally(
                fault -> {
                  handler.completeExceptionally(new IllegalStateException(fault));
                  return null;
                });
  }

  @Override
  protected long getSizeInBytes(Document document) {
    return document.json().length;
  }

  /** Before a checkpoint, pauses end, or an outage would hold the checkpoint up. */
  @Override
  public void flush(boolean endOfInput) throws InterruptedException {
    if (!endOfInput) {
      pauses.endAll();
    }
    super.flush(endOfInput);
  }

  @Override
  public void close() {
    pauses.close();
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing the Elasticsearch client", e);
    } finally {
      super.close();
    }
  }

  private void judge(Verdict verdict, ResultHandler<Document> handler) {
    verdict.counts().forEach((outcome, count) -> outcomes.get(outcome).inc(count));
    for (String lost : verdict.lost()) {
      lostDeadLetters.inc();
      LOG.error(
          SinkEvent.DEAD_LETTER_LOST.marker(),
          "A dead letter was refused and is given up: {}",
          lost);
    }
    if (!verdict.refusals().isEmpty()) {
      failedRequests.inc();
      waitAndRetry(String.join(", ", verdict.refusals()), verdict.again(), handler);
      return;
    }
    if (outage.answered()) {
      LOG.info(SinkEvent.ELASTICSEARCH_BACK.marker(), "Elasticsearch back");
    }
    if (verdict.again().isEmpty()) {
      handler.complete();
    } else {
      handler.retryForEntries(verdict.again());
    }
  }

  private void failed(Throwable failure, List<Document> batch, ResultHandler<Document> handler) {
    failedRequests.inc();
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    waitAndRetry(cause.toString(), batch, handler);
  }

  private void waitAndRetry(
      String reason, List<Document> documents, ResultHandler<Document> handler) {
    Outage.Step step = outage.refused(clock.getAsLong());
    if (step.begins()) {
      LOG.warn(SinkEvent.ELASTICSEARCH_AWAY.marker(), "Elasticsearch away, waiting: {}", reason);
    }
    if (step.over()) {
      handler.completeExceptionally(
          new IOException("Elasticsearch away for longer than " + bulk.patience() + ": " + reason));
    } else {
      pauses.retryAfter(step.pause(), handler, documents);
    }
  }

  private static Counter counter(MetricGroup metrics, String name) {
    return metrics.counter(name, new ThreadSafeSimpleCounter());
  }

  private static AsyncSinkWriterConfiguration configuration(BulkSettings bulk) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(bulk.batchDocuments())
        .setMaxBatchSizeInBytes(bulk.batchBytes())
        .setMaxInFlightRequests(bulk.inFlight())
        .setMaxBufferedRequests(bulk.buffered())
        .setMaxTimeInBufferMS(bulk.linger().toMillis())
        .setMaxRecordSizeInBytes(bulk.batchBytes())
        .setRateLimitingStrategy(new FixedInFlight(bulk))
        .build();
  }
}
