package io.zhijing.detection.scan;

import io.zhijing.detection.model.WindowCount;
import io.zhijing.detection.stats.NegativeBinomial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The expectation-based scan (Neill, Moore, Sabhnani and Daniel, 2005, Detection of emerging
 * space-time clusters, KDD) where every place has an expectation and a variance of its own: of all
 * sets of at least two places that have each risen, the one whose counts together are least likely.
 * The counts of a set are negative binomial with the sum of the expectations and of the variances,
 * by the view of the past that lets expect the most of all of them together; where the whole map
 * has risen too, the set is held against what the rest of the map does.
 *
 * <p>Searching everywhere is paid for by Bonferroni's bound: the tail probability is multiplied by
 * the number of sets of that size on the map, of sizes, and of windows. It holds however much the
 * sets overlap and whatever the places' dispersion, far into the tail, where replicates cannot tell
 * anything and Kulldorff's Poisson likelihood takes dispersion for clusters. The price is power:
 * overlapping sets are fewer tries than they are counted as.
 *
 * <p>Wrong where places are expected too little all at once and the whole map was not given.
 */
public final class PooledScan {
  /** Sets closer to their expectation than this are not worth a tail probability. */
  private static final double WORTH_A_TAIL = 2;

  private final SetFamily family;
  private final long[] setsOfSize;
  private final long sizes;
  private final int[][] pairs;

  /** A scan over the sets of a map. */
  public PooledScan(SetFamily family) {
    this.family = family;
    this.setsOfSize = new long[family.locations() + 1];
    for (int set = 0; set < family.size(); set++) {
      setsOfSize[family.size(set)]++;
    }
    this.sizes = Arrays.stream(setsOfSize).skip(2).filter(count -> count > 0).count();
    this.pairs =
        IntStream.range(0, family.size())
            .filter(set -> family.size(set) == 2)
            .mapToObj(family::members)
            .toArray(int[][]::new);
  }

  /**
   * What is scanned.
   *
   * @param places {@code [window][location]}; null where a place has not risen
   * @param whole by window the whole map; null where it has not risen or is not known
   */
  public record Map(WindowCount[][] places, WindowCount[] whole) {}

  /**
   * A set of places that have risen together.
   *
   * @param locations ascending
   * @param count what its window holds; what is expected is what the rest of the map lets expect
   * @param tries by how much the tail probability was multiplied
   * @param pValue corrected for the search, in (0, 1]
   */
  public record Cluster(List<Integer> locations, WindowCount count, double tries, double pValue) {
    /** The largest count that would not stand out at the error rate. */
    public double upperBound(double alpha) {
      double bound =
          NegativeBinomial.ofMeanAndVariance(count.expected(), count.variance())
              .upperBound(alpha / tries);
      return count.trials() > 0 ? Math.min((double) count.trials(), bound) : bound;
    }
  }

  private record Candidate(int set, Cluster cluster) {}

  /**
   * The clusters, the least likely first, then those that share no place with a less likely one.
   *
   * @param alpha largest p-value of a cluster, in (0, 1]
   */
  public List<Cluster> clusters(Map map, double alpha) {
    List<Candidate> candidates = new ArrayList<>();
    for (int window = 0; window < map.places().length; window++) {
      collect(map, window, alpha, candidates);
    }
    candidates.sort(
        Comparator.comparingDouble((Candidate each) -> each.cluster().pValue())
            .thenComparingInt(each -> family.size(each.set()))
            .thenComparingInt(each -> each.cluster().count().days())
            .thenComparingInt(Candidate::set));
    List<Cluster> clusters = new ArrayList<>();
    BitSet taken = new BitSet(family.locations());
    for (Candidate each : candidates) {
      if (each.cluster().locations().stream().noneMatch(taken::get)) {
        each.cluster().locations().forEach(taken::set);
        clusters.add(each.cluster());
      }
    }
    return clusters;
  }

  private void collect(Map map, int window, double alpha, List<Candidate> candidates) {
    WindowCount[] places = map.places()[window];
    if (Arrays.stream(pairs).noneMatch(pair -> isRisen(places[pair[0]], places[pair[1]]))) {
      return; // the usual case; a larger set that has risen holds two neighbours that have
    }
    double[] expected = expected(places);
    for (int set = 0; set < family.size(); set++) {
      // A sum with a place that has not risen is not a number.
      if (family.size(set) > 1 && expected[set + 1] > 0) {
        int[] members = family.members(set);
        WindowCount together = Sums.of(members, places).together(map.whole()[window]);
        double tries = (double) setsOfSize[members.length] * sizes * map.places().length;
        double distance = together.observed() - together.expected();
        if (distance > WORTH_A_TAIL * Math.sqrt(together.variance())) {
          double tail =
              NegativeBinomial.ofMeanAndVariance(together.expected(), together.variance())
                  .upperTail(together.observed());
          double pValue = Math.min(1, tail * tries);
          if (pValue <= alpha) {
            List<Integer> locations = Arrays.stream(members).sorted().boxed().toList();
            candidates.add(new Candidate(set, new Cluster(locations, together, tries, pValue)));
          }
        }
      }
    }
  }

  /** What is expected of each set, one slot higher; of most some place has not risen. */
  private double[] expected(WindowCount[] places) {
    double[] each = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      boolean isIn = places[i] != null && places[i].isAbove();
      each[i] = isIn ? places[i].expected() : Double.NaN;
    }
    double[] sums = new double[family.size() + 1];
    family.sum(each, sums);
    return sums;
  }

  private static boolean isRisen(WindowCount one, WindowCount other) {
    return one != null && other != null && one.isAbove() && other.isAbove();
  }

  /**
   * The places of a set added up.
   *
   * @param whole what is expected by the whole of the past, as are {@code latest} and {@code
   *     season} by other views of it
   * @param greatest what each place expects by its own greatest view
   */
  private record Sums(
      int days,
      double observed,
      double trials,
      double whole,
      double latest,
      double season,
      double greatest,
      double variance) {

    static Sums of(int[] members, WindowCount[] places) {
      double observed = 0;
      double trials = 0;
      double whole = 0;
      double latest = 0;
      double season = 0;
      double greatest = 0;
      double variance = 0;
      for (int member : members) {
        WindowCount place = places[member];
        observed += (double) place.observed();
        trials += (double) place.trials();
        whole += place.byWhole();
        latest += place.byLatest();
        season += place.bySeason();
        greatest += place.expected();
        variance += place.variance();
      }
      int days = places[members[0]].days();
      return new Sums(days, observed, trials, whole, latest, season, greatest, variance);
    }

    WindowCount together(WindowCount map) {
      double expected = Math.max(whole, Math.max(latest, season));
      double factor = 1;
      if (map != null) {
        double rest = map.expected() - expected;
        factor = rest > 0 ? Math.max(1, (map.observed() - observed) / rest) : 1;
      }
      return WindowCount.of(
          days,
          Math.round(observed),
          Math.round(trials),
          expected * factor,
          variance * expected / greatest * factor * factor);
    }
  }
}
