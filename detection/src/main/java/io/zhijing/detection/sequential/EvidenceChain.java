package io.zhijing.detection.sequential;

import java.util.Arrays;

/**
 * The Shiryaev-Roberts procedure over a mixture of alternatives (Shiryaev, 1963, Theory of
 * Probability and its Applications 8; Pollak, 1985, Annals of Statistics 13), with a leak. The
 * evidence of an alternative after a period is (1 + (1 - leak) x evidence before) x likelihood
 * ratio of the period: a rise may have begun in any period up to now, and in each period it ends
 * with probability leak. What is reported is the mean over the alternatives.
 *
 * <p>Without a leak the evidence minus the number of periods is a martingale when nothing rises, so
 * the mean number of periods up to a false alarm is at least the threshold, whatever the
 * distributions and however they change from period to period. That is why evidence of different
 * strata, alternatives and streams is comparable, and one threshold over many strata is the Bayes
 * rule for equal prior odds.
 *
 * <p>Mutable, owned by one caller.
 */
public final class EvidenceChain {
  private static final double MAX_LOG_RATIO = 50;
  private static final double MAX_EVIDENCE = 1e100;
  private static final double TAIL = 0.3;

  private final double[] evidence;
  private final double keep;

  /**
   * No evidence yet.
   *
   * @param alternatives how many, at least 1
   * @param leak probability in [0, 1) that a rise ends with a period
   */
  public EvidenceChain(int alternatives, double leak) {
    if (alternatives < 1 || !(leak >= 0 && leak < 1)) {
      throw new IllegalArgumentException("alternatives " + alternatives + ", leak " + leak);
    }
    this.evidence = new double[alternatives];
    this.keep = 1 - leak;
  }

  /**
   * Adds a period.
   *
   * @param logRatios log likelihood ratio of the period by alternative
   * @return the evidence after it, at most 1e100
   */
  public double add(double[] logRatios) {
    for (int i = 0; i < evidence.length; i++) {
      double ratio = Math.exp(Math.min(MAX_LOG_RATIO, logRatios[i]));
      evidence[i] = Math.min(MAX_EVIDENCE, (1 + keep * evidence[i]) * ratio);
    }
    return value();
  }

  /** The evidence so far: the mean over the alternatives. */
  public double value() {
    double sum = 0;
    for (double each : evidence) {
      sum += each;
    }
    return sum / evidence.length;
  }

  /**
   * About the probability that evidence is at least this high at a given period when nothing rises:
   * 0.3 / evidence. A likelihood ratio exceeds x under the null with probability below 1 / x
   * whatever the distribution; that the constant is near 0.3 for every mean and dispersion, and
   * falls slowly, was found by simulation for leaks near a quarter.
   */
  public static double tailProbability(double evidence) {
    return evidence <= TAIL ? 1 : TAIL / evidence;
  }

  /** Forgets everything, as after an alarm. */
  public void reset() {
    Arrays.fill(evidence, 0);
  }
}
