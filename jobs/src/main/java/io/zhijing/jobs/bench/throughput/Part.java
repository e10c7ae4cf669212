package io.zhijing.jobs.bench.throughput;

import io.zhijing.detection.model.Coded;

/** What is measured. */
public enum Part implements Coded {
  /** A Kafka consumer that does nothing. */
  CONSUMER("consumer"),
  /** Flink: Kafka, decode, discard. */
  BARE("bare"),
  /** The whole job without the index of single reports, state on the heap. */
  HEAP("heap"),
  /** The same with state in RocksDB. */
  ROCKSDB("rocksdb"),
  /** The whole job with every report indexed, state on the heap. */
  INDEXED("indexed"),
  /** Documents of that job sent to Elasticsearch by bulk requests alone. */
  BULK("bulk");

  private final String code;

  Part(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
