package io.zhijing.jobs.holding;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Holds what belongs together until the time passes by which it must be known, so that it is
 * shuffled once and not for each record. A watermark before that time leaves it: whoever takes it
 * waits for that time too, and watermarks come many times a second. Whatever is held is sent on
 * before a checkpoint's barrier, so there is nothing to keep, and when it becomes too much.
 *
 * @param <I> what comes
 * @param <K> what records that belong together have in common
 * @param <V> what is held of them
 * @param <O> what is sent on
 */
public abstract class HoldingOperator<I, K, V, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O>, BoundedOneInput {
  private static final long serialVersionUID = 1;
  private static final int MOST = 20_000;

  private final int most;
  private transient Map<K, V> held;
  private transient long earliest;

  /** Holds as much as spares the most. */
  protected HoldingOperator() {
    this(MOST);
  }

  /**
   * Holds so much.
   *
   * @param most held at a time, if it is not due before: what is held long is work that is left for
   *     when it is due
   */
  protected HoldingOperator(int most) {
    this.most = most;
  }

  @Override
  public void open() throws Exception {
    super.open();
    held = new LinkedHashMap<>();
    earliest = Long.MAX_VALUE;
  }

  /** Takes one record, by {@link #held} or {@link #hold}. */
  protected abstract void take(I value);

  /** The time that may not pass before this is sent on, epoch milliseconds. */
  protected abstract long dueAt(K key, V value);

  /** Sends on what was held; by {@link #send(Object, long)}. */
  protected abstract void send(K key, V value);

  /** All that was to be sent on now is. */
  protected void sent() {}

  /** What is held under a key, to be added to. */
  protected final V held(K key, Supplier<V> nothing) {
    V value = held.get(key);
    if (value == null) {
      value = nothing.get();
      held.put(key, value);
      earliest = Math.min(earliest, dueAt(key, value));
    }
    return value;
  }

  /** Holds a value under a key, or what it gives together with the one that is held. */
  protected final void hold(K key, V value, BinaryOperator<V> together) {
    V now = held.merge(key, value, together);
    earliest = Math.min(earliest, dueAt(key, now));
  }

  /** Sends one on with a timestamp, epoch milliseconds. */
  protected final void send(O value, long time) {
    output.collect(new StreamRecord<>(value, time));
  }

  @Override
  public final void processElement(StreamRecord<I> element) {
    take(element.getValue());
    if (held.size() >= most) {
      sendUntil(Long.MAX_VALUE);
    }
  }

  @Override
  public final void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() >= earliest) {
      sendUntil(mark.getTimestamp());
    }
    super.processWatermark(mark);
  }

  @Override
  public final void prepareSnapshotPreBarrier(long checkpointId) {
    sendUntil(Long.MAX_VALUE);
  }

  @Override
  public final void endInput() {
    sendUntil(Long.MAX_VALUE);
  }

  private void sendUntil(long time) {
    earliest = Long.MAX_VALUE;
    Iterator<Map.Entry<K, V>> all = held.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<K, V> each = all.next();
      long dueAt = dueAt(each.getKey(), each.getValue());
      if (dueAt <= time) {
        all.remove();
        send(each.getKey(), each.getValue());
      } else {
        earliest = Math.min(earliest, dueAt);
      }
    }
    sent();
  }
}
