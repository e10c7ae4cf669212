package io.zhijing.connectors.wire;

/**
 * A Kafka record as it came.
 *
 * @param topic topic name
 * @param partition partition number
 * @param offset offset in the partition
 * @param receivedAt the record's Kafka timestamp, epoch milliseconds
 * @param value the bytes; empty for a tombstone
 */
public record Envelope(String topic, int partition, long offset, long receivedAt, byte[] value) {}
