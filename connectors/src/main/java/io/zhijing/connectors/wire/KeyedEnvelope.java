package io.zhijing.connectors.wire;

/**
 * A Kafka record of a compacted topic as it came.
 *
 * @param key its key as text
 * @param envelope the rest; an empty value deletes what the key names
 */
public record KeyedEnvelope(String key, Envelope envelope) {

  /** Whether it deletes what the key names. */
  public boolean isTombstone() {
    return envelope.value().length == 0;
  }
}
