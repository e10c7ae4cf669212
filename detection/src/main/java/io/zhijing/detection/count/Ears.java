package io.zhijing.detection.count;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The Early Aberration Reporting System's C1, C2 and C3 (Hutwagner et al., 2003, Journal of Urban
 * Health 80; Fricker, Hegler and Dunfee, 2008, Statistics in Medicine 27), with the numbers of the
 * R package surveillance 1.20.3.
 *
 * <p>C1 compares a day with the mean and standard deviation of the {@code baseline} days before it,
 * C2 leaves two days between, C3 adds up C2's excesses over three days. Wrong for sparse counts (a
 * baseline of zeros has no spread) and where a season or a weekday matters.
 *
 * @param method which of the three
 * @param baseline days in the baseline, at least 2
 * @param minSigma smallest standard deviation used, 0 or more
 * @param alpha one-sided error rate in (0, 1)
 */
public record Ears(Method method, int baseline, double minSigma, double alpha) {

  /** The three variants. */
  public enum Method {
    /** Baseline directly before the day. */
    C1,
    /** Two days between baseline and day. */
    C2,
    /** C2's excesses over three days. */
    C3
  }

  /**
   * A result for one day.
   *
   * @param upperBound the bound; NaN where baselines without any spread make it undefined (C3)
   * @param alarm whether the count lies above the bound
   */
  public record Result(double upperBound, boolean alarm) {}

  /**
   * The published C3 statistic.
   *
   * @param statistic sum over three days of the excess over C2's mean plus one standard deviation,
   *     in standard deviations; without any spread infinite above the mean and NaN at it
   * @param upperBound C2 mean plus standard deviation times (z minus the two earlier excesses)
   * @param alarm whether the statistic lies above z
   */
  public record PublishedC3(double statistic, double upperBound, boolean alarm) {}

  /** What can be said of one day; no component is ever NaN. */
  public sealed interface Verdict {}

  /**
   * A verdict.
   *
   * @param upperBound the bound
   * @param alarm whether the count lies above the bound
   */
  public record Judged(double upperBound, boolean alarm) implements Verdict {}

  /**
   * Nothing can be said.
   *
   * @param reason why
   */
  public record Insufficient(NoResult reason) implements Verdict {}

  private static final int C2_LAG = 2;

  /** First index that has a full baseline. */
  public int firstIndex() {
    return switch (method) {
      case C1 -> baseline;
      case C2 -> baseline + C2_LAG;
      case C3 -> baseline + 2 * C2_LAG;
    };
  }

  /**
   * The result at one index, as the package computes it. The package's C3 puts the current count
   * where the paper has the C2 mean, so its alarm depends on the two days before alone; {@link
   * #publishedC3} is the paper's.
   *
   * @throws IllegalArgumentException if the baseline does not fit before the index
   */
  public Result at(double[] observed, int index) {
    if (index < firstIndex() || index >= observed.length) {
      throw new IllegalArgumentException(
          "index " + index + " has no baseline of " + baseline + " days before it");
    }
    double bound =
        switch (method) {
          case C1 -> bound(observed, index, 0);
          case C2 -> bound(observed, index, C2_LAG);
          case C3 ->
              Math.max(
                  0,
                  observed[index]
                      + sigma(observed, index, C2_LAG) * (z() - earlierExcess(observed, index)));
        };
    return new Result(bound, observed[index] > bound);
  }

  /** As {@link #at}, for any input: what stands in the way of a bound is named. */
  public Verdict judge(double[] observed, int index) {
    if (index < firstIndex() || index >= observed.length) {
      return new Insufficient(NoResult.HISTORY_TOO_SHORT);
    }
    for (int i = index - firstIndex(); i <= index; i++) {
      if (Double.isNaN(observed[i])) {
        return new Insufficient(NoResult.COUNT_MISSING);
      }
      if (observed[i] < 0 || Double.isInfinite(observed[i])) {
        return new Insufficient(NoResult.COUNT_INVALID);
      }
    }
    Result result = at(observed, index);
    return Double.isFinite(result.upperBound())
        ? new Judged(result.upperBound(), result.alarm())
        : new Insufficient(NoResult.NO_SPREAD);
  }

  /** The statistic of the paper at one index; preconditions as {@link #at}. */
  public PublishedC3 publishedC3(double[] observed, int index) {
    double earlier = earlierExcess(observed, index);
    double statistic = earlier + excess(observed, index);
    double bound = mean(observed, index, C2_LAG) + sigma(observed, index, C2_LAG) * (z() - earlier);
    return new PublishedC3(statistic, bound, statistic > z());
  }

  private double bound(double[] observed, int index, int lag) {
    return mean(observed, index, lag) + z() * sigma(observed, index, lag);
  }

  private double earlierExcess(double[] observed, int index) {
    return excess(observed, index - 1) + excess(observed, index - 2);
  }

  private double excess(double[] observed, int index) {
    double above = observed[index] - mean(observed, index, C2_LAG);
    return Math.max(0, above / sigma(observed, index, C2_LAG) - 1);
  }

  private double z() {
    return NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
  }

  private double mean(double[] observed, int index, int lag) {
    double sum = 0;
    for (int i = index - lag - baseline; i < index - lag; i++) {
      sum += observed[i];
    }
    return sum / baseline;
  }

  private double sigma(double[] observed, int index, int lag) {
    double mean = mean(observed, index, lag);
    double squares = 0;
    for (int i = index - lag - baseline; i < index - lag; i++) {
      squares += (observed[i] - mean) * (observed[i] - mean);
    }
    return Math.max(minSigma, Math.sqrt(squares / (baseline - 1)));
  }
}
