package io.zhijing.jobs.state;

/**
 * A record that cannot be used. Holds where it lies and why; what it says only sealed, for the
 * holder of a private key.
 *
 * @param topic topic name
 * @param partition partition number
 * @param offset offset in the partition
 * @param receivedAt the record's Kafka timestamp, epoch milliseconds
 * @param reasons stable codes, each alone or after the field and a colon
 * @param fields schema names of the fields at fault
 * @param size bytes of the value
 * @param envelope the value in its envelope, as JSON; empty if it is not kept
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    long receivedAt,
    String[] reasons,
    String[] fields,
    long size,
    byte[] envelope) {}
