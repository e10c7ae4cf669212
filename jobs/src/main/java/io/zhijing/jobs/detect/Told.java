package io.zhijing.jobs.detect;

import java.util.Arrays;
import org.apache.flink.api.common.state.MapState;

/**
 * The days of each stratum that somebody was told of: each is told of again whenever it is judged
 * again, so that what they know of it is always what the counts give. Kept state.
 */
final class Told {
  private final transient MapState<String, int[]> days;

  /**
   * What was told.
   *
   * @param days ascending, by key of the stratum
   */
  Told(MapState<String, int[]> days) {
    this.days = days;
  }

  /** Whether a stratum was told of on the day or later. */
  boolean isToldOfSince(String stratum, int day) throws Exception {
    int[] told = days.get(stratum);
    return told != null && told[told.length - 1] >= day;
  }

  /** The days of a stratum. */
  Of of(String stratum) throws Exception {
    int[] known = days.get(stratum);
    return new Of(stratum, known == null ? new int[0] : known);
  }

  /** Days of one stratum: those that were told of, and those that are now. */
  final class Of {
    private final String stratum;
    private final int[] before;
    private int[] told;

    private Of(String stratum, int[] before) {
      this.stratum = stratum;
      this.before = before;
      this.told = before;
    }

    boolean isToldOf(int day) {
      return Arrays.binarySearch(told, day) >= 0;
    }

    void mark(int day, boolean isHigh) {
      told = SeriesState.mark(told, day, isHigh);
    }

    /** Keeps what was told, from the day on. */
    void keep(int firstDay) throws Exception {
      int from = Arrays.binarySearch(told, firstDay);
      int[] kept = Arrays.copyOfRange(told, from >= 0 ? from : -from - 1, told.length);
      if (kept.length == 0 && before.length > 0) {
        days.remove(stratum);
      } else if (!Arrays.equals(kept, before)) {
        days.put(stratum, kept);
      }
    }
  }
}
