package io.zhijing.connectors.elasticsearch.sink;

import org.apache.flink.connector.base.sink.writer.strategy.RateLimitingStrategy;
import org.apache.flink.connector.base.sink.writer.strategy.RequestInfo;
import org.apache.flink.connector.base.sink.writer.strategy.ResultInfo;

/**
 * So many requests under way and no more. Flink's congestion control would shrink the batches to
 * single documents during an outage and take minutes to grow them again; here pauses slow the pace.
 */
final class FixedInFlight implements RateLimitingStrategy {

  private final BulkSettings settings;
  private int inFlight;

  FixedInFlight(BulkSettings settings) {
    this.settings = settings;
  }

  @Override
  public void registerInFlightRequest(RequestInfo request) {
    inFlight++;
  }

  @Override
  public void registerCompletedRequest(ResultInfo result) {
    inFlight--;
  }

  @Override
  public boolean shouldBlock(RequestInfo request) {
    return inFlight >= settings.inFlight();
  }

  @Override
  public int getMaxBatchSize() {
    return settings.batchDocuments();
  }
}
