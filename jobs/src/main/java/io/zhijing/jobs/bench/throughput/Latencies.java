package io.zhijing.jobs.bench.throughput;

import java.util.Arrays;

/**
 * How long each of several took.
 *
 * @param seconds ascending
 */
public record Latencies(double[] seconds) {
  /** Puts them in order. */
  public Latencies {
    seconds = seconds.clone();
    Arrays.sort(seconds);
  }

  /** How many. */
  public int count() {
    return seconds.length;
  }

  /**
   * The least that this share of them does not exceed.
   *
   * @param share in (0, 1]
   * @throws IllegalStateException if there are none
   */
  public double quantile(double share) {
    if (seconds.length == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    return seconds[(int) Math.ceil(share * seconds.length) - 1];
  }
}
