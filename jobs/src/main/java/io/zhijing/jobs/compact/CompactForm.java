package io.zhijing.jobs.compact;

import java.io.Serializable;

/**
 * How a record is written, field by field and by hand. Its class name and version are kept in
 * savepoints: a form is never renamed, and what it writes changes only with a new version, of which
 * it still reads the older ones; that of a form that contains another changes with it. Needs a
 * constructor without parameters. Records that it reads and writes are never changed by anybody,
 * also not the arrays in them.
 *
 * @param <T> the record
 */
public interface CompactForm<T> extends Serializable {
  /** The record's class. */
  Class<T> type();

  /** What {@link #write} writes. */
  int version();

  /** Writes all fields. */
  void write(T value, CompactWriter out);

  /** Reads what this version of the form wrote. */
  T read(CompactReader in, int writtenBy);
}
