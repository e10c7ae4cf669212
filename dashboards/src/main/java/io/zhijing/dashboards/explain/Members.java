package io.zhijing.dashboards.explain;

import io.zhijing.dashboards.explain.Explanation.Place;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.WindowCount;
import io.zhijing.detection.monitor.ClusterJudge;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.monitor.Risen;
import io.zhijing.detection.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for the cluster of a day again: every region of the map is judged on the counts that are
 * stored, as the job judged it.
 */
final class Members {
  private final StoredCases cases;
  private final Lattice lattice;
  private final RuleSet.Detection rules;
  private final Judge judge;

  Members(StoredCases cases, Lattice lattice, RuleSet.Detection rules) {
    this.cases = cases;
    this.lattice = lattice;
    this.rules = rules;
    this.judge = new Judge(rules);
  }

  /**
   * A cluster found again.
   *
   * @param finding its numbers; of no observation if there is none any more
   * @param places its regions
   */
  record Found(Finding finding, List<Place> places) {}

  /**
   * Looks again.
   *
   * @param around the stratum that holds the cluster
   * @param day the judged day
   * @param since first day on which the stream was watched
   */
  Found find(Stratum around, int day, int since) {
    ClusterJudge clusters = new ClusterJudge(lattice, rules);
    Stratum kind = ClusterJudge.kind(around);
    Map<String, Risen> risen = new HashMap<>();
    for (String region : clusters.regions()) {
      Judge.Case given = cases.of(kind.with(Dimension.REGION, region), day, since);
      judge.risen(given, day, judge.judge(given, day)).ifPresent(found -> risen.put(region, found));
    }
    Judge.Case all = cases.of(kind, day, since);
    Optional<Risen> whole =
        ClusterJudge.concerns(kind, lattice, rules)
            ? judge.windows(all, day, judge.judge(all, day))
            : Optional.empty();
    return clusters.judge(kind, day, risen, whole).stream()
        .filter(signal -> signal.stratum().equals(around))
        .findFirst()
        .map(signal -> new Found(signal.finding(), places(signal, risen)))
        .orElse(new Found(Explanation.NOT_FOUND, List.of()));
  }

  private static List<Place> places(Signal signal, Map<String, Risen> risen) {
    List<Place> places = new ArrayList<>();
    for (Stratum part : signal.parts()) {
      for (WindowCount count : risen.get(part.node(Dimension.REGION)).windows()) {
        if (count.days() == signal.finding().windowDays()) {
          places.add(new Place(part, count));
        }
      }
    }
    return places;
  }
}
