package io.zhijing.jobs.bench.throughput;

import java.util.Arrays;

/**
 * What was measured of a part.
 *
 * @param part which
 * @param items records, or documents of {@link Part#BULK}
 * @param seconds of each repetition
 * @param spent processor time of each repetition
 * @param documents that the job wrote in one repetition; 0 of parts that write none
 */
public record Throughput(Part part, long items, double[] seconds, Spent spent, long documents) {
  /**
   * Processor time. It tells more than what passes on the clock where others use the machine too.
   *
   * @param own seconds of this process, by repetition
   * @param servers seconds of Kafka and Elasticsearch, by repetition
   */
  public record Spent(double[] own, double[] servers) {
    /** Copies the times. */
    public Spent {
      own = own.clone();
      servers = servers.clone();
    }
  }

  private static final double MILLION = 1e6;

  /** Copies the times. */
  public Throughput {
    seconds = seconds.clone();
  }

  /** Items a second, by the middle repetition. */
  public double perSecond() {
    return items / sorted()[seconds.length / 2];
  }

  /** Microseconds of a processor that this process spends on an item, by the middle repetition. */
  public double ownMicros() {
    return MILLION * sorted(spent.own())[seconds.length / 2] / items;
  }

  /** The same of Kafka and Elasticsearch. */
  public double serverMicros() {
    return MILLION * sorted(spent.servers())[seconds.length / 2] / items;
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
    return sorted(seconds);
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
