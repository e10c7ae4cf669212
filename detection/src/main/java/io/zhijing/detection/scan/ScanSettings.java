package io.zhijing.detection.scan;

/**
 * How to scan.
 *
 * @param maxDuration windows of 1 to so many periods, all ending in the last, at least 1
 * @param replicates data sets drawn under no cluster, at least 2; 999 is usual
 * @param seed of the draws: the same seed gives the same result
 * @param weighting how sets of different size compete
 * @param mostClusters how many clusters are returned at most, at least 1
 */
public record ScanSettings(
    int maxDuration, int replicates, long seed, Weighting weighting, int mostClusters) {

  private static final int USUAL_CLUSTERS = 10;

  /** How sets of different size compete for the most likely cluster. */
  public enum Weighting {
    /** By their likelihood ratio alone. */
    EVEN,
    /**
     * By their log likelihood ratio less half the logarithm of how many sets have their size. There
     * are so many more connected sets of four neighbours than of one location that by chance alone
     * one of four leads; this takes half of that lead back. The replicates are judged alike, so the
     * p-value keeps its meaning.
     */
    BY_SIZE
  }

  /** Checks the ranges. */
  public ScanSettings {
    if (maxDuration < 1 || replicates < 2 || mostClusters < 1) {
      throw new IllegalArgumentException(
          "duration " + maxDuration + ", replicates " + replicates + ", clusters " + mostClusters);
    }
  }

  /** Sets compete by their likelihood ratio alone, as for circles and trees. */
  public static ScanSettings even(int maxDuration, int replicates, long seed) {
    return new ScanSettings(maxDuration, replicates, seed, Weighting.EVEN, USUAL_CLUSTERS);
  }

  /** Sets compete with their size weighed, as for neighbour sets. */
  public static ScanSettings bySize(int maxDuration, int replicates, long seed) {
    return new ScanSettings(maxDuration, replicates, seed, Weighting.BY_SIZE, USUAL_CLUSTERS);
  }
}
