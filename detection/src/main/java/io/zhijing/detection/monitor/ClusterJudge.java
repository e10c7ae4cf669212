package io.zhijing.detection.monitor;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Signal.Around;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.WindowCount;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.detection.scan.NeighbourSets;
import io.zhijing.detection.scan.PooledScan;
import io.zhijing.detection.scan.PooledScan.Cluster;
import io.zhijing.detection.scan.Zones;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether regions that lie side by side have risen together: a rise that is too small in each and
 * too small a part of what lies above them. Sets of two to six neighbours of one level compete (
 * {@link NeighbourSets#usual}), the p-value pays for the search ({@link PooledScan}). Pure.
 */
public final class ClusterJudge {
  /** Name in documents. */
  public static final String METHOD = "neighbour-scan/1";

  private final RuleSet.Detection rules;
  private final Taxonomy regions;
  private final List<String> codes;
  private final Map<String, Integer> places = new HashMap<>();
  private final PooledScan scan;

  /** A judge of the lattice's regions under the rules. */
  public ClusterJudge(Lattice lattice, RuleSet.Detection rules) {
    this.rules = rules;
    this.regions = lattice.taxonomy(Dimension.REGION);
    this.codes = rules.clusters() ? lattice.bordering() : List.of();
    for (int i = 0; i < codes.size(); i++) {
      places.put(codes.get(i), i);
    }
    int[][] neighbours =
        codes.stream()
            .map(code -> lattice.neighbours(code).stream().mapToInt(places::get).toArray())
            .toArray(int[][]::new);
    Zones zones = NeighbourSets.usual(neighbours).zones();
    this.scan = new PooledScan(zones);
  }

  /** Whether a stratum matters here: a region that has neighbours, or the whole map; no firm. */
  public static boolean concerns(Stratum stratum, Lattice lattice, RuleSet.Detection rules) {
    return rules.clusters()
        && stratum.node(Dimension.ENTERPRISE).isEmpty()
        && (isWholeMap(stratum)
            ? lattice.isCountedByRegion(stratum)
            : !lattice.neighbours(stratum.node(Dimension.REGION)).isEmpty());
  }

  /** Whether a stratum is of no region, and so of all. */
  public static boolean isWholeMap(Stratum stratum) {
    return stratum.node(Dimension.REGION).isEmpty();
  }

  /** The lengths of the windows in which neighbours are added up, in days: as in each of them. */
  static List<Integer> windows(Stratum stratum, RuleSet.Detection rules) {
    return Judge.hasTrials(stratum) ? List.of(rules.rateWindow()) : rules.countWindows();
  }

  /** What a stratum is compared within: the same without its region. */
  public static Stratum kind(Stratum stratum) {
    return stratum.with(Dimension.REGION, "");
  }

  /** The codes of the regions that compete. */
  public List<String> regions() {
    return codes;
  }

  /**
   * The clusters of a kind of stratum on a day as signals, each on the narrowest stratum that holds
   * its regions; of several on one stratum the least likely.
   *
   * @param kind the strata without their region
   * @param day the judged day
   * @param risen by region code what has risen there
   * @param whole the whole map, if it has risen
   */
  public List<Signal> judge(
      Stratum kind, int day, Map<String, Risen> risen, Optional<Risen> whole) {
    if (risen.keySet().stream().filter(places::containsKey).limit(2).count() < 2) {
      return List.of();
    }
    List<Integer> lengths = windows(kind, rules);
    WindowCount[][] map = new WindowCount[lengths.size()][codes.size()];
    WindowCount[] all = new WindowCount[lengths.size()];
    for (int i = 0; i < map.length; i++) {
      int length = lengths.get(i);
      WindowCount[] window = map[i];
      risen.forEach(
          (region, each) -> {
            Integer place = places.get(region);
            if (place != null) {
              window[place] = of(length, each);
            }
          });
      all[i] = whole.map(each -> of(length, each)).orElse(null);
    }
    double alpha = rules.alpha(kind.stream());
    List<Signal> signals = new ArrayList<>();
    Set<Stratum> taken = new HashSet<>();
    for (Cluster cluster : scan.clusters(new PooledScan.Map(map, all), alpha)) {
      WindowCount count = cluster.count();
      List<String> members = cluster.locations().stream().map(codes::get).sorted().toList();
      Stratum around = kind.with(Dimension.REGION, around(members));
      boolean isLarge =
          count.observed() >= rules.minObserved()
              && count.observed() >= count.expected() * (1 + rules.minRelativeExcess());
      if (isLarge && taken.add(around)) {
        Finding finding = finding(cluster, members.stream().map(risen::get).toList(), alpha);
        signals.add(new Signal(around, day, Signal.Kind.CLUSTER, finding, Around.places(members)));
      }
    }
    return signals;
  }

  private static WindowCount of(int length, Risen risen) {
    return risen.windows().stream().filter(each -> each.days() == length).findFirst().orElse(null);
  }

  private static Finding finding(Cluster cluster, List<Risen> members, double alpha) {
    boolean isBorrowed =
        members.stream().anyMatch(each -> "borrowed".equals(each.baseline().state()));
    IntStream reference = members.stream().mapToInt(each -> each.baseline().referenceDays());
    IntStream leftOut = members.stream().mapToInt(each -> each.baseline().leftOutDays());
    WindowCount count = cluster.count();
    return new Finding(
        count.days(),
        count.observed(),
        count.trials(),
        count.expected(),
        cluster.upperBound(alpha),
        cluster.pValue(),
        METHOD,
        new BaselineState(
            isBorrowed ? "borrowed" : "estimated",
            isBorrowed ? "thin_data" : "",
            reference.min().orElse(0),
            leftOut.max().orElse(0)));
  }

  /** The narrowest region that holds all of them; empty for the root. */
  private String around(List<String> members) {
    for (String region : regions.lineage(members.get(0))) {
      if (members.stream().allMatch(member -> regions.lineage(member).contains(region))) {
        return region;
      }
    }
    return "";
  }
}
