package io.zhijing.detection.scan;

/**
 * Counts of several windows side by side in one long, so that one addition adds and one comparison
 * compares them all. The highest bit of each lane stays free for the comparison: a threshold is
 * kept as what a count lacks to set that bit.
 *
 * @param number lanes in a long
 * @param bits of a lane
 * @param high the highest bit of every lane
 */
record Lanes(int number, int bits, long high) {

  private static final Lanes FOUR = new Lanes(4, 16, 0x8000_8000_8000_8000L);
  private static final Lanes TWO = new Lanes(2, 32, 0x8000_0000_8000_0000L);

  /** As many lanes as hold counts of up to so many. */
  static Lanes forCounts(int most) {
    return most < 1 << (FOUR.bits - 1) ? FOUR : TWO;
  }

  /**
   * Puts counts side by side.
   *
   * @param windows {@code [window][location]}
   * @param first window of lane 0; lanes beyond the last window hold 0
   * @param into by location
   */
  void pack(int[][] windows, int first, long[] into) {
    for (int i = 0; i < into.length; i++) {
      long packed = 0;
      for (int lane = 0; lane < number && first + lane < windows.length; lane++) {
        packed |= (long) windows[first + lane][i] << (lane * bits);
      }
      into[i] = packed;
    }
  }

  /** The count in a lane. */
  int get(int lane, long packed) {
    return (int) (packed >>> (lane * bits) & ((1L << (bits - 1)) - 1));
  }

  /**
   * A threshold for one lane, to be joined with those of other lanes by or.
   *
   * @param least smallest count that reaches it, at least 1; one that does not fit is never reached
   */
  long threshold(int lane, int least) {
    long limit = 1L << (bits - 1);
    return (limit - Math.min(least, limit)) << (lane * bits);
  }

  /** Whether any lane reaches its threshold; a lane without a threshold never does. */
  boolean isAnyReached(long packed, long thresholds) {
    return (packed + thresholds & high) != 0;
  }

  /** Whether a lane reaches its threshold. */
  boolean isReached(int lane, long packed, long thresholds) {
    return (packed + thresholds & high & 1L << (lane * bits + bits - 1)) != 0;
  }
}
