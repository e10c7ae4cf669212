package io.zhijing.detection.monitor;

import io.zhijing.detection.sequential.EvidenceChain;
import java.util.List;

/**
 * Simulated histories in which nothing rises, as the log likelihood ratios that a detector would
 * see, and the threshold that a rate of false alarms buys over all of them together. One threshold
 * serves all strata: evidence is a likelihood ratio, so the same threshold spends false alarms
 * where they buy most (see {@link EvidenceChain}).
 *
 * @param leak of the chain
 * @param paths by simulated stratum and period, the log ratios by alternative; null for a period
 *     that says nothing
 */
public record NullPaths(double leak, List<double[][]> paths) {
  private static final double LOWEST = 1;
  private static final double HIGHEST = 1e9;
  private static final int HALVINGS = 40;

  /** Alarms to periods that say something, evidence being forgotten after each alarm. */
  public double alarmRate(double threshold) {
    long periods = 0;
    long alarms = 0;
    for (double[][] path : paths) {
      EvidenceChain chain = null;
      for (double[] ratios : path) {
        if (ratios == null) {
          continue;
        }
        if (chain == null) {
          chain = new EvidenceChain(ratios.length, leak);
        }
        periods++;
        if (chain.add(ratios) > threshold) {
          alarms++;
          chain.reset();
        }
      }
    }
    return periods == 0 ? 0 : (double) alarms / periods;
  }

  /**
   * The smallest threshold, to about a thousandth, at which no more than the given share of periods
   * raises an alarm.
   *
   * @param rate alarms a period, in (0, 1)
   */
  public double thresholdFor(double rate) {
    double low = Math.log(LOWEST);
    double high = Math.log(HIGHEST);
    for (int i = 0; i < HALVINGS && high - low > 1e-3; i++) {
      double middle = 0.5 * (low + high);
      if (alarmRate(Math.exp(middle)) > rate) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.exp(high);
  }
}
