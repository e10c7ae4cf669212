package io.zhijing.detection.scan;

import io.zhijing.detection.model.Coded;
import java.util.List;
import java.util.Optional;

/** What a scan found, or why it could not look. */
public sealed interface ScanOutcome {

  /**
   * The scan was done.
   *
   * @param clusters the most likely first, then those that share no location with a more likely
   *     one; empty if no set has more than expected
   * @param maxima the largest statistic of each replicate, ascending
   */
  record Found(List<Cluster> clusters, double[] maxima) implements ScanOutcome {
    /** The most likely cluster, if any set has more than expected. */
    public Optional<Cluster> mostLikely() {
      return clusters.stream().findFirst();
    }
  }

  /**
   * A set of locations, in the last periods, with more cases than expected.
   *
   * @param set its number in the family
   * @param locations the locations, in the order the set grew
   * @param duration periods, the last one included
   * @param observed cases or failures inside
   * @param expected cases or failures expected inside, given the model
   * @param relativeRisk rate inside over rate outside, or over the baseline for {@link
   *     ScanData.ExpectationBased}; infinite if every case lies inside; too near 1 for {@link
   *     ScanData.Permutation}, whose expectation holds the cluster's own cases
   * @param logLikelihoodRatio against no cluster, positive
   * @param statistic what sets are ranked by: the ratio, less what its size weighs
   * @param pValue Monte Carlo: rank among the replicates' maxima over replicates + 1, in (0, 1]
   * @param gumbelPValue from a Gumbel distribution with mean and variance of the replicates' maxima
   *     (Abrams, Kulldorff and Kleinman, 2010, International Journal of Health Geographics 9:61);
   *     not bounded by the number of replicates, in [0, 1]
   */
  record Cluster(
      int set,
      List<Integer> locations,
      int duration,
      long observed,
      double expected,
      double relativeRisk,
      double logLikelihoodRatio,
      double statistic,
      double pValue,
      double gumbelPValue) {}

  /**
   * The data cannot be scanned.
   *
   * @param reason why
   */
  record Insufficient(Reason reason) implements ScanOutcome {}

  /** Why data cannot be scanned. The code is stored. */
  enum Reason implements Coded {
    /** No period, or no location. */
    EMPTY("empty"),
    /** One location has no elsewhere to compare with. */
    TOO_FEW_LOCATIONS("too_few_locations"),
    /** A count is below zero. */
    NEGATIVE_COUNT("negative_count"),
    /** There is no case at all. */
    NO_CASES("no_cases"),
    /** More cases than the replicates can be drawn with. */
    TOO_MANY_CASES("too_many_cases"),
    /** An expected count, baseline or population is below zero or no finite number. */
    BAD_EXPECTED("bad_expected"),
    /** Nothing is expected anywhere: no population, no baseline, no trial. */
    NO_EXPECTED("no_expected"),
    /** There are cases where none can be: no population, or a baseline of zero. */
    CASES_WITHOUT_EXPECTED("cases_without_expected"),
    /** There are more failures than trials. */
    FAILURES_EXCEED_TRIALS("failures_exceed_trials");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
