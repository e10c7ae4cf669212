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
 */
public final class Ears {

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

  /** Of a baseline; {@code sigma} is not below the smallest one asked for. */
  private record Spread(double mean, double sigma) {}

  private static final int C2_LAG = 2;

  private final Method method;
  private final int baseline;
  private final double minSigma;

  /** Found once: finding it takes longer than judging a day. */
  private final double z;

  /**
   * A detector.
   *
   * @param method which of the three
   * @param baseline days in the baseline, at least 2
   * @param minSigma smallest standard deviation used, 0 or more
   * @param alpha one-sided error rate in (0, 1)
   */
  public Ears(Method method, int baseline, double minSigma, double alpha) {
    this.method = method;
    this.baseline = baseline;
    this.minSigma = minSigma;
    this.z = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
  }

  /** Which of the three. */
  public Method method() {
    return method;
  }

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
    double bound = bounds(observed, index, index + 1)[0];
    return new Result(bound, observed[index] > bound);
  }

  /**
   * The bounds of {@link #at} at consecutive indices. What neighbouring days share is computed
   * once.
   *
   * @param from first index
   * @param to index after the last
   * @throws IllegalArgumentException if a baseline does not fit before the first index, or there
   *     are no counts up to the last
   */
  public double[] bounds(double[] observed, int from, int to) {
    if (from < firstIndex() || to > observed.length || to <= from) {
      throw new IllegalArgumentException(
          "from %d to %d of %d: no baseline of %d days before each"
              .formatted(from, to, observed.length, baseline));
    }
    double[] bounds = new double[to - from];
    if (method == Method.C3) {
      packagedC3(observed, from, bounds);
      return bounds;
    }
    int lag = method == Method.C1 ? 0 : C2_LAG;
    for (int i = 0; i < bounds.length; i++) {
      Spread spread = spread(observed, from + i, lag);
      bounds[i] = spread.mean + z * spread.sigma;
    }
    return bounds;
  }

  private void packagedC3(double[] observed, int from, double[] bounds) {
    double earlier = excess(observed[from - 2], spread(observed, from - 2, C2_LAG));
    double last = excess(observed[from - 1], spread(observed, from - 1, C2_LAG));
    for (int i = 0; i < bounds.length; i++) {
      double count = observed[from + i];
      Spread spread = spread(observed, from + i, C2_LAG);
      bounds[i] = Math.max(0, count + spread.sigma * (z - (last + earlier)));
      earlier = last;
      last = excess(count, spread);
    }
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
    double earlier =
        excess(observed[index - 1], spread(observed, index - 1, C2_LAG))
            + excess(observed[index - 2], spread(observed, index - 2, C2_LAG));
    Spread spread = spread(observed, index, C2_LAG);
    double statistic = earlier + excess(observed[index], spread);
    double bound = spread.mean + spread.sigma * (z - earlier);
    return new PublishedC3(statistic, bound, statistic > z);
  }

  private static double excess(double count, Spread spread) {
    return Math.max(0, (count - spread.mean) / spread.sigma - 1);
  }

  /**
   * In one pass, about the baseline's own first value: with that no digits cancel beyond a few
   * times the baseline's length (Chan, Golub and LeVeque, 1983, The American Statistician 37), and
   * for whole counts nothing is rounded before the last division.
   */
  private Spread spread(double[] observed, int index, int lag) {
    int from = index - lag - baseline;
    double origin = observed[from];
    double sum = 0;
    double squares = 0;
    for (int i = from + 1; i < from + baseline; i++) {
      double off = observed[i] - origin;
      sum += off;
      squares += off * off;
    }
    double mean = (baseline * origin + sum) / baseline;
    double variance =
        Math.max(0, baseline * squares - sum * sum) / ((double) baseline * (baseline - 1));
    return new Spread(mean, Math.max(minSigma, Math.sqrt(variance)));
  }
}
