package io.zhijing.detection.baseline;

import io.zhijing.detection.baseline.MixRates.Counts;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Trials and failures of a stream by adjustment cell and period, and the cells' baseline rates as
 * of a period: from periods that had closed before it and its gap alone, so that what is judged is
 * never part of what is expected. Older periods weigh less, since inspectors change their habits:
 * half as much every {@code halfLife} periods.
 *
 * <p>The rates as of a period depend on the counts alone, not on the order in which they came.
 * Mutable, owned by one caller.
 */
public final class MixHistory {
  private final Memory memory;
  private final Map<String, NavigableMap<Integer, Counts>> byKey = new HashMap<>();
  private final NavigableMap<Integer, Counts> all = new TreeMap<>();
  private long refused;

  /**
   * What rates rest on.
   *
   * @param gap periods right before the one in question that do not count, 0 or more
   * @param halfLife periods after which a period weighs half, positive
   * @param minTrials trials below which no rate is formed
   */
  public record Memory(int gap, double halfLife, double minTrials) {
    /** Weeks: a gap of four as {@code Pace.weekly()} has it, and a year, so all seasons count. */
    public static Memory weekly() {
      return new Memory(4, 52, 50);
    }
  }

  /** An empty history. */
  public MixHistory(Memory memory) {
    if (memory.gap() < 0 || !(memory.halfLife() > 0)) {
      throw new IllegalArgumentException("gap " + memory.gap() + ", half " + memory.halfLife());
    }
    this.memory = memory;
  }

  /**
   * Adds counts; failures above trials, negative or infinite ones teach nothing and are counted in
   * {@link #refused()}.
   */
  public void add(int period, MixCell cell, double trials, double failures) {
    Counts counts = new Counts(trials, failures);
    if (!counts.isValid()) {
      refused++;
      return;
    }
    all.merge(period, counts, (a, b) -> a.plus(b, 1));
    for (String key : cell.path()) {
      byKey
          .computeIfAbsent(key, unseen -> new TreeMap<>())
          .merge(period, counts, (a, b) -> a.plus(b, 1));
    }
  }

  /** How many additions were refused. */
  public long refused() {
    return refused;
  }

  /** The rates that hold for a period: from those before it and its gap. */
  public MixRates asOf(int period) {
    int closed = period - memory.gap() - 1;
    Map<String, Counts> sums = new HashMap<>();
    byKey.forEach((key, counts) -> sums.put(key, sum(counts, closed)));
    return MixRates.of(sums, sum(all, closed), memory.minTrials());
  }

  private Counts sum(NavigableMap<Integer, Counts> counts, int closed) {
    Counts sum = new Counts(0, 0);
    for (Map.Entry<Integer, Counts> each : counts.headMap(closed, true).entrySet()) {
      double weight = Math.pow(0.5, (closed - each.getKey()) / memory.halfLife());
      sum = sum.plus(each.getValue(), weight);
    }
    return sum;
  }
}
