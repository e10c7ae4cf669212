package io.zhijing.jobs.bench.throughput;

import java.util.Arrays;

/**
 * What was measured of a part.
 *
 * @param part which
 * @param items records, or documents of {@link Part#BULK}
 * @param seconds of each repetition
 * @param documents that the job wrote in one repetition; 0 of parts that write none
 */
public record Throughput(Part part, long items, double[] seconds, long documents) {
  /** Copies the times. */
  public Throughput {
    seconds = seconds.clone();
  }

  /** Items a second, by the middle repetition. */
  public double perSecond() {
    return items / sorted()[seconds.length / 2];
  }

  /** Documents a second, by the middle repetition. */
  public double documentsPerSecond() {
    return documents / sorted()[seconds.length / 2];
  }

  /** Of the slowest repetition. */
  public double slowest() {
    return items / sorted()[seconds.length - 1];
  }

  /** Of the fastest repetition. */
  public double fastest() {
    return items / sorted()[0];
  }

  private double[] sorted() {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
