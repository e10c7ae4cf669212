package io.zhijing.jobs.bench.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

/**
 * When records are sent: each tick takes equally long, as in life, and its records come evenly over
 * it. At so many records a second throughout, a weekend would be over in a moment and its ticks
 * would fall into that of the Friday before.
 */
final class TickPace {
  private final double secondsEach;
  private final List<Long> records;
  private int current = -1;
  private long latest = Long.MIN_VALUE;
  private long taken;

  private TickPace(double secondsEach, List<Long> records) {
    this.secondsEach = secondsEach;
    this.records = records;
  }

  /**
   * The pace of a load.
   *
   * @param ticks that its records come in, in the order in which they are sent; an earlier one than
   *     before is no new tick
   * @param perSecond records a second on average
   */
  static TickPace of(LongStream ticks, double perSecond) {
    List<Long> records = new ArrayList<>();
    long latest = Long.MIN_VALUE;
    long all = 0;
    for (PrimitiveIterator.OfLong each = ticks.iterator(); each.hasNext(); all++) {
      long next = each.nextLong();
      if (next > latest) {
        latest = next;
        records.add(0L);
      }
      records.set(records.size() - 1, records.get(records.size() - 1) + 1);
    }
    return new TickPace(all / perSecond / Math.max(1, records.size()), records);
  }

  /** Takes the next record; tells whether it is the first of a new tick. */
  boolean take(long tick) {
    boolean isNew = tick > latest;
    if (isNew) {
      latest = tick;
      current++;
      taken = 0;
    }
    taken++;
    return isNew;
  }

  /** When the record is sent that was taken last, in seconds after the first. */
  double seconds() {
    return secondsEach * (current + (taken - 1.0) / records.get(current));
  }
}
