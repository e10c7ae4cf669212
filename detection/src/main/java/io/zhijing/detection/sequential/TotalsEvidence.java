package io.zhijing.detection.sequential;

import io.zhijing.detection.stats.UnevenCount;

/**
 * The evidence of {@link EvidenceChain} where periods are not independent: the likelihood ratio of
 * a rise that began so many periods ago is that of their total, not the product of theirs. Each
 * ratio has mean 1 when nothing rises, if the total's distribution is right; that of the single
 * periods given each other need not be known. Totals are {@link UnevenCount}s; a rise leaves their
 * relative variation as it is.
 *
 * <p>Mutable, owned by one caller.
 */
public final class TotalsEvidence {
  private static final double MAX_LOG_RATIO = 50;

  private final CountAlternatives alternatives;
  private final double keep;
  private double value;

  /**
   * No evidence yet.
   *
   * @param alternatives by how much a period may rise, in standard deviations
   * @param leak probability in [0, 1) that a rise ends with a period
   */
  public TotalsEvidence(CountAlternatives alternatives, double leak) {
    this.alternatives = alternatives;
    this.keep = 1 - leak;
  }

  /**
   * Adds that a rise has lasted for so many periods.
   *
   * @param periods how many
   * @param observed their count
   * @param mean expected of it, positive
   * @param variance of it when nothing rises
   * @param deviation standard deviation of one period, positive
   */
  public void add(int periods, double observed, double mean, double variance, double deviation) {
    long count = Math.round(observed);
    double usual = UnevenCount.ofMeanAndVariance(mean, variance).logProbability(count);
    double sum = 0;
    for (double shift : alternatives.shifts()) {
      double raised = mean + shift * deviation * periods;
      double risen =
          UnevenCount.ofMeanAndVariance(raised, raised * variance / mean).logProbability(count);
      sum += Math.exp(Math.min(MAX_LOG_RATIO, risen - usual));
    }
    value += Math.pow(keep, periods - 1.0) * sum / alternatives.shifts().length;
  }

  /** The evidence so far: the mean over the alternatives, summed over the beginnings. */
  public double value() {
    return value;
  }
}
