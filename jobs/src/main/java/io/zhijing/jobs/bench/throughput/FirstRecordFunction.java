package io.zhijing.jobs.bench.throughput;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Notes when the first record passes, so that what a job takes to come up is not counted. The note
 * is of the JVM: the worker is in it, and one job runs at a time.
 */
final class FirstRecordFunction<T> implements MapFunction<T, T> {
  private static final long serialVersionUID = 1;
  private static final AtomicLong AT = new AtomicLong();
  private static final AtomicReference<LongSupplier> NANOS = new AtomicReference<>(() -> 0);

  /** Waits for the next first record, whose time the clock tells in nanoseconds. */
  static void await(LongSupplier nanos) {
    NANOS.set(nanos);
    AT.set(0);
  }

  /** Nanoseconds since it passed; 0 if none did. */
  static long since() {
    return AT.get() == 0 ? 0 : NANOS.get().getAsLong() - AT.get();
  }

  @Override
  public T map(T value) {
    if (AT.get() == 0) {
      AT.compareAndSet(0, NANOS.get().getAsLong());
    }
    return value;
  }
}
