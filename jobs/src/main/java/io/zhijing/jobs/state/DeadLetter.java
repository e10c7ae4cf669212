package io.zhijing.jobs.state;

/**
 * A record that cannot be used. Holds where it lies and why, never what it says: the record can be
 * read again at its topic, partition and offset by those who may.
 *
 * @param topic topic name
 * @param partition partition number
 * @param offset offset in the partition
 * @param receivedAt the record's Kafka timestamp, epoch milliseconds
 * @param reasons stable codes, each alone or after the field and a colon
 * @param fields schema names of the fields at fault
 * @param size bytes of the value
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    long receivedAt,
    String[] reasons,
    String[] fields,
    long size) {}
