package io.zhijing.detection.regression;

import java.util.Arrays;

/**
 * The rows that a {@link SeasonalTrendFit} is fitted to, in the order of time: counts, times,
 * seasons, exposures and prior weights, with what every fit needs of them worked out once.
 *
 * <p>A workspace to be filled over and over; not thread-safe.
 */
public final class SeasonalRows {
  /** Rows after which a running power is computed afresh, lest errors add up. */
  private static final int FRESH_EVERY = 32;

  private static final int TABLE = 4096;
  private static final double[] LOG_START = new double[TABLE];
  private static final double[] ENTROPY = new double[TABLE];
  private static final double[] TWO_THIRDS = new double[TABLE];

  static {
    for (int y = 0; y < TABLE; y++) {
      LOG_START[y] = Math.log(y + 0.1);
      ENTROPY[y] = y == 0 ? 0 : y * Math.log(y);
      TWO_THIRDS[y] = Math.cbrt((double) y * y);
    }
  }

  private final int seasons;

  int size;
  int segments;
  boolean offset;
  private boolean consecutive;
  double firstTime;
  double largest;
  double[] count = new double[0];
  double[] time;
  double[] exposure;
  double[] logExposure;
  double[] weight;
  double[] logStart;
  double[] entropy;
  double[] twoThirds;
  int[] season;
  int[] segmentEnd;
  private double[] scratch = new double[0];

  /**
   * Room for rows of as many seasons.
   *
   * @throws IllegalArgumentException if there is none
   */
  public SeasonalRows(int seasons) {
    if (seasons < 1) {
      throw new IllegalArgumentException("seasons " + seasons);
    }
    this.seasons = seasons;
  }

  /** Seasons, whether they have rows or not. */
  public int seasons() {
    return seasons;
  }

  /** Forgets all rows and makes room for as many. */
  public void clear(int capacity) {
    if (count.length < capacity) {
      count = new double[capacity];
      time = new double[capacity];
      exposure = new double[capacity];
      logExposure = new double[capacity];
      weight = new double[capacity];
      logStart = new double[capacity];
      entropy = new double[capacity];
      twoThirds = new double[capacity];
      season = new int[capacity];
      segmentEnd = new int[capacity];
    }
    size = 0;
    segments = 0;
    offset = false;
    consecutive = true;
    largest = 0;
  }

  /**
   * Adds a row, not before the last one in time.
   *
   * @param y count, 0 or more
   * @param at time in steps
   * @param level season in [0, seasons)
   * @param exposed what the mean is proportional to, positive; 1 for none
   */
  public void add(double y, double at, int level, double exposed) {
    int i = size++;
    if (i == 0) {
      firstTime = at;
    }
    count[i] = y;
    // Times count from the first row, which keeps the sums small; the fit does not depend on it.
    time[i] = at - firstTime;
    consecutive &= time[i] == i;
    season[i] = level;
    weight[i] = 1;
    exposure[i] = exposed;
    logExposure[i] = 0;
    if (exposed != 1) {
      offset = true;
      logExposure[i] = Math.log(exposed);
    }
    if (i == 0 || season[i - 1] != level) {
      segments++;
    }
    segmentEnd[segments - 1] = i + 1;
    largest = Math.max(largest, y);
    describe(i, y);
  }

  private void describe(int row, double y) {
    int whole = (int) y;
    if (whole == y && whole < TABLE) {
      logStart[row] = LOG_START[whole];
      entropy[row] = ENTROPY[whole];
      twoThirds[row] = TWO_THIRDS[whole];
    } else {
      logStart[row] = Math.log(y + 0.1);
      entropy[row] = y * Math.log(y);
      double root = Math.cbrt(y);
      twoThirds[row] = root * root;
    }
  }

  /** Rows added. */
  public int size() {
    return size;
  }

  /** The largest count; 0 without rows. */
  public double largest() {
    return largest;
  }

  /** Gives every row the prior weight 1. */
  public void forgetWeights() {
    Arrays.fill(weight, 0, size, 1);
  }

  double[] scratch(int length) {
    if (scratch.length < length) {
      scratch = new double[count.length];
    }
    return scratch;
  }

  /** exp(slope * time) of every row: a running product where steps are whole. */
  void powers(double slope, double[] target) {
    if (slope == 0) {
      Arrays.fill(target, 0, size, 1);
      return;
    }
    double step = Math.exp(slope);
    if (consecutive) {
      consecutivePowers(slope, step, target);
      return;
    }
    int i = 0;
    while (i < size) {
      double power = Math.exp(slope * time[i]);
      target[i] = power;
      int end = Math.min(size, i + FRESH_EVERY);
      for (i++; i < end && time[i] - time[i - 1] == 1; i++) {
        power *= step;
        target[i] = power;
      }
    }
  }

  /**
   * Without a gap, each stretch is the first one times a factor, which does not wait for itself.
   */
  private void consecutivePowers(double slope, double step, double[] target) {
    double power = 1;
    int first = Math.min(size, FRESH_EVERY);
    for (int i = 0; i < first; i++) {
      target[i] = power;
      power *= step;
    }
    for (int from = FRESH_EVERY; from < size; from += FRESH_EVERY) {
      double factor = Math.exp(slope * from);
      int length = Math.min(FRESH_EVERY, size - from);
      for (int i = 0; i < length; i++) {
        target[from + i] = factor * target[i];
      }
    }
  }
}
