package io.zhijing.dashboards.explain;

import io.zhijing.dashboards.explain.StoredCounts.History;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.Judge;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What the job judged, from the counts that are stored; each stratum is read once. */
final class StoredCases {
  private final Function<String, History> counts;
  private final Lattice lattice;
  private final Map<String, History> known = new HashMap<>();

  /**
   * Cases.
   *
   * @param counts by key of a stratum
   */
  StoredCases(Function<String, History> counts, Lattice lattice) {
    this.counts = counts;
    this.lattice = lattice;
  }

  History history(Stratum stratum) {
    return known.computeIfAbsent(stratum.key(), counts);
  }

  /**
   * A stratum's case on a day.
   *
   * @param since first day on which its stream was watched
   */
  Judge.Case of(Stratum stratum, int day, int since) {
    History own = history(stratum);
    CountSeries beside =
        Judge.beside(stratum, lattice).map(each -> history(each).series()).orElseGet(own::series);
    return new Judge.Case(stratum, own.series(), beside, since, own.signalsBefore(day));
  }
}
